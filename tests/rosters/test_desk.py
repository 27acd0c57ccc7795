"""The desk of rosters: the week, the day, open places, a shift, hours."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.rosters.models import Assignment, CoverRequest, Service, Shift
from brug.rosters.queries.week import lines_of, week_of
from brug.rosters.services.needs import Sought
from tests.factories.kernel import give_factor, make_region, make_user, sign_in
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_role,
    make_service,
    make_shift,
    make_week,
    need_of,
    next_week,
    put,
    working_days_of,
)
from tests.rosters.conftest import told

pytestmark = pytest.mark.django_db

WEEK = "/desk/rosters/"


def on(day: object) -> str:
    return f"?day={day}"


def begin(seat: Assignment) -> Assignment:
    """Have a seat's shift have begun an hour ago, today."""
    now = timezone.now()
    Shift.objects.filter(pk=seat.shift_id).update(
        day=timezone.localdate(),
        starts=now - timedelta(hours=1),
        ends=now + timedelta(hours=3),
    )
    seat.refresh_from_db()
    return seat


def csv_of(desk: Client, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]


class TestWeek:
    """Days across, kinds of shift down."""

    def test_it_shows_who_stands_where_and_what_is_open(
        self, desk: Client, service: Service
    ) -> None:
        role = make_role(service)
        make_pattern(service, Sought(role.pk), Sought(languages=("fa-af",)))
        week = make_week(service)
        put(make_helper(service, "Amina", role), week[0])
        page = told(desk, WEEK + on(next_week().start))
        assert "Amina Claes" in page
        assert "1 open · Dari" in page
        missing = 2 * working_days_of(next_week()) - 1
        assert f"{missing} plaatsen zijn deze week nog open" in page

    def test_shifts_of_the_same_hours_stand_on_one_line(self, service: Service) -> None:
        make_pattern(service)
        make_week(service)
        [line] = lines_of(next_week(), [service])
        filled = [len(cell) for cell in line.cells]
        assert sum(filled) == working_days_of(next_week())
        assert filled[5:] == [0, 0]

    def test_it_is_narrowed_to_one_service(self, desk: Client, service: Service) -> None:
        other = make_service("Infodesk")
        for one in (service, other):
            make_pattern(one)
            make_week(one)
        page = told(desk, f"{WEEK}{on(next_week().start)}&service={other.public_id}")
        assert '<th scope="row">Infodesk' in page
        assert '<th scope="row">Startpunt' not in page
        assert desk.get(f"{WEEK}?service=geen").status_code == 404
        assert desk.get(f"{WEEK}?day=geen").status_code == 404

    def test_an_empty_week_says_how_to_begin(self, desk: Client) -> None:
        assert "Begin met een dienst" in told(desk, WEEK)
        make_service()
        assert "plan een rooster" in told(desk, WEEK)

    def test_places_that_stayed_open_are_no_longer_sought(
        self, desk: Client, service: Service
    ) -> None:
        make_shift(service)
        now = timezone.now()
        Shift.objects.update(day=timezone.localdate(), starts=now - timedelta(hours=2), ends=now)
        page = told(desk, WEEK)
        assert "1 open" in page
        assert "nog open" not in page
        assert "zijn ingenomen" not in page

    def test_what_was_called_off_and_who_came_can_be_told(
        self, desk: Client, service: Service
    ) -> None:
        seat = begin(put(make_helper(service), make_shift(service)))
        desk.post(f"{WEEK}seats/{seat.public_id}/present/")
        off = make_shift(service)
        desk.post(f"/desk/shifts/{off.public_id}/cancel/", {"reason": "Ziek"})
        assert "was er" in told(desk, WEEK)
        assert "afgelast" in told(desk, WEEK + on(off.day))

    def test_it_takes_as_many_queries_for_many_shifts_as_for_few(
        self, desk: Client, service: Service
    ) -> None:
        make_pattern(service)
        week = make_week(service)
        put(make_helper(service), week[0])
        address = WEEK + on(next_week().start)

        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                told(desk, address)
            return len(queries)

        few = asked()
        for name in ("Berta", "Cem", "Dora"):
            make_pattern(service)
            make_week(service)
            for shift in service.shifts.filter(assignments=None)[:2]:
                put(make_helper(service, name), shift)
                break
        assert asked() == few

    def test_the_list_goes_out_and_it_is_noted(self, desk: Client, service: Service) -> None:
        make_pattern(service)
        week = make_week(service)
        put(make_helper(service), week[0])
        text = csv_of(desk, f"{WEEK}{on(next_week().start)}&export=csv")
        assert "Amina Claes" in text
        assert desk.get(f"{WEEK}?export=pdf").status_code == 404

    def test_a_coordinator_sees_services_of_the_own_region_and_of_the_whole_country(self) -> None:
        here, there = make_region("ovl"), make_region("ant")
        user = make_user(Role.COORDINATOR, region=here)
        give_factor(user)
        client = sign_in(Client(), user)
        for name, region in (("Hier", here), ("Daar", there), ("Overal", None)):
            service = make_service(name, region_id=region.pk if region else None)
            make_pattern(service)
            make_week(service)
        page = told(client, WEEK + on(next_week().start))
        assert "Hier" in page
        assert "Overal" in page
        assert "Daar" not in page

    def test_a_director_looks_and_changes_nothing(self, service: Service, shift: Shift) -> None:
        user = make_user(Role.DIRECTOR)
        give_factor(user)
        client = sign_in(Client(), user)
        assert "Plan een rooster" not in told(client, WEEK)
        amina = make_helper(service)
        page = told(client, f"/desk/shifts/{shift.public_id}/")
        assert "Zet erop" not in page
        answer = client.post(
            f"/desk/shifts/{shift.public_id}/put/",
            {"need": need_of(shift).pk, "volunteer": amina.pk},
        )
        assert answer.status_code in (302, 403)
        assert not Assignment.objects.exists()


class TestDay:
    """To print, and to tick off."""

    def test_who_comes_is_ticked_off_and_back(self, desk: Client, service: Service) -> None:
        seat = begin(put(make_helper(service), make_shift(service)))
        address = f"{WEEK}seats/{seat.public_id}/"
        assert "Is er" in told(desk, f"{WEEK}day/")
        for state in ("present", "no_show", "planned"):
            desk.post(f"{address}{state}/")
            seat.refresh_from_db()
            assert seat.state == state
        assert desk.post(f"{address}excused/").status_code == 404

    def test_nothing_is_ticked_before_its_time(self, desk: Client, service: Service) -> None:
        seat = put(make_helper(service), make_shift(service))
        page = told(desk, f"{WEEK}day/{on(seat.shift.day)}")
        assert "Amina Claes" in page
        assert "Is er" not in page
        answer = desk.post(f"{WEEK}seats/{seat.public_id}/present/", follow=True)
        assert "Deze shift is nog niet begonnen" in answer.content.decode()

    def test_hours_are_written_on_the_page_of_the_shift(
        self, desk: Client, service: Service
    ) -> None:
        seat = begin(put(make_helper(service), make_shift(service)))
        address = f"{WEEK}seats/{seat.public_id}/present/"
        answer = desk.post(address, {"hours": "1.5", "back": "shift"})
        assert answer.headers["Location"] == f"/desk/shifts/{seat.shift.public_id}/"
        seat.refresh_from_db()
        assert seat.minutes == 90
        assert "1,5 uur" in told(desk, f"/desk/shifts/{seat.shift.public_id}/")
        desk.post(address, {"hours": "400"})
        seat.refresh_from_db()
        assert seat.minutes == 90

    def test_open_places_and_days_without_shifts_are_told(self, desk: Client, shift: Shift) -> None:
        assert "1 plaats open" in told(desk, f"{WEEK}day/{on(shift.day)}")
        assert "Geen shifts op deze dag" in told(
            desk, f"{WEEK}day/{on(shift.day + timedelta(days=1))}"
        )

    def test_the_list_goes_out(self, desk: Client, service: Service, shift: Shift) -> None:
        put(make_helper(service), shift)
        assert "Amina Claes" in csv_of(desk, f"{WEEK}day/{on(shift.day)}&export=csv")


class TestOpenPlaces:
    """Where somebody is missing, and why."""

    def test_it_says_who_could(self, desk: Client, service: Service, shift: Shift) -> None:
        make_helper(service)
        assert "Zou kunnen: Amina Claes" in told(desk, f"{WEEK}open/")

    def test_it_says_what_keeps_people(self, desk: Client, service: Service) -> None:
        make_helper(service, times=[])
        make_helper(service, "Berta", languages=["fr"])
        make_shift(service, None, Sought(languages=("nl",)))
        page = told(desk, f"{WEEK}open/")
        assert "Amina Claes: kan op dat moment niet komen" in page
        assert "Berta Claes: spreekt de taal niet die nodig is" in page

    def test_a_service_without_people_says_so(self, desk: Client, shift: Shift) -> None:
        assert "In deze dienst helpt nog niemand." in told(desk, f"{WEEK}open/")

    def test_people_of_other_services_are_no_news(
        self, desk: Client, service: Service, shift: Shift
    ) -> None:
        make_helper(make_service("Infodesk"), "Elders")
        make_helper(service)
        make_shift(service.__class__.objects.get(name="Infodesk"))
        text = csv_of(desk, f"{WEEK}open/?export=csv")
        [line] = [one for one in text.splitlines() if "Startpunt" in one]
        assert "Elders" not in line
        assert "Amina Claes" in line

    def test_cover_that_is_sought_stands_on_top(self, desk: Client, service: Service) -> None:
        seat = put(make_helper(service), make_shift(service))
        desk.post(f"/desk/shifts/{seat.shift.public_id}/cover/", {"seat": seat.pk})
        assert CoverRequest.objects.open().count() == 1
        assert "Kan niet komen, vervanging wordt gezocht" in told(desk, f"{WEEK}open/")

    def test_where_nothing_is_missing_it_says_so(self, desk: Client, service: Service) -> None:
        put(make_helper(service), make_shift(service))
        assert "Geen enkele plaats is open" in told(desk, f"{WEEK}open/")


class TestShift:
    """The page of one shift."""

    def test_somebody_is_put_on_and_taken_off(
        self, desk: Client, service: Service, shift: Shift
    ) -> None:
        amina = make_helper(service)
        address = f"/desk/shifts/{shift.public_id}/"
        assert "Zet erop" in told(desk, address)
        desk.post(f"{address}put/", {"need": need_of(shift).pk, "volunteer": amina.pk})
        seat = Assignment.objects.standing().get()
        assert "1 van 1" in told(desk, address)
        desk.post(f"{address}pin/", {"seat": seat.pk})
        seat.refresh_from_db()
        assert not seat.is_pinned
        desk.post(f"{address}take-off/", {"seat": seat.pk})
        assert not Assignment.objects.standing().exists()
        assert "Stond hier eerder" in told(desk, address)

    def test_who_cannot_is_told_with_the_reason_and_put_on_after_all(
        self, desk: Client, service: Service, shift: Shift
    ) -> None:
        amina = make_helper(service, times=[])
        address = f"/desk/shifts/{shift.public_id}/"
        page = told(desk, address)
        assert "Niemand van de dienst kan" in page
        assert "kan op dat moment niet komen" in page
        ask = {"need": need_of(shift).pk, "volunteer": amina.pk}
        refused = desk.post(f"{address}put/", ask, follow=True)
        assert "Amina Claes kan op dat moment niet komen" in refused.content.decode()
        desk.post(f"{address}put/", {**ask, "anyway": "1"})
        assert Assignment.objects.standing().get().volunteer == amina

    def test_a_shift_is_called_off_with_a_reason_that_its_people_read(
        self, desk: Client, service: Service, shift: Shift
    ) -> None:
        put(make_helper(service), shift)
        address = f"/desk/shifts/{shift.public_id}/"
        desk.post(f"{address}cancel/", {})
        shift.refresh_from_db()
        assert shift.cancelled_at is None
        desk.post(f"{address}cancel/", {"reason": "De verwarming is stuk."})
        assert "Deze shift werd afgelast" in told(desk, address)
        mail = OutgoingMail.objects.get(kind="rosters.cancelled")
        assert "De verwarming is stuk." in mail.text

    @pytest.mark.parametrize("what", ["put", "take-off", "pin", "cover"])
    def test_a_form_that_names_nobody_says_what_to_do(
        self, desk: Client, shift: Shift, what: str
    ) -> None:
        answer = desk.post(f"/desk/shifts/{shift.public_id}/{what}/", {}, follow=True)
        assert "Kies eerst iemand" in answer.content.decode()
        assert desk.post(f"/desk/shifts/{shift.public_id}/dans/").status_code == 404

    def test_a_shift_by_itself_is_added(self, desk: Client, service: Service) -> None:
        role = make_role(service)
        form = {
            "day": (today() + timedelta(days=4)).isoformat(),
            "starts": "18:00",
            "ends": "21:00",
            "name": "Infoavond",
            "count-0": "2",
            "role-0": str(role.pk),
            "languages-1": ["ar", "fr"],
        }
        address = f"/desk/services/{service.public_id}/shifts/new/"
        assert desk.post(address, form).status_code == 302
        shift = service.shifts.get()
        assert shift.hours == "18:00–21:00"
        needs = [(one.count, one.role, one.languages) for one in shift.needs.all()]
        assert needs == [(2, role, []), (1, None, ["ar", "fr"])]
        nobody = {key: form[key] for key in ("day", "starts", "ends")}
        refused = desk.post(address, nobody)
        assert refused.status_code == 422
        assert "minstens één persoon" in refused.content.decode()


class TestHours:
    """What was done."""

    def test_seats_of_the_past_stand_there_with_what_became_of_them(
        self, desk: Client, service: Service
    ) -> None:
        done = begin(put(make_helper(service), make_shift(service)))
        put(make_helper(service, "Berta"), make_shift(service))
        desk.post(f"{WEEK}seats/{done.public_id}/present/")
        page = told(desk, "/desk/roster-hours/")
        assert "Amina Claes" in page
        assert "Berta Claes" not in page
        text = csv_of(desk, "/desk/roster-hours/?export=csv")
        assert "Was er" in text
        assert "Amina" not in told(desk, "/desk/roster-hours/?state=no_show")
        assert "Amina" in told(desk, "/desk/roster-hours/?q=amina")

    def test_presence_shows_on_the_home(self, desk: Client, service: Service) -> None:
        begin(put(make_helper(service), make_shift(service)))
        make_shift(service, today() + timedelta(days=2))
        page = told(desk, "/desk/")
        assert "Mensen op shifts vandaag" in page
        assert "Shifts van deze week met een open plaats" in page


def test_a_week_begins_on_monday() -> None:
    week = week_of(today())
    assert week.start.weekday() == 0
    assert today() in week
    assert week.days == 7
