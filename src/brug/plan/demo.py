"""The demo's plan: the shipped example, with a year and more of fictional figures and reviews."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, User
from brug.kernel.periods import Period, today
from brug.kernel.registries.demo import DemoContext, DemoPart, demo_parts
from brug.kernel.roles import Role
from brug.plan.enums import ActionState, IndicatorKind, Judgement
from brug.plan.examples import example_bytes
from brug.plan.models import Indicator, Objective, Plan
from brug.plan.services.acting import ActionDetails, deadlines_of, move_action, plan_action
from brug.plan.services.importing import import_plan
from brug.plan.services.measuring import Entry, measure
from brug.plan.services.reviewing import review

SOURCE = "Telling van de demo (verzonnen)"
# How the year goes, as a share of the promise: most on course, a few behind, one out of reach.
PACES = (1.08, 0.97, 1.0, 1.04, 0.93, 1.12, 0.84, 1.02, 0.55, 1.0, 1.06)
# Indicators that the coordinators count in their own region.
REGIONAL = frozenset({"SD1.OD1.1", "SD1.OD1.2", "SD1.OD1.3", "SD2.OD2.1", "SD2.OD2.3"})
WITHOUT_FIGURES = frozenset({"SD1.OD1.5", "SD1.OD5.2", "SD2.OD3.4"})
LEVELS = {"SD1.OD1.4": 292, "SD1.OD2.5": 412, "SD1.OD3.3": 640, "SD2.OD1.6": 53180}
# Two for each objective: what, its deadline in days from today, whether it is done.
ACTIONS = (
    ("Onthaalpakket voor nieuwe groepen herwerken", -30, True),
    ("Najaarsronde langs alle regio's plannen", 20, False),
    ("Draaiboek voor juridische vormingen afwerken", -12, False),
    ("Bevraging van vrijwilligers voorbereiden", 45, False),
    ("Agenda van het ledenforum rondsturen", -30, True),
    ("Nieuwe partners uitnodigen voor het netwerkmoment", 20, False),
    ("Lessen van de proeftuin wonen neerschrijven", -12, False),
    ("Gastgezinnen zoeken voor de tweede ronde", 45, False),
    ("Signalen van het voorjaar bundelen", -30, True),
    ("Voorstel over gezinshereniging afstemmen met leden", 20, False),
    ("Feitenfiches voor de pers bijwerken", -12, False),
    ("Vragenlijst over sociale media opstellen", 45, False),
    ("Kit voor Wereldvluchtelingendag versturen", -30, True),
    ("Plekken voor de Langste Tafel vastleggen", 20, False),
    ("Vorming voor sprekers inplannen", -12, False),
    ("Nieuwe ambassadeurs leren kennen", 45, False),
)
REVIEWS = {
    Judgement.ON_COURSE: "De regio's lopen voor op schema. We houden dit tempo aan.",
    Judgement.AT_RISK: "Twee groepen vielen stil. De coördinator zoekt ze op voor de zomer.",
}


def build(context: DemoContext) -> None:
    """Import the example plan and let the demo's people work with it up to today."""
    result = import_plan(actor=context.actor, data=example_bytes(), file_name="plan-2026-2030.yaml")
    plan = result.plan
    years = [year for year in plan.years if date(year, 1, 1) <= today()]
    indicators = Indicator.objects.standing().filter(plan=plan, binding__isnull=True)
    for number, indicator in enumerate(indicators.order_by("position")):
        if indicator.code not in WITHOUT_FIGURES:
            # The year before the plan too: growth is counted from there.
            for year in (plan.first - 1, *years):
                _figures(context.actor, context.random, indicator, year, number)
    _reviews(context.actor, plan, years)
    _actions(context.actor, plan)
    context.say(f"the plan with figures for {', '.join(map(str, years))}")


def _figures(actor: Actor, dice: Random, indicator: Indicator, year: int, number: int) -> None:
    if indicator.kind == IndicatorKind.PRESENT:
        day = _last_day(Period.year(year))
        measure(actor=actor, indicator=indicator, entry=Entry(Decimal(1), day, SOURCE))
        return
    if indicator.code in LEVELS or indicator.kind in (IndicatorKind.BY_YEAR, IndicatorKind.PERCENT):
        level = LEVELS.get(indicator.code, 80)
        for index, quarter in enumerate(_quarters(year)):
            value = Decimal(round(level * (1 + 0.01 * index) * dice.uniform(0.99, 1.01)))
            entry = Entry(value, _last_day(quarter), SOURCE)
            measure(actor=actor, indicator=indicator, entry=entry)
        return
    if indicator.target is None:
        return
    expected = indicator.target / 4 * Decimal(str(PACES[number % len(PACES)]))
    spread = _divided(dice, indicator)
    carried = dict.fromkeys(spread, Decimal(0))
    for quarter in _quarters(year):
        share = Decimal((_last_day(quarter) - quarter.start).days + 1) / Decimal(quarter.days)
        for region, part in spread.items():
            exact = carried[region] + expected * share * part
            value = exact.quantize(Decimal(1), ROUND_HALF_UP)
            carried[region] = exact - value
            if value > 0:
                entry = Entry(value, _last_day(quarter), SOURCE, quarter.start, region)
                measure(actor=actor, indicator=indicator, entry=entry)


def _divided(dice: Random, indicator: Indicator) -> dict[Region | None, Decimal]:
    if indicator.code not in REGIONAL:
        return {None: Decimal(1)}
    regions = list(indicator.plan.working_regions())
    weights = [Decimal(str(round(dice.uniform(0.8, 1.2), 2))) for _region in regions]
    return {region: w / sum(weights) for region, w in zip(regions, weights, strict=True)}


def _quarters(year: int) -> Iterator[Period]:
    for number in (1, 2, 3, 4):
        quarter = Period.quarter(year, number)
        if quarter.start < today():
            yield quarter


def _last_day(period: Period) -> date:
    return min(period.last_day, today())


def _reviews(actor: Actor, plan: Plan, years: list[int]) -> None:
    director = _somebody(Role.DIRECTOR)
    actor = Actor.of_user(director) if director else actor
    objectives = list(Objective.objects.filter(plan=plan, parent__isnull=False))
    for year in years:
        for number in (1, 2, 3, 4):
            if Period.quarter(year, number).end > today():
                return
            for index, objective in enumerate(objectives):
                at_risk = (index + number) % 4 == 0
                judgement = Judgement.AT_RISK if at_risk else Judgement.ON_COURSE
                review(
                    actor=actor,
                    objective=objective,
                    year=year,
                    quarter=number,
                    judgement=judgement,
                    text=REVIEWS[judgement],
                )


def _actions(actor: Actor, plan: Plan) -> None:
    owners = [_somebody(role) for role in (Role.STAFF_MOVEMENT, Role.DIRECTOR, Role.COORDINATOR)]
    year = min(max(today().year, plan.first), plan.last)
    objectives = Objective.objects.filter(plan=plan, parent__isnull=False).order_by("position")
    for place, objective in enumerate(objectives):
        for offset in (0, 1):
            title, days, is_done = ACTIONS[(2 * place + offset) % len(ACTIONS)]
            details = ActionDetails(
                year=year,
                title=title,
                owner=owners[(place + offset) % len(owners)],
                deadline=_within(deadlines_of(year), today() + timedelta(days=days)),
            )
            action = plan_action(actor=actor, objective=objective, details=details)
            if is_done:
                move_action(actor=actor, action=action, state=ActionState.DONE)


def _within(days: Period, day: date) -> date:
    return min(max(day, days.start), days.last_day)


def _somebody(role: Role) -> User | None:
    return User.objects.filter(role_grants__role=role).order_by("pk").first()


demo_parts.register(DemoPart(name="plan.example", build=build, after=("people.movement",)))
