"""`two-figures-one-fact`: the plan tells the same thing twice, and not alike."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from statistics import median

from django.utils.translation import gettext as _

from brug.kernel.money import to_cents
from brug.plan.checks.amounts import KINDS, Entry, Ledger
from brug.plan.checks.finding import CheckContext, Finding, money, number, word
from brug.plan.document.facts import history_of
from brug.plan.document.model import Indicator, PlanDocument
from brug.plan.enums import Severity
from brug.plan.rules.phrases import folded

CODE = "two-figures-one-fact"
CENT = Decimal("0.01")
# The cost of an added FTE is known to some tens of euro only, being derived from rounded amounts.
EURO = Decimal(1)
FEWEST_LINES = 3


def check(context: CheckContext) -> Iterator[Finding]:
    """Promises made twice, baselines against history, printed against computed amounts."""
    yield from _same_promise(context)
    yield from _baselines(context)
    yield from _printed_twice(context)
    yield from _growth_of_personnel(context)


def _same_promise(context: CheckContext) -> Iterator[Finding]:
    """Two indicators of the same words with different numbers."""
    seen: dict[str, Indicator] = {}
    for indicator in context.document.indicators():
        phrase = folded(str(indicator.what))
        first = seen.setdefault(phrase, indicator)
        same = (first.kind, first.target, first.targets, first.by)
        if same == (indicator.kind, indicator.target, indicator.targets, indicator.by):
            continue
        yield Finding(
            code=CODE,
            where=indicator.code,
            found=indicator.target,
            expected=first.target,
            message=_("“%(what)s” is promised twice, in %(first)s and in %(second)s, not alike.")
            % {"what": indicator.what, "first": first.code, "second": indicator.code},
            severity=Severity.WARNING,
            line=indicator.line,
        )


def _baselines(context: CheckContext) -> Iterator[Finding]:
    """A baseline that differs from the history of the same year."""
    for indicator in context.document.indicators():
        history = history_of(context.document, indicator)
        for year, figure in indicator.baseline.items():
            if history.get(year, figure) == figure:
                continue
            words = {
                "code": indicator.code,
                "year": year,
                "baseline": number(figure),
                "history": number(history[year]),
            }
            yield Finding(
                code=CODE,
                where=f"{indicator.code} baseline {year}",
                found=figure,
                expected=history[year],
                message=_(
                    "The baseline of %(code)s is %(baseline)s for %(year)s; the history tells"
                    " %(history)s."
                )
                % words,
                severity=Severity.WARNING,
                line=indicator.line,
            )


def _printed_twice(context: CheckContext) -> Iterator[Finding]:
    """An objective with a line and a printed line that do not agree."""
    budget = context.document.budget
    if budget is None:
        return
    printed = Ledger.of(_only_printed(context.document))
    lines = {entry.objective: entry for entry in context.ledger.entries if not entry.is_printed}
    for entry in printed.entries:
        line = lines.get(entry.objective)
        for kind in KINDS if line else ():
            for year, amount in entry.amounts[kind].items():
                own = line.amounts[kind].get(year, amount) if line else amount
                if abs(own - amount) > CENT:
                    yield _amounts(context, (entry.objective, kind, year), amount, own)


def _only_printed(document: PlanDocument) -> PlanDocument:
    budget = document.budget
    return replace(document, budget=replace(budget, lines=())) if budget else document


def _growth_of_personnel(context: CheckContext) -> Iterator[Finding]:
    """A second year's personnel that is not the first, grown by the rule, plus the added staff.

    What an added FTE costs is not in the plan, but all lines imply it; the line that implies
    something else is the odd one out.
    """
    budget = context.document.budget
    growth = budget.rules.personnel_growth if budget else None
    if growth is None:
        return
    copies = {copy.objective for copy in context.copies}
    entries = [one for one in context.ledger.entries if one.objective not in copies]
    for first, second in _neighbours(entries):
        steps = [step for one in entries if (step := _step(one, first, second, growth))]
        costs = [rest / added for _entry, rest, added in steps if added]
        if len(costs) < FEWEST_LINES:
            continue
        cost = Decimal(median(costs))
        for entry, rest, added in steps:
            expected = to_cents(entry.amounts["personnel"][second] - rest + added * cost)
            found = entry.amounts["personnel"][second]
            if abs(found - expected) > EURO:
                yield _amounts(context, (entry.objective, "personnel", second), found, expected)


def _neighbours(entries: list[Entry]) -> list[tuple[int, int]]:
    years = sorted({year for entry in entries for year in entry.amounts["personnel"]})
    return [(first, second) for first, second in pairwise(years) if second == first + 1]


def _step(
    entry: Entry, first: int, second: int, growth: Decimal
) -> tuple[Entry, Decimal, Decimal] | None:
    """What the second year has beyond the grown first year, and the FTE added."""
    amounts, fte = entry.amounts["personnel"], entry.fte
    if first not in amounts or second not in amounts or first not in fte or second not in fte:
        return None
    return entry, amounts[second] - amounts[first] * (1 + growth), fte[second] - fte[first]


def _amounts(
    context: CheckContext, cell: tuple[str, str, int], found: Decimal, expected: Decimal
) -> Finding:
    objective, kind, year = cell
    words = {
        "objective": objective,
        "kind": word(kind),
        "year": year,
        "found": money(found),
        "expected": money(expected),
    }
    return Finding(
        code=CODE,
        where=f"{objective} {kind} {year}",
        found=found,
        expected=expected,
        message=_(
            "The %(kind)s amount of %(objective)s for %(year)s is %(found)s; by the plan's own"
            " rules and other amounts it would be %(expected)s."
        )
        % words,
        severity=Severity.WARNING,
        line=context.line("budget", "lines", objective, kind)
        or context.line("budget", "printed_as_is", objective, kind),
    )
