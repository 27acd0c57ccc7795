"""How indicators stand, as the rows of a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.charts import Progress, Shape, judgement_mark, progress_bar
from brug.kernel.numbers import figure_text
from brug.plan.enums import BAD, GOOD, IndicatorKind, Judgement
from brug.plan.models import Objective, Plan
from brug.plan.queries import IndicatorStatus, ObjectiveStatus, Overview
from brug.plan.reports.wording import SIGNS

NO_FIGURE = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator on a page; ``bar`` is '' where there is no figure, and ``needs`` says why."""

    code: str
    title: str
    url: str
    actual: str
    bar: SafeString | str
    mark: SafeString
    needs: str
    enter_url: str
    is_quiet: bool


@dataclass(frozen=True, slots=True)
class Group:
    """An objective with its rows; ``tone`` is '', 'good', 'risk' or 'bad'."""

    code: str
    title: str
    url: str
    above_code: str
    above_title: str
    finding: str
    tone: str
    rows: list[Row]


def text_of(value: Decimal | None, unit: str) -> str:
    """A figure as screens show it; none: a dash."""
    return NO_FIGURE if value is None else figure_text(float(value), SIGNS.get(unit, ""))


def value_text(status: IndicatorStatus, value: Decimal | None) -> str:
    """A figure of an indicator in words: yes and no for what is there or not."""
    if value is not None and status.indicator.kind == IndicatorKind.PRESENT:
        return _("yes") if value >= 1 else _("no")
    return text_of(value, status.unit)


def row_of(status: IndicatorStatus, actor: Actor) -> Row:
    """Return an indicator's row."""
    indicator = status.indicator
    is_quiet = status.actual is None
    by_hand = not status.measure
    may_enter = by_hand and actor.may("plan.enter_measurement")
    return Row(
        code=indicator.code,
        title=capfirst(indicator.title),
        url=status.url,
        actual=value_text(status, status.actual),
        bar="" if is_quiet else bar_of(status),
        mark=mark_of(status.judgement),
        needs=needs_of(status) if is_quiet else "",
        enter_url=reverse("plan:measure", args=[indicator.plan.slug, indicator.code])
        if is_quiet and may_enter
        else "",
        is_quiet=is_quiet,
    )


def bar_of(status: IndicatorStatus) -> SafeString:
    """The promise as a bar."""
    return progress_bar(
        Progress(
            label=capfirst(status.indicator.title),
            actual=_float(status.actual),
            target=_float(status.target),
            forecast=_float(status.forecast),
            shape=Shape.of(status.judgement.value),
            verdict=str(status.judgement.label),
            unit=SIGNS.get(status.unit, ""),
        )
    )


def mark_of(judgement: Judgement) -> SafeString:
    """A judgement's shape and word."""
    return judgement_mark(Shape.of(judgement.value), str(judgement.label))


def needs_of(status: IndicatorStatus) -> str:
    """What it would take to know the figure."""
    indicator = status.indicator
    if status.measure:
        return _("The year has not begun.")
    if how := indicator.how_measured:
        return _("By hand: %(how)s.") % {"how": how.rstrip(".")}
    if indicator.kind == IndicatorKind.PRESENT:
        return _("Somebody says whether it is there.")
    return _("No measure yet: no room of the house counts this.")


def groups_of(seen: Overview, actor: Actor, query: str = "") -> list[Group]:
    """Return the objectives that have indicators, each with its rows, in the order of the plan."""
    return list(_groups(seen.plan, seen.objectives, None, actor, query))


def _groups(
    plan: Plan,
    objectives: Iterable[ObjectiveStatus],
    above: Objective | None,
    actor: Actor,
    query: str,
) -> Iterator[Group]:
    for one in objectives:
        if one.statuses:
            yield Group(
                code=one.objective.code,
                title=one.objective.title,
                url=reverse("plan:objective", args=[plan.slug, one.objective.code]) + query,
                above_code=above.code if above else "",
                above_title=above.title if above else "",
                finding=finding_of(one.statuses),
                tone=tone_of(one.statuses),
                rows=[row_of(status, actor) for status in one.statuses],
            )
        yield from _groups(plan, one.operational, one.objective, actor, query)


def finding_of(statuses: Iterable[IndicatorStatus]) -> str:
    """How an objective stands: '4 of 6 on course'."""
    known = [one.judgement for one in statuses]
    good = sum(one in GOOD for one in known)
    judged = good + sum(one in BAD for one in known)
    if not judged:
        return _("nothing to judge yet")
    return _("%(good)d of %(judged)d on course") % {"good": good, "judged": judged}


def tone_of(statuses: Iterable[IndicatorStatus]) -> str:
    """The worst that is among them."""
    known = {one.judgement for one in statuses}
    if known & {Judgement.OUT_OF_REACH, Judgement.MISSED}:
        return "bad"
    if Judgement.AT_RISK in known:
        return "risk"
    return "good" if known & set(GOOD) else ""


def tally_of(statuses: Sequence[IndicatorStatus]) -> list[SafeString]:
    """How many indicators have which judgement, those without verdict together at the end."""
    found = []
    for judgement in (*GOOD, *BAD):
        count = sum(one.judgement == judgement for one in statuses)
        if count:
            word = f"{count} {judgement.label}"
            found.append(judgement_mark(Shape.of(judgement.value), word))
    rest = sum(one.judgement not in (*GOOD, *BAD) for one in statuses)
    if rest:
        found.append(judgement_mark(Shape.OPEN, format_html("{} {}", rest, _("no verdict yet"))))
    return found


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
