"""Seats given by hand, chosen, kept: nobody in two places, everybody told."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.kernel.registries.occupied import Occupation, OccupiedSource, occupied_sources
from brug.people.models import Contact, Engagement
from brug.rosters.enums import AssignmentState, Origin
from brug.rosters.models import Assignment, CoverRequest, Service, Shift, Volunteer
from brug.rosters.services import covering, memberships, presence, reminding, seating, wishes
from brug.rosters.services.needs import Sought
from tests.factories.kernel import HOUSE
from tests.factories.rosters import (
    make_helper,
    make_role,
    make_shift,
    need_of,
    put,
)

pytestmark = pytest.mark.django_db


def me(volunteer: Volunteer) -> Actor:
    return Actor.person(volunteer.person_id)


def mails(kind: str) -> list[str]:
    rows = OutgoingMail.objects.filter(kind=f"rosters.{kind}").order_by("pk")
    return list(rows.values_list("recipient", flat=True))


def test_who_is_put_on_a_shift_hears_it_and_stands_there_once(
    service: Service, shift: Shift
) -> None:
    amina = make_helper(service)
    put(amina, shift)
    assert mails("assigned") == ["amina@example.org"]
    with pytest.raises(ValidationError) as refused:
        put(amina, shift)
    assert refused.value.code == "twice"


def test_each_reason_why_somebody_cannot_is_told(service: Service) -> None:
    role = make_role(service)
    day = today() + timedelta(days=14)
    shift = make_shift(service, day, Sought(role.pk, ("fa-af",)))
    other = make_shift(service, day, starts=time(12), ends=time(14))
    late = make_shift(service, day - timedelta(days=1), starts=time(18), ends=time(23))

    def why(volunteer: Volunteer) -> str:
        with pytest.raises(ValidationError) as refused:
            put(volunteer, shift)
        return str(refused.value.code)

    assert why(make_helper(service, "Een")) == "role"
    assert why(make_helper(service, "Twee", role)) == "language"
    spoken = ("nl", "fa-af")
    assert why(make_helper(service, "Drie", role, languages=spoken, times=[])) == "unavailable"
    four = make_helper(service, "Vier", role, languages=spoken)
    put(four, other)
    assert why(four) == "same_time"
    five = make_helper(service, "Vijf", role, languages=spoken)
    put(five, late)
    assert why(five) == "rest"
    six = make_helper(service, "Zes", role, languages=spoken)
    told = wishes.Wishes(spoken, most_week=0)
    wishes.tell_wishes(actor=HOUSE, volunteer=six, wishes=told)
    assert why(six) == "week_full"
    seven = make_helper(service, "Zeven", role, languages=spoken)
    put(seven, shift)
    assert why(make_helper(service, "Acht", role, languages=spoken)) == "full"


def test_what_was_talked_over_may_be_passed_over_but_not_being_in_two_places(
    service: Service, shift: Shift
) -> None:
    amina = make_helper(service, times=[])
    seating.assign(actor=HOUSE, need=need_of(shift), volunteer=amina, anyway=True)
    beside = make_shift(service, shift.day, starts=time(11), ends=time(12))
    with pytest.raises(ValidationError) as refused:
        seating.assign(actor=HOUSE, need=need_of(beside), volunteer=amina, anyway=True)
    assert refused.value.code == "same_time"


def test_nobody_is_put_where_another_room_knows_them_busy(
    service: Service, shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = make_helper(service, times=[])
    elsewhere = OccupiedSource(
        name="gatherings.registrations",
        label="a gathering",
        busy=lambda _keys, _first, _after: [Occupation(amina.person_id, shift.starts, shift.ends)],
    )
    monkeypatch.setitem(occupied_sources._entries, elsewhere.name, elsewhere)
    for anyway in (False, True):
        with pytest.raises(ValidationError) as refused:
            seating.assign(actor=HOUSE, need=need_of(shift), volunteer=amina, anyway=anyway)
    assert refused.value.code == "busy"


def test_rosters_tell_other_rooms_when_somebody_is_busy(service: Service, shift: Shift) -> None:
    amina = make_helper(service)
    put(amina, shift)
    source = occupied_sources.get("rosters.shifts")
    day = timedelta(days=1)
    told = source.busy([amina.person_id], shift.starts - day, shift.ends + day)
    assert list(told) == [Occupation(amina.person_id, shift.starts, shift.ends)]
    assert list(source.busy([amina.person_id], shift.ends, shift.ends + day)) == []


def test_who_is_taken_off_hears_it_once_and_the_seat_is_open(
    service: Service, shift: Shift
) -> None:
    seat = put(make_helper(service), shift)
    for _twice in range(2):
        seating.unassign(actor=HOUSE, assignment=seat)
    assert mails("taken_off") == ["amina@example.org"]
    assert put(make_helper(service, "Berta"), shift).pk


def test_somebody_chooses_an_open_seat_for_themselves_alone(service: Service, shift: Shift) -> None:
    amina, berta = make_helper(service), make_helper(service, "Berta")
    with pytest.raises(PermissionDenied):
        seating.choose(actor=me(berta), need=need_of(shift), volunteer=amina)
    assert seating.choose(actor=me(amina), need=need_of(shift), volunteer=amina).origin == (
        Origin.OWN
    )


class TestPresence:
    """Who was there."""

    @pytest.fixture
    def begun(self, service: Service) -> Assignment:
        seat = put(make_helper(service), make_shift(service))
        now = timezone.now()
        Shift.objects.update(
            day=today(), starts=now - timedelta(hours=2), ends=now + timedelta(hours=2)
        )
        return seat

    def test_whoever_was_there_counts_once_in_the_journal(self, begun: Assignment) -> None:
        for minutes in (None, 90):
            seat = presence.note_presence(
                actor=HOUSE, assignment=begun, state=AssignmentState.PRESENT, minutes=minutes
            )
        assert seat.minutes == 90
        assert Engagement.objects.count() == 1
        presence.note_presence(actor=HOUSE, assignment=begun, state=AssignmentState.NO_SHOW)
        begun.refresh_from_db()
        assert (begun.state, begun.minutes) == (AssignmentState.NO_SHOW, None)
        assert not Engagement.objects.exists()

    def test_nothing_is_noted_before_a_shift_begins(self, service: Service, shift: Shift) -> None:
        seat = put(make_helper(service), shift)
        with pytest.raises(ValidationError):
            presence.note_presence(actor=HOUSE, assignment=seat, state=AssignmentState.PRESENT)

    def test_nobody_asks_for_cover_once_it_began(self, begun: Assignment) -> None:
        with pytest.raises(ValidationError):
            covering.ask_cover(actor=me(begun.volunteer), assignment=begun)


class TestReminders:
    """A mail before a shift."""

    def test_each_seat_is_reminded_of_once_and_only_when_it_is_near(self, service: Service) -> None:
        amina = make_helper(service)
        near = put(amina, make_shift(service, today() + timedelta(days=2)))
        put(amina, make_shift(service, today() + timedelta(days=6)))
        for count in (1, 0):
            assert reminding.remind_due(actor=HOUSE) == count
        near.refresh_from_db()
        assert near.reminded_at is not None
        assert mails("reminder") == ["amina@example.org"]

    def test_who_wants_none_gets_none(self, service: Service) -> None:
        amina = make_helper(service)
        put(amina, make_shift(service, today() + timedelta(days=1)))
        told = wishes.Wishes(("nl",), wants_reminders=False)
        wishes.tell_wishes(actor=me(amina), volunteer=amina, wishes=told)
        reminding.remind_due(actor=HOUSE)
        assert mails("reminder") == []


def test_who_stands_on_shifts_to_come_does_not_leave_unnoticed(
    service: Service, shift: Shift
) -> None:
    seat = put(make_helper(service), shift)
    membership = seat.volunteer.memberships.get()
    with pytest.raises(ValidationError):
        memberships.leave(actor=HOUSE, membership=membership)
    seating.unassign(actor=HOUSE, assignment=seat)
    memberships.leave(actor=HOUSE, membership=membership)
    assert not Volunteer.objects.helping_in(service).exists()
    assert Contact.objects.filter(pk=seat.volunteer.person_id).exists()
    assert not CoverRequest.objects.exists()
