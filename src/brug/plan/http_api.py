"""The plan for programs: objectives, and how the indicators stand. Read-only.

Who works at the desk reads all of it with their session. Everybody else reads what the
organisation chose to publish: the indicators that are marked as public.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from ninja.errors import HttpError

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.periods import today
from brug.plan.models import Objective, Plan
from brug.plan.queries import IndicatorStatus, indicator_status
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
    plan = _plan(slug)
    seen = plan.indicators.standing().order_by("position")
    if not Actor.of(request).may("plan.view_plan"):
        seen = seen.filter(is_public=True)
    codes: dict[int, list[str]] = defaultdict(list)
    for objective, code in seen.values_list("objective", "code"):
        codes[objective].append(code)
    below: dict[int | None, list[Objective]] = defaultdict(list)
    for one in Objective.objects.standing().filter(plan=plan).order_by("position"):
        below[one.parent_id].append(one)
    return list(_walk(request, below, codes, None))


def _walk(
    request: HttpRequest,
    below: Mapping[int | None, list[Objective]],
    codes: Mapping[int, list[str]],
    above: Objective | None,
) -> Iterator[ObjectiveOut]:
    """Yield the objectives of which the reader may see an indicator, or all to who may see all."""
    sees_all = Actor.of(request).may("plan.view_plan")
    for one in below.get(above.pk if above else None, ()):
        own, inside = codes.get(one.pk, []), list(_walk(request, below, codes, one))
        if sees_all or own or inside:
            name = above.code if above else ""
            yield ObjectiveOut(id=one.code, above=name, title=one.title, indicators=own)
            yield from inside


@router.get("/{slug}/indicators/", response=list[StatusOut], summary="How the indicators stand")
def indicators(request: HttpRequest, slug: str, when: Query[When]) -> list[StatusOut]:
    """Every indicator that the reader may see, in the order of the plan."""
    plan = _plan(slug)
    return [_status(one) for one in _standing(request, plan, when)]


@router.get("/{slug}/indicators/{code}/", response=StatusOut, summary="How one indicator stands")
def indicator(request: HttpRequest, slug: str, code: str, when: Query[When]) -> StatusOut:
    """One indicator; 404 where there is none, or none that the reader may see."""
    for one in _standing(request, _plan(slug), when, only=code):
        return _status(one)
    raise Http404(code)


def _plan(slug: str) -> Plan:
    return get_object_or_404(Plan, slug=slug)


def _standing(
    request: HttpRequest, plan: Plan, when: When, only: str = ""
) -> list[IndicatorStatus]:
    """How the indicators stand that the reader may see, or one; of others nothing is counted."""
    year, as_of = _moment(plan, when)
    seen = plan.indicators.standing()
    if only:
        seen = seen.filter(code=only)
    if not Actor.of(request).may("plan.view_plan"):
        seen = seen.filter(is_public=True)
        as_of = _public_day(plan, as_of)
    codes = list(seen.values_list("code", flat=True))
    if not codes:
        return []
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
    """Today, or the end of a month of the plan: every other day would be counted for a stranger.

    The first month of the plan is seen from its end, or while it runs from today.
    """
    if as_of == today():
        return as_of
    ended = (as_of + timedelta(days=1)).replace(day=1) - timedelta(days=1)
    return max(ended, min(date(plan.first, 1, 31), today()))


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
