"""What people do with a plan at the desk: figures by hand, bindings, actions, reviews."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import RoleGrant, User
from brug.kernel.roles import Role
from brug.plan.enums import ActionState, Judgement, Origin
from brug.plan.models import ActionItem, Measurement, Objective, Review
from brug.plan.services import (
    ActionDetails,
    Entry,
    bind,
    change_action,
    make_current,
    measure,
    move_action,
    plan_action,
    review,
    unbind,
    withdraw,
)
from tests.plan.measures import registered
from tests.plan.world import SYSTEM, indicator, make_plan, make_regions

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _world():
    with registered(), time_machine.travel(datetime(2026, 10, 5, 12, tzinfo=UTC), tick=False):
        make_plan("what: press, target: 100, every: year", "what: trees, target: 1, every: year",
                  "what: guide, direction: present", "what: share, target_percent: 90")  # fmt: skip
        yield


def user_with(role: Role, region=None) -> User:
    user = User.objects.create_user(f"{role}@example.org")
    RoleGrant.objects.create(user=user, role=role, region=region)
    return user


def entry(value=5, day=DAY, **more) -> Entry:
    return Entry(value=Decimal(value), measured_on=day, source=more.pop("source", "paper"), **more)


def objective() -> Objective:
    return Objective.objects.select_related("plan").get(code="SD1.OD1")


# Figures by hand


def test_a_figure_by_hand_keeps_source_day_and_who():
    user = user_with(Role.DIRECTOR)

    made = measure(actor=Actor.of_user(user), indicator=indicator(), entry=entry(note="rough"))

    kept = Measurement.objects.get()
    assert kept == made
    assert (kept.value, kept.measured_on, kept.source) == (5, DAY, "paper")
    assert (kept.entered_by, kept.note) == (user, "rough")
    assert ModelLogEntry.objects.filter(action="plan.measurement_entered").count() == 1


@pytest.mark.parametrize(
    ("code", "wrong", "field"),
    [
        ("A1", {"value": -1}, "value"),
        ("A1", {"value": "NaN"}, "value"),
        ("A1", {"value": "Infinity"}, "value"),
        ("A1", {"day": date(2026, 10, 6)}, "measured_on"),
        ("A1", {"starts_on": date(2026, 10, 1)}, "starts_on"),
        ("A1", {"starts_on": date(2025, 12, 31)}, "starts_on"),
        ("A1", {"starts_on": date(2024, 1, 1)}, "starts_on"),
        ("A1", {"source": "  "}, "source"),
        ("A3", {"value": 2}, "value"),
        ("A4", {"value": 101}, "value"),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused(code, wrong, field):
    with pytest.raises(ValidationError) as caught:
        measure(actor=SYSTEM, indicator=indicator(code), entry=entry(**wrong))

    assert field in caught.value.message_dict
    assert not Measurement.objects.exists()


def test_nobody_types_what_records_prove():
    with pytest.raises(ValidationError, match="counted from records"):
        measure(actor=SYSTEM, indicator=indicator("A2"), entry=entry())


@pytest.mark.parametrize("day", [date(2019, 5, 1), date(2023, 12, 31)])
def test_a_figure_from_before_the_plan_becomes_no_baseline(day):
    with pytest.raises(ValidationError, match="The plan begins in 2026") as caught:
        measure(actor=SYSTEM, indicator=indicator(), entry=entry(day=day))

    assert "measured_on" in caught.value.message_dict
    assert measure(actor=SYSTEM, indicator=indicator(), entry=entry(day=date(2024, 1, 1)))


def test_a_day_has_one_level_of_a_region_and_one_of_the_whole():
    north, south = (one.working_region for one in make_regions("north", "south"))
    for region in (None, north, south):
        measure(actor=SYSTEM, indicator=indicator(), entry=entry(region=region))
    for region in (None, north):
        with pytest.raises(ValidationError, match=r"30 .*2026.*: 5") as caught:
            measure(actor=SYSTEM, indicator=indicator(), entry=entry(6, region=region))
        assert "measured_on" in caught.value.message_dict

    wrong = Measurement.objects.get(region=north)
    withdraw(actor=SYSTEM, measurement=wrong)
    assert measure(actor=SYSTEM, indicator=indicator(), entry=entry(6, region=north))


def test_amounts_and_levels_do_not_mix():
    measure(actor=SYSTEM, indicator=indicator(), entry=entry())

    with pytest.raises(ValidationError, match="levels on a day"):
        measure(actor=SYSTEM, indicator=indicator(), entry=entry(starts_on=date(2026, 7, 1)))


@pytest.mark.parametrize("first_region", [True, False])
@pytest.mark.parametrize("second_region", [True, False])
def test_amounts_over_the_same_days_do_not_overlap(first_region, second_region):
    north, south = (one.working_region for one in make_regions("north", "south"))
    first = entry(starts_on=date(2026, 7, 1), region=north if first_region else None)
    second = entry(starts_on=DAY, day=date(2026, 10, 1), region=north if second_region else None)
    measure(actor=SYSTEM, indicator=indicator(), entry=first)

    with pytest.raises(ValidationError, match="figure already"):
        measure(actor=SYSTEM, indicator=indicator(), entry=second)
    if first_region:
        other = entry(starts_on=DAY, region=south)
        assert measure(actor=SYSTEM, indicator=indicator(), entry=other)


def test_a_figure_that_was_taken_back_makes_room():
    wrong = measure(actor=SYSTEM, indicator=indicator(), entry=entry(starts_on=date(2026, 7, 1)))
    withdraw(actor=SYSTEM, measurement=wrong)
    withdraw(actor=SYSTEM, measurement=wrong)

    right = measure(actor=SYSTEM, indicator=indicator(), entry=entry(7, starts_on=date(2026, 7, 1)))

    assert list(Measurement.objects.standing()) == [right]
    assert ModelLogEntry.objects.filter(action="plan.measurement_withdrawn").count() == 1


def test_a_coordinator_enters_figures_of_the_own_region_only():
    north, south = (one.working_region for one in make_regions("north", "south"))
    actor = Actor.of_user(user_with(Role.COORDINATOR, north))

    assert measure(actor=actor, indicator=indicator(), entry=entry(region=north))
    for region in (south, None):
        with pytest.raises(PermissionDenied):
            measure(actor=actor, indicator=indicator(), entry=entry(region=region))
    other = measure(actor=SYSTEM, indicator=indicator(), entry=entry(region=south))
    with pytest.raises(PermissionDenied):
        withdraw(actor=actor, measurement=other)


# Deadlines


@pytest.mark.parametrize(
    "day", [date(1999, 1, 1), date(2025, 12, 31), date(2027, 4, 1), date(2090, 1, 1)]
)
def test_a_deadline_outside_its_year_is_refused(day):
    details = ActionDetails(year=2026, title="Plant a tree", deadline=day)
    with pytest.raises(ValidationError) as caught:
        plan_action(actor=SYSTEM, objective=objective(), details=details)
    assert list(caught.value.message_dict) == ["deadline"]

    action = plan_action(
        actor=SYSTEM, objective=objective(), details=replace(details, deadline=None)
    )
    with pytest.raises(ValidationError):
        change_action(actor=SYSTEM, action=action, details=details)
    assert ActionItem.objects.get().deadline is None


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31), date(2027, 3, 31)])
def test_a_deadline_in_its_year_or_shortly_after_is_taken(day):
    details = ActionDetails(year=2026, title="Plant a tree", deadline=day)
    plan_action(actor=SYSTEM, objective=objective(), details=details)
    assert ActionItem.objects.get().deadline == day


# Rights


@pytest.mark.parametrize(
    "call",
    [
        lambda actor: measure(actor=actor, indicator=indicator(), entry=entry()),
        lambda actor: bind(actor=actor, indicator=indicator(), measure="tests.visits"),
        lambda actor: unbind(actor=actor, indicator=indicator()),
        lambda actor: make_current(actor=actor, plan=indicator().plan),
        lambda actor: plan_action(
            actor=actor, objective=objective(), details=ActionDetails(2026, "Do")
        ),
        lambda actor: review(
            actor=actor, objective=objective(), year=2026, quarter=3,
            judgement=Judgement.MET, text="Fine",
        ),
    ],
)  # fmt: skip
def test_a_visitor_may_do_nothing(call):
    before = ModelLogEntry.objects.count()

    with pytest.raises(PermissionDenied):
        call(Actor.visitor())

    assert ModelLogEntry.objects.count() == before


# Bindings


def test_binding_at_the_desk_is_kept_and_noted():
    user = user_with(Role.DIRECTOR)

    binding = bind(
        actor=Actor.of_user(user), indicator=indicator(), measure="tests.visits",
        filters={"kind": "gift"},
    )  # fmt: skip

    assert (binding.origin, binding.bound_by) == (Origin.DESK, user)
    log = ModelLogEntry.objects.get(action="plan.indicator_bound")
    assert log.data["changes"]["measure"] == [None, "tests.visits"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"measure": "tests.vizits"}, "measure"),
        ({"measure": "tests.visits", "filters": {"colour": "red"}}, "filters"),
        ({"measure": "tests.money", "filters": {"practice": "x"}}, "filters"),
    ],
)
def test_a_binding_that_cannot_work_is_refused(wrong, field):
    with pytest.raises(ValidationError) as caught:
        bind(actor=SYSTEM, indicator=indicator(), **wrong)

    assert field in caught.value.message_dict


# Actions


def test_an_action_is_planned_changed_and_done():
    owner = user_with(Role.STAFF_MOVEMENT)
    details = ActionDetails(2026, " Call the groups ", owner=owner, deadline=date(2026, 10, 1))
    action = plan_action(actor=SYSTEM, objective=objective(), details=details)
    assert (action.title, action.owner, action.is_late(DAY)) == ("Call the groups", owner, False)
    assert action.is_late(date(2026, 10, 2))
    assert list(ActionItem.objects.late(date(2026, 10, 2))) == [action]

    change_action(actor=SYSTEM, action=action, details=ActionDetails(2027, "Call all groups"))
    move_action(actor=SYSTEM, action=action, state=ActionState.DONE)

    action.refresh_from_db()
    assert (action.title, action.year, action.done_on) == (
        "Call all groups", 2027, date(2026, 10, 5),
    )  # fmt: skip
    assert not ActionItem.objects.open().exists()
    started = move_action(actor=SYSTEM, action=action, state=ActionState.STARTED)
    assert started.done_on is None


def test_who_edits_an_action_takes_nothing_back_that_another_noted_meanwhile():
    details = ActionDetails(2026, "Call the groups")
    action = plan_action(actor=SYSTEM, objective=objective(), details=details)
    read_before = ActionItem.objects.get(pk=action.pk)
    move_action(actor=SYSTEM, action=action, state=ActionState.DONE)
    change_action(actor=SYSTEM, action=read_before, details=ActionDetails(2026, "Call them all"))
    action.refresh_from_db()
    assert (action.title, action.state) == ("Call them all", ActionState.DONE)


@pytest.mark.parametrize(
    ("details", "field"),
    [(ActionDetails(2026, "  "), "title"), (ActionDetails(2031, "Do"), "year")],
)
def test_an_action_that_makes_no_sense_is_refused(details, field):
    with pytest.raises(ValidationError) as caught:
        plan_action(actor=SYSTEM, objective=objective(), details=details)

    assert field in caught.value.message_dict


def test_nothing_is_done_in_the_future():
    action = plan_action(actor=SYSTEM, objective=objective(), details=ActionDetails(2026, "Do"))

    with pytest.raises(ValidationError):
        move_action(actor=SYSTEM, action=action, state=ActionState.DONE, day=date(2026, 10, 6))


# Reviews


def judged(text="Fine", **more) -> Review:
    place = {"year": 2026, "quarter": 3, "judgement": Judgement.ON_COURSE} | more
    return review(actor=SYSTEM, objective=objective(), text=text, **place)


def test_a_review_of_a_quarter_is_one_and_the_newest():
    judged()

    judged("Not so fine", judgement=Judgement.AT_RISK)

    kept = Review.objects.get()
    assert (kept.text, kept.judgement) == ("Not so fine", Judgement.AT_RISK)
    assert ModelLogEntry.objects.filter(action="plan.objective_reviewed").count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"quarter": 5}, "quarter"),
        ({"year": 2031}, "quarter"),
        ({"year": 2027, "quarter": 1}, "quarter"),
        ({"judgement": Judgement.NO_DATA}, "judgement"),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(wrong, field):
    with pytest.raises(ValidationError) as caught:
        judged(**wrong)

    assert field in caught.value.message_dict


# The database itself refuses


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Measurement.objects.create(
            indicator=indicator(), measured_on=DAY, value=-1, source="x"
        ),
        lambda: Measurement.objects.create(
            indicator=indicator(), measured_on=DAY, value=1, source=""
        ),
        lambda: Measurement.objects.create(
            indicator=indicator(), measured_on=DAY, starts_on=date(2026, 10, 1), value=1, source="x"
        ),
        lambda: ActionItem.objects.create(
            objective=objective(), year=2026, title="x", state=ActionState.DONE
        ),
        lambda: Review.objects.create(
            objective=objective(), year=2026, quarter=5, judgement="met", text="x"
        ),
        lambda: Review.objects.create(
            objective=objective(), year=2026, quarter=1, judgement="no_data", text="x"
        ),
        lambda: indicator().__class__.objects.filter(code="A1").update(target=-1),
        lambda: indicator().__class__.objects.filter(code="A3").update(target=1),
        lambda: indicator().plan.__class__.objects.update(last=2020),
    ],
)
def test_the_tables_refuse_what_the_services_would(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()
