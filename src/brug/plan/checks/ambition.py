"""`target-contradicts-ambition`: the targets do not lead to what the plan says it wants.

A number that is promised for the ambition's year, or summed over the plan, must be the ambition's.
A growth must at least reach it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.plan.checks.finding import CheckContext, Finding, number
from brug.plan.checks.promises import promise_of
from brug.plan.document.facts import OVER_PERIOD, bare, history_of, indicator_of
from brug.plan.document.model import Facts, Indicator
from brug.plan.enums import IndicatorKind, Severity
from brug.plan.rules.target import target_for

CODE = "target-contradicts-ambition"
# Projections over years are rounded by whoever writes a plan.
PROJECTION_TOLERANCE = Decimal("0.01")


def check(context: CheckContext) -> Iterator[Finding]:
    """Each ambition against the indicator, and against the income, that speaks of it."""
    for year, ambitions in context.document.ambitions.items():
        for name, wanted in ambitions.items():
            indicator = indicator_of(context.document, name)
            if indicator is not None:
                yield from _against_indicator(context, indicator, name, year, wanted)
            yield from _against_income(context, name, year, wanted)


def _against_indicator(
    context: CheckContext, indicator: Indicator, name: str, year: int, wanted: Decimal
) -> Iterator[Finding]:
    reached = _reached(context, indicator, name, year)
    grows = indicator.kind in {IndicatorKind.GROW_BY, IndicatorKind.GROW_PERCENT}
    if reached is None or reached == wanted or (grows and reached > wanted):
        return
    words = {
        "code": indicator.code,
        "what": str(indicator.what),
        "year": year,
        "reached": number(reached),
        "wanted": number(wanted),
        "name": name,
    }
    if name.endswith(OVER_PERIOD):
        message = _("%(code)s (%(what)s) adds up to %(reached)s over the plan; the ambition"
                    " “%(name)s” is %(wanted)s.")  # fmt: skip
    elif grows:
        message = _("%(code)s (%(what)s) grows to %(reached)s by %(year)s; the ambition “%(name)s”"
                    " is %(wanted)s.")  # fmt: skip
    else:
        message = _("%(code)s (%(what)s) asks %(reached)s in %(year)s; the ambition “%(name)s” is"
                    " %(wanted)s.")  # fmt: skip
    yield Finding(
        code=CODE,
        where=indicator.code,
        found=reached,
        expected=wanted,
        message=message % words,
        severity=Severity.WARNING,
        line=indicator.line,
    )


def _reached(context: CheckContext, indicator: Indicator, name: str, year: int) -> Decimal | None:
    """What the indicator's targets come to, in the way in which the ambition counts."""
    document = context.document
    if indicator.kind in {IndicatorKind.TREND, IndicatorKind.PRESENT, IndicatorKind.PERCENT}:
        return None
    promise = promise_of(document, indicator)
    known = history_of(document, indicator)
    if indicator.kind in {IndicatorKind.GROW_BY, IndicatorKind.GROW_PERCENT} and known:
        # A chain without baseline starts from the newest figure of the history.
        promise = replace(promise, baseline=promise.baseline or known)
    if name.endswith(OVER_PERIOD):
        yearly = [target_for(promise, one).value for one in range(document.first, year + 1)]
        return None if None in yearly else sum((one for one in yearly if one), Decimal(0))
    return target_for(promise, year, known).value


def _against_income(
    context: CheckContext, name: str, year: int, wanted: Decimal
) -> Iterator[Finding]:
    """An income that grows by the plan's own rate, against the ambition for the whole house.

    The plan's budget holds its socio-cultural share of all means, so the income is compared as
    that share of the whole.
    """
    budget = context.document.budget
    if budget is None or not budget.income:
        return
    fact = bare(name).removesuffix("_eur")
    start = _newest_amount(budget.income, fact, year)
    growth = _only_growth(budget.income)
    if start is None or growth is None:
        return
    from_year, amount = start
    share = budget.socio_cultural_share.get("of_all_means")
    part = share if isinstance(share, Decimal) and share > 0 else Decimal(1)
    reached = (amount * (1 + growth) ** (year - from_year) / part).quantize(Decimal(1))
    if abs(reached - wanted) <= wanted * PROJECTION_TOLERANCE:
        return
    words = {"name": name, "reached": number(reached), "wanted": number(wanted), "year": year}
    yield Finding(
        code=CODE,
        where=f"income {fact} {year}",
        found=reached,
        expected=wanted,
        message=_(
            "By its own growth the income comes to %(reached)s for the whole house in %(year)s;"
            " the ambition “%(name)s” is %(wanted)s."
        )
        % words,
        severity=Severity.WARNING,
        line=context.line("budget", "income"),
    )


def _newest_amount(income: Facts, fact: str, year: int) -> tuple[int, Decimal] | None:
    """The newest `fact_2026` or `fact_from_2027` that is not after `year`."""
    found = []
    for key, value in income.items():
        match = re.fullmatch(rf"{re.escape(fact)}_(?:from_)?(\d{{4}})", key, re.ASCII)
        if match and isinstance(value, Decimal) and int(match[1]) <= year:
            found.append((int(match[1]), value))
    return max(found, default=None)


def _only_growth(income: Facts) -> Decimal | None:
    rates = [value for key, value in income.items() if key.endswith("_growth")]
    return rates[0] if len(rates) == 1 and isinstance(rates[0], Decimal) else None
