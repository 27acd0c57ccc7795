"""What rosters know of a person: their file, forgetting, two contacts that are one, history."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.kernel.registries.measures import measures
from brug.kernel.registries.timeline import timeline_sources
from brug.people.models import Engagement
from brug.people.services import privacy
from brug.people.services.merging import merge_contacts, undo_merge
from brug.rosters.enums import AssignmentState, CoverState, Liking
from brug.rosters.models import Assignment, CoverRequest, Membership, Service, Shift, Volunteer
from brug.rosters.services import covering, enrolling, memberships, presence, seating, times, wishes
from brug.rosters.services.file import erase_file, export_file
from brug.rosters.services.needs import Sought
from tests.factories.kernel import HOUSE, make_user
from tests.factories.people import make_person
from tests.factories.rosters import make_helper, make_role, make_service, make_shift, put

pytestmark = pytest.mark.django_db


def begun(seat: Assignment, hours: int = 2) -> Assignment:
    """Have a seat's shift begin some hours ago; it lasts four."""
    start = timezone.now() - timedelta(hours=hours)
    day = timezone.localtime(start).date()
    Shift.objects.filter(pk=seat.shift_id).update(
        day=day, starts=start, ends=start + timedelta(hours=4)
    )
    seat.refresh_from_db()
    return seat


@pytest.fixture
def amina(service: Service) -> Volunteer:
    """Somebody of whom rosters know everything that they can know."""
    role = make_role(service)
    volunteer = make_helper(service, "Amina", role, languages=["nl", "fa-af"])
    done = begun(put(volunteer, make_shift(service, today() + timedelta(days=3))))
    presence.note_presence(actor=HOUSE, assignment=done, state=AssignmentState.PRESENT)
    put(volunteer, make_shift(service, today() + timedelta(days=9)))
    times.tell_away(
        actor=HOUSE,
        volunteer=volunteer,
        first_day=today() + timedelta(days=20),
        last_day=today() + timedelta(days=25),
    )
    membership = volunteer.memberships.get()
    memberships.set_liking(actor=HOUSE, membership=membership, liking=Liking.GLADLY)
    told = wishes.Wishes(("nl", "fa-af"), most_week=2)
    return wishes.tell_wishes(actor=HOUSE, volunteer=volunteer, wishes=told)


class TestFile:
    """All that is known of somebody."""

    def test_it_tells_everything(self, amina: Volunteer) -> None:
        file = export_file(amina.person_id)
        assert isinstance(file, dict)
        assert file["languages"] == ["fa-af", "nl"]
        assert file["most_week"] == 2
        [service] = file["services"]  # type: ignore[misc]
        assert (service["service"], service["roles"]) == ("Startpunt", ["Onthaal"])
        assert len(file["times"]) == 21  # type: ignore[arg-type]
        assert len(file["otherwise"]) == 1  # type: ignore[arg-type]
        states = [one["state"] for one in file["shifts"]]  # type: ignore[union-attr]
        assert states == ["present", "planned"]

    def test_of_somebody_unknown_there_is_nothing(self) -> None:
        assert export_file(make_person("Vreemd").pk) == {}
        assert erase_file(make_person("Ander").pk) == 0

    def test_forgotten_hours_stay_counted_and_seats_are_open_again(self, amina: Volunteer) -> None:
        seat = Assignment.objects.to_come().get(shift__starts__gt=timezone.now())
        request = covering.ask_cover(actor=HOUSE, assignment=seat)
        year = Period(today() - timedelta(days=2), today() + timedelta(days=1))
        before = measures.get("rosters.shifts_done").narrowed(year).count()
        privacy.erase_person(actor=HOUSE, person_id=amina.person_id, reason="asked")
        amina.refresh_from_db()
        request.refresh_from_db()
        assert (amina.languages, amina.most_week, amina.times_told_at) == ([], None, None)
        assert not amina.times.exists()
        assert not amina.aways.exists()
        assert not Membership.objects.filter(until=None).exists()
        assert not Assignment.objects.to_come().exists()
        assert request.state == CoverState.WITHDRAWN
        assert measures.get("rosters.shifts_done").narrowed(year).count() == before == 1

    def test_forgetting_twice_is_once(self, amina: Volunteer) -> None:
        assert erase_file(amina.person_id) > 0
        erase_file(amina.person_id)
        assert Volunteer.objects.count() == 1


class TestMerging:
    """Two contacts turn out to be one."""

    def test_whoever_is_alone_goes_along(self, amina: Volunteer) -> None:
        keep = make_person("Claes", "Amina")
        merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=amina.person_id)
        amina.refresh_from_db()
        assert amina.person_id == keep.pk

    def test_of_two_in_rosters_one_remains_with_all_of_both(
        self, amina: Volunteer, service: Service
    ) -> None:
        other_role = make_role(service, "Tolk")
        twin = make_helper(service, "Amine", other_role, languages=["ar"], times=[(0, "morning")])
        elsewhere = make_service("Infodesk")
        enrolling.enrol(actor=HOUSE, service=elsewhere, person_id=twin.person_id)
        later = make_shift(elsewhere, today() + timedelta(days=15))
        need = later.needs.get()
        seat = seating.assign(actor=HOUSE, need=need, volunteer=twin, anyway=True)
        made = merge_contacts(actor=HOUSE, keep_id=amina.person_id, lose_id=twin.person_id)
        amina.refresh_from_db()
        assert not Volunteer.objects.filter(pk=twin.pk).exists()
        assert amina.languages == ["ar", "fa-af", "nl"]
        roles = amina.memberships.get(service=service).roles.values_list("name", flat=True)
        assert set(roles) == {"Onthaal", "Tolk"}
        assert amina.memberships.filter(service=elsewhere, until=None).exists()
        seat.refresh_from_db()
        assert seat.volunteer_id == amina.pk
        undo_merge(actor=HOUSE, merge_id=made.pk)
        seat.refresh_from_db()
        assert seat.volunteer_id == twin.pk
        assert Volunteer.objects.get(pk=twin.pk).times.count() == 1

    def test_two_seats_on_one_shift_become_one(self, service: Service) -> None:
        shift = make_shift(service, None, Sought(count=2))
        one, two = make_helper(service), make_helper(service, "Amine")
        put(one, shift)
        put(two, shift)
        merge_contacts(actor=HOUSE, keep_id=one.person_id, lose_id=two.person_id)
        assert Assignment.objects.standing().filter(shift=shift).count() == 1


class TestHistory:
    """What the timeline tells."""

    def entries(self, volunteer: Volunteer, actor: Actor) -> list[str]:
        source = timeline_sources.get("rosters.shifts")
        told = source.entries(volunteer.person_id, actor, 20, None)
        return [str(one.text) for one in told]

    def test_services_and_shifts_stand_in_it_newest_first(self, amina: Volunteer) -> None:
        told = self.entries(amina, HOUSE)
        assert set(told) == {"Shift: Startpunt", "Helpt in shifts: Startpunt"}

    def test_a_reader_without_the_right_sees_nothing(self, amina: Volunteer) -> None:
        nobody = Actor.of_user(make_user())
        assert self.entries(amina, nobody) == []

    def test_one_sees_ones_own(self, amina: Volunteer) -> None:
        assert len(self.entries(amina, Actor.person(amina.person_id))) == 2

    def test_until_a_moment_nothing_later_is_told(self, amina: Volunteer) -> None:
        source = timeline_sources.get("rosters.shifts")
        before = timezone.now() - timedelta(days=30)
        assert list(source.entries(amina.person_id, HOUSE, 20, before)) == []


class TestMeasures:
    """Figures for the plan."""

    WEEK = property(lambda _self: Period(today() - timedelta(days=7), today() + timedelta(days=1)))

    def figure(self, name: str) -> object:
        measure = measures.get(f"rosters.{name}")
        return measure.narrowed(self.WEEK).aggregate(told=measure.aggregate)["told"]

    def test_covered_and_short_shifts_are_told_apart_once_they_begin(
        self, service: Service
    ) -> None:
        put(make_helper(service), make_shift(service))
        make_shift(service)
        assert (self.figure("shifts_covered"), self.figure("shifts_short")) == (0, 0)
        start = timezone.now() - timedelta(hours=30)
        Shift.objects.update(
            day=timezone.localtime(start).date(), starts=start, ends=start + timedelta(hours=4)
        )
        assert (self.figure("shifts_covered"), self.figure("shifts_short")) == (1, 1)

    def test_hours_and_absences_are_counted(self, service: Service) -> None:
        for name, state, minutes in (
            ("Amina", AssignmentState.PRESENT, 90),
            ("Berta", AssignmentState.PRESENT, None),
            ("Cem", AssignmentState.NO_SHOW, None),
        ):
            seat = begun(put(make_helper(service, name), make_shift(service)))
            presence.note_presence(actor=HOUSE, assignment=seat, state=state, minutes=minutes)
        assert float(self.figure("hours")) == 5.5  # type: ignore[arg-type]
        assert (self.figure("shifts_done"), self.figure("no_shows")) == (2, 1)
        assert Engagement.objects.count() == 2

    def test_the_watermark_moves_with_presence(self, service: Service) -> None:
        seat = begun(put(make_helper(service), make_shift(service)))
        mark = measures.get("rosters.hours").watermark()
        presence.note_presence(actor=HOUSE, assignment=seat, state=AssignmentState.PRESENT)
        assert measures.get("rosters.hours").watermark() != mark

    def test_names_behind_a_figure_are_for_who_sees_the_service(self, service: Service) -> None:
        seat = begun(put(make_helper(service), make_shift(service)))
        presence.note_presence(actor=HOUSE, assignment=seat, state=AssignmentState.PRESENT)
        measure = measures.get("rosters.hours")
        assert measure.named_to is not None
        rows = measure.narrowed(self.WEEK)
        assert measure.named_to(rows, HOUSE).count() == 1
        assert measure.named_to(rows, Actor.of_user(make_user())).count() == 0


def test_a_cover_request_of_somebody_forgotten_is_not_asked_on(
    service: Service, amina: Volunteer
) -> None:
    seat = Assignment.objects.to_come().get(shift__starts__gt=timezone.now())
    covering.ask_cover(actor=HOUSE, assignment=seat)
    privacy.erase_person(actor=HOUSE, person_id=amina.person_id, reason="asked")
    assert covering.look_after(actor=HOUSE, at=timezone.now() + timedelta(days=30)) == 0
    assert not CoverRequest.objects.open().exists()
