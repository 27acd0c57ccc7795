"""A roster is worked out in the background, looked at, changed, published, planned anew."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError

from brug.kernel import jobs
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import Period
from brug.rosters.enums import AssignmentState, DraftState
from brug.rosters.models import Assignment, Draft, Service
from brug.rosters.services import (
    draft_changes,
    drafting,
    publishing,
    seating,
    shifts,
    single_shifts,
    working_out,
)
from brug.rosters.services.needs import Sought
from tests.factories.kernel import HOUSE
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_service,
    need_of,
    next_week,
    working_days_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Service:
    """A service with a shift for one each working day, and two people for it."""
    service = make_service()
    make_pattern(service)
    for name in ("Amina", "Berta"):
        make_helper(service, name)
    return service


def work_out(service: Service, period: Period | None = None) -> Draft:
    draft = drafting.ask_draft(actor=HOUSE, services=[service], period=period or next_week())
    assert draft.state == DraftState.ASKED
    jobs.drain()
    draft.refresh_from_db()
    assert draft.state == DraftState.READY
    return draft


def again(draft: Draft, pinned: list[int], barred: list[int]) -> Draft:
    drafting.ask_again(actor=HOUSE, draft=draft, pinned=pinned, barred=barred)
    jobs.drain()
    draft.refresh_from_db()
    return draft


def published(draft: Draft) -> Draft:
    draft = publishing.publish(actor=HOUSE, draft=draft)
    jobs.drain()
    return draft


def test_a_draft_covers_all_it_can_fairly_and_touches_nothing(service: Service) -> None:
    draft = work_out(service)
    days = working_days_of(next_week())
    assert draft.figures["covered"] == draft.figures["wanted"] == days
    assert draft.figures["spread"] <= 1
    assert draft.seats.count() == days
    assert not Assignment.objects.exists()
    assert not OutgoingMail.objects.filter(kind__startswith="rosters.").exists()


def test_a_published_roster_stands_and_each_hears_it_once(service: Service) -> None:
    draft = work_out(service)
    for _twice in range(2):
        draft = published(draft)
    assert Assignment.objects.standing().count() == working_days_of(next_week())
    mails = OutgoingMail.objects.filter(kind="rosters.published")
    assert sorted(mails.values_list("recipient", flat=True)) == [
        "amina@example.org",
        "berta@example.org",
    ]
    assert not OutgoingMail.objects.filter(kind="rosters.assigned").exists()


def test_planned_anew_a_roster_changes_as_little_as_can_be(service: Service) -> None:
    published(work_out(service))
    before = set(Assignment.objects.standing().values_list("shift", "volunteer"))
    make_helper(service, "Cem")
    make_pattern(service, Sought(), weekdays=[0], starts=time(18), ends=time(20))
    draft = work_out(service)
    kept = {(one.shift_id, one.volunteer_id) for one in draft.seats.filter(is_new=False)}
    assert kept == before
    published(draft)
    assert before < set(Assignment.objects.standing().values_list("shift", "volunteer"))
    mails = OutgoingMail.objects.filter(kind="rosters.published")
    assert mails.count() == 2 + 1


def test_pins_stay_and_who_is_barred_does_not_come_back(service: Service) -> None:
    draft = work_out(service)
    first, second = draft.seats.order_by("shift__starts")[:2]
    draft = again(draft, pinned=[first.pk], barred=[second.pk])
    seats = {one.shift_id: one for one in draft.seats.filter(is_barred=False)}
    assert seats[first.shift_id].volunteer_id == first.volunteer_id
    assert seats[first.shift_id].is_pinned
    assert seats[second.shift_id].volunteer_id != second.volunteer_id


def test_a_seat_given_by_hand_stands_whatever_a_roster_would_like(service: Service) -> None:
    shifts.make_shifts(actor=HOUSE, services=[service], period=next_week())
    shift = service.shifts.order_by("starts").first()
    assert shift is not None
    cem = make_helper(service, "Cem", times=[])
    seating.assign(actor=HOUSE, need=need_of(shift), volunteer=cem, anyway=True)
    draft = work_out(service)
    assert draft.seats.get(shift=shift).volunteer == cem
    published(draft)
    assert Assignment.objects.standing().get(shift=shift).volunteer == cem


def test_people_are_put_in_and_taken_out_by_hand(service: Service) -> None:
    draft = work_out(service)
    seat = draft.seats.order_by("shift__starts").first()
    assert seat is not None
    cem = make_helper(service, "Cem", times=[])
    with pytest.raises(ValidationError):
        draft_changes.put_in(actor=HOUSE, draft=draft, need=seat.need, volunteer=cem)
    draft_changes.take_out(actor=HOUSE, draft=draft, seat=seat)
    draft_changes.put_in(actor=HOUSE, draft=draft, need=seat.need, volunteer=cem)
    published(draft)
    assert Assignment.objects.standing().get(shift=seat.shift).volunteer == cem


def test_what_can_no_longer_be_given_stays_open_and_says_why(service: Service) -> None:
    draft = work_out(service)
    seat = draft.seats.order_by("shift__starts").first()
    assert seat is not None
    single_shifts.cancel_shift(actor=HOUSE, shift=seat.shift)
    published(draft)
    seat.refresh_from_db()
    assert "afgelast" in seat.refused
    assert Assignment.objects.standing().count() == draft.seats.count() - 1


def test_a_draft_older_than_what_was_published_since_is_refused(service: Service) -> None:
    old, new = work_out(service), work_out(service)
    published(new)
    with pytest.raises(ValidationError):
        publishing.publish(actor=HOUSE, draft=old)
    assert published(again(old, [], [])).state == DraftState.PUBLISHED


def test_who_loses_a_place_hears_it(service: Service) -> None:
    draft = published(work_out(service))
    seat = Assignment.objects.standing().order_by("shift__starts").first()
    assert seat is not None
    anew = work_out(service)
    draft_changes.take_out(actor=HOUSE, draft=anew, seat=anew.seats.get(shift=seat.shift_id))
    published(anew)
    seat.refresh_from_db()
    assert seat.state == AssignmentState.OFF
    assert OutgoingMail.objects.filter(kind="rosters.taken_off").count() == 1
    assert draft.state == DraftState.PUBLISHED


def test_an_older_turn_of_a_draft_writes_nothing(service: Service) -> None:
    draft = drafting.ask_draft(actor=HOUSE, services=[service], period=next_week())
    drafting.ask_again(actor=HOUSE, draft=draft, pinned=[], barred=[])
    assert working_out.work_out(actor=HOUSE, draft_id=draft.pk, turn=1) is None
    assert working_out.work_out(actor=HOUSE, draft_id=draft.pk, turn=2) is not None


def test_pins_that_contradict_each_other_are_told(service: Service) -> None:
    draft = work_out(service)
    seat = draft.seats.order_by("shift__starts").first()
    assert seat is not None
    make_pattern(service)
    shifts.make_shifts(actor=HOUSE, services=[service], period=next_week())
    beside = service.shifts.exclude(pk=seat.shift_id).get(starts=seat.shift.starts)
    draft_changes.put_in(actor=HOUSE, draft=draft, need=need_of(beside), volunteer=seat.volunteer)
    keys = list(draft.seats.filter(shift__in=[seat.shift, beside]).values_list("pk", flat=True))
    again(draft, pinned=keys, barred=[])
    assert (draft.state, bool(draft.trouble)) == (DraftState.FAILED, True)
    assert again(draft, pinned=[], barred=[]).state == DraftState.READY


def test_more_than_two_months_are_not_planned_at_once(service: Service) -> None:
    start = next_week().start
    with pytest.raises(ValidationError):
        drafting.ask_draft(
            actor=HOUSE, services=[service], period=Period(start, start + timedelta(days=90))
        )
