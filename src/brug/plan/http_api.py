"""The plan for programs: objectives, and how the indicators stand. Read-only.

Who works at the desk reads all of it with their session. Everybody else reads what the
organisation chose to publish: the indicators that are marked as public.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.periods import today
from brug.plan.models import Plan
from brug.plan.queries import IndicatorStatus, indicator_status, overview
from brug.plan.queries.overview import ObjectiveStatus
from brug.plan.rules.asking import asked
from brug.plan.rules.freshness import PAGE
from brug.plan.wording import sentence

router = Router()


class PlanOut(Schema):
    """A plan period. ``id`` names it in other addresses."""

    id: str
    title: str
    first: int
    last: int
    is_current: bool


class ObjectiveOut(Schema):
    """An objective; ``above`` is the code of the one it belongs to, '' for a strategic one."""

    id: str
    above: str
    title: str
    indicators: list[str]


class StatusOut(Schema):
    """How an indicator stands; numbers are decimal text, so that nothing rounds them.

    ``judgement`` is one of met, on_course, at_risk, out_of_reach (while the year runs), missed
    (once it is over), too_early, no_data, no_target. The rules say in words why, with the numbers.
    """

    id: str
    title: str
    objective: str
    year: int
    as_of: date
    region: str
    unit: str
    target: Decimal | None
    actual: Decimal | None
    forecast: Decimal | None
    judgement: str
    measure: str
    target_rule: str
    forecast_rule: str
    judgement_rule: str
    is_public: bool


class When(Schema):
    """Which year of the plan, as of which day of it, which working region; all may be left out.

    A day to come, or a year or day outside the plan, is refused (422) with a sentence that says so.

    Who may not see the whole plan gets the end of the month before another day than today.
    """

    year: int | None = None
    as_of: date | None = None
    region: str = ""


@router.get("/", response=list[PlanOut], summary="All plans, the newest first")
def plans(request: HttpRequest) -> list[PlanOut]:
    """Every plan period of which the reader may see figures."""
    found = Plan.objects.all()
    if not Actor.of(request).may("plan.view_plan"):
        found = found.filter(indicators__is_public=True).distinct()
    return [
        PlanOut(
            id=one.slug,
            title=one.title,
            first=one.first,
            last=one.last,
            is_current=one.is_current,
        )
        for one in found
    ]


@router.get("/{slug}/objectives/", response=list[ObjectiveOut], summary="The plan's objectives")
def objectives(request: HttpRequest, slug: str) -> list[ObjectiveOut]:
    """Every objective in the order of the plan, with the codes of its indicators."""
    plan, as_of = _plan(slug), today()
    year = min(max(as_of.year, plan.first), plan.last)
    seen = overview(plan, year, as_of, patience=PAGE)
    return list(_walk(request, seen.objectives, ""))


def _walk(
    request: HttpRequest, parts: Iterable[ObjectiveStatus], above: str
) -> Iterator[ObjectiveOut]:
    """Yield the objectives of which the reader may see an indicator, or all to who may see all."""
    sees_all = Actor.of(request).may("plan.view_plan")
    for one in parts:
        codes = [status.id for status in _visible(request, one.statuses)]
        below = list(_walk(request, one.operational, one.objective.code))
        if sees_all or codes or below:
            yield ObjectiveOut(
                id=one.objective.code, above=above, title=one.objective.title, indicators=codes
            )
            yield from below


@router.get("/{slug}/indicators/", response=list[StatusOut], summary="How the indicators stand")
def indicators(request: HttpRequest, slug: str, when: Query[When]) -> list[StatusOut]:
    """Every indicator that the reader may see, in the order of the plan."""
    plan = _plan(slug)
    return [_status(one) for one in _standing(request, plan, when)]


@router.get("/{slug}/indicators/{code}/", response=StatusOut, summary="How one indicator stands")
def indicator(request: HttpRequest, slug: str, code: str, when: Query[When]) -> StatusOut:
    """One indicator; 404 where there is none, or none that the reader may see."""
    plan = _plan(slug)
    for one in _standing(request, plan, when):
        if one.id == code:
            return _status(one)
    raise Http404(code)


def _plan(slug: str) -> Plan:
    return get_object_or_404(Plan, slug=slug)


def _standing(request: HttpRequest, plan: Plan, when: When) -> list[IndicatorStatus]:
    """How the indicators stand that the reader may see; of the others nothing is counted."""
    year, as_of = _moment(plan, when)
    codes: list[str] = []
    if not Actor.of(request).may("plan.view_plan"):
        public = plan.indicators.standing().filter(is_public=True)
        codes = list(public.values_list("code", flat=True))
        if not codes:
            return []
        as_of = _public_day(plan, as_of)
    year = year or min(max(as_of.year, plan.first), plan.last)
    region = None
    if when.region:
        region = get_object_or_404(Region.objects.working_regions(), code=when.region)
    return indicator_status(plan, year, as_of, region, patience=PAGE, codes=codes)


def _moment(plan: Plan, when: When) -> tuple[int | None, date]:
    """The year that is asked for, and the day; today where none is.

    Raises:
        HttpError: 422, with what cannot be asked.
    """
    year = "" if when.year is None else str(when.year)
    day = when.as_of.isoformat() if when.as_of else ""
    wanted = asked(plan.years, today(), year=year, day=day)
    if wanted.faults:
        raise HttpError(422, " ".join(sentence(one) for one in wanted.faults))
    return wanted.year, wanted.day or today()


def _public_day(plan: Plan, as_of: date) -> date:
    """Today, or the end of a month of the plan: every other day would be counted for a stranger."""
    if as_of == today():
        return as_of
    after = max(as_of, min(date(plan.first, 1, 1), today())) + timedelta(days=1)
    return after.replace(day=1) - timedelta(days=1)


def _visible(request: HttpRequest, statuses: Iterable[IndicatorStatus]) -> list[IndicatorStatus]:
    """All of them for who may see the plan; for others those that were published."""
    if Actor.of(request).may("plan.view_plan"):
        return list(statuses)
    return [one for one in statuses if one.indicator.is_public]


def _status(status: IndicatorStatus) -> StatusOut:
    return StatusOut(
        id=status.id,
        title=status.indicator.title,
        objective=status.indicator.objective.code,
        year=status.year,
        as_of=status.as_of,
        region=status.region.code if status.region else "",
        unit=status.unit,
        target=status.target,
        actual=status.actual,
        forecast=status.forecast,
        judgement=status.judgement.value,
        measure=status.measure,
        target_rule=status.target_rule,
        forecast_rule=status.forecast_rule,
        judgement_rule=status.judgement_rule,
        is_public=status.indicator.is_public,
    )
