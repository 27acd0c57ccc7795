"""The desk of rosters: services, patterns, volunteers, kept by staff."""

from datetime import date, time, timedelta

import pytest
from django.test import Client

from brug.kernel.periods import today
from brug.kernel.registries.search import search_sources
from brug.kernel.roles import Role as HouseRole
from brug.people.models import Contact
from brug.rosters.enums import AssignmentState
from brug.rosters.models import (
    ClosedDay,
    Membership,
    Pattern,
    Role,
    Service,
    Volunteer,
)
from tests.factories.kernel import HOUSE, give_factor, make_region, make_user, sign_in
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_role,
    make_service,
    make_shift,
    next_week,
    put,
    working_days_of,
)
from tests.rosters.conftest import told

pytestmark = pytest.mark.django_db

SERVICES = "/desk/services/"
PEOPLE = "/desk/roster-volunteers/"
CARD = {"name": "Startpunt", "place": "Gaucheretstraat 164", "remind_days": "3"}


def page_of(service: Service) -> str:
    return f"{SERVICES}{service.public_id}/"


def person_of(volunteer: Volunteer) -> str:
    return f"{PEOPLE}{volunteer.person.public_id}/"


class TestServices:
    """What is kept open."""

    def test_a_service_is_added_and_changed(self, desk: Client) -> None:
        answer = desk.post(f"{SERVICES}new/", CARD)
        service = Service.objects.get()
        assert answer.headers["Location"] == page_of(service)
        assert (service.place, service.remind_days) == ("Gaucheretstraat 164", 3)
        desk.post(f"{page_of(service)}edit/", {**CARD, "place": "Elders"})
        service.refresh_from_db()
        assert service.place == "Elders"
        assert "Startpunt" in told(desk, SERVICES)

    def test_two_services_of_one_name_are_refused_and_nothing_typed_is_lost(
        self, desk: Client, service: Service
    ) -> None:
        answer = desk.post(f"{SERVICES}new/", {**CARD, "name": "startpunt"})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "Een andere dienst heet zo" in text
        assert 'value="Gaucheretstraat 164"' in text
        assert Service.objects.get() == service

    def test_roles_are_added_once_and_removed_while_nothing_uses_them(
        self, desk: Client, service: Service
    ) -> None:
        for _twice in range(2):
            desk.post(f"{page_of(service)}do/role/", {"name": "Tolk"})
        role = Role.objects.get()
        make_helper(service, "Amina", role)
        address = f"{page_of(service)}end/role/{role.pk}/"
        refused = desk.post(address, follow=True)
        assert "Deze rol wordt gebruikt" in refused.content.decode()
        Membership.objects.get().roles.clear()
        desk.post(address)
        assert not Role.objects.exists()

    def test_a_pattern_is_added_changed_and_ended(self, desk: Client, service: Service) -> None:
        role = make_role(service)
        form = {
            "name": "Voormiddag",
            "weekdays": ["0", "2"],
            "starts": "09:00",
            "ends": "13:00",
            "count-0": "2",
            "role-0": str(role.pk),
            "languages-1": ["fa-af"],
        }
        address = f"{page_of(service)}patterns/new/"
        assert desk.post(address, form).status_code == 302
        pattern = Pattern.objects.get()
        assert (pattern.weekdays, pattern.starts) == ([0, 2], time(9))
        needs = [(one.count, one.role, one.languages) for one in pattern.needs.all()]
        assert needs == [(2, role, []), (1, None, ["fa-af"])]
        assert "maandag, woensdag" in told(desk, page_of(service)).lower()
        change = f"{page_of(service)}patterns/{pattern.pk}/"
        assert 'value="Voormiddag"' in told(desk, change)
        desk.post(change, {**form, "weekdays": ["4"], "count-0": "1"})
        pattern.refresh_from_db()
        assert pattern.weekdays == [4]
        desk.post(f"{page_of(service)}end/pattern/{pattern.pk}/")
        pattern.refresh_from_db()
        assert pattern.valid_until == today()

    def test_a_pattern_without_a_day_keeps_what_was_typed(
        self, desk: Client, service: Service
    ) -> None:
        form = {"name": "Avond", "starts": "18:00", "ends": "21:00", "count-0": "1"}
        answer = desk.post(f"{page_of(service)}patterns/new/", form)
        assert answer.status_code == 422
        assert 'value="Avond"' in answer.content.decode()

    def test_shifts_of_a_period_are_made_and_counted(self, desk: Client, service: Service) -> None:
        make_pattern(service)
        days = {
            "first_day": next_week().start.isoformat(),
            "last_day": next_week().last_day.isoformat(),
        }
        count = working_days_of(next_week())
        answer = desk.post(f"{page_of(service)}do/make/", days, follow=True)
        assert f"{count} shifts gemaakt" in answer.content.decode()
        again = desk.post(f"{page_of(service)}do/make/", days, follow=True)
        assert "0 shifts gemaakt" in again.content.decode()
        backwards = {"first_day": days["last_day"], "last_day": days["first_day"]}
        refused = desk.post(f"{page_of(service)}do/make/", backwards, follow=True)
        assert "De laatste dag komt voor de eerste" in refused.content.decode()

    def test_closed_days_are_noted_and_taken_back(self, desk: Client, service: Service) -> None:
        days = {"first_day": "2027-01-02", "last_day": "2027-01-04", "reason": "Winter"}
        desk.post(f"{page_of(service)}do/closed/", days)
        closed = ClosedDay.objects.get()
        assert closed.last_day == date(2027, 1, 4)
        assert "Winter" in told(desk, page_of(service))
        desk.post(f"{page_of(service)}end/closed/{closed.pk}/")
        assert not ClosedDay.objects.exists()
        assert desk.post(f"{page_of(service)}end/dans/1/").status_code == 404
        assert desk.post(f"{page_of(service)}do/dans/").status_code == 404

    def test_a_service_is_closed_once_nobody_stands_there_any_more(
        self, desk: Client, service: Service
    ) -> None:
        make_shift(service)
        seat = put(make_helper(service), make_shift(service))
        address = f"{page_of(service)}do/close/"
        refused = desk.post(address, follow=True)
        assert "haal hen er eerst af" in refused.content.decode()
        desk.post(f"/desk/shifts/{seat.shift.public_id}/take-off/", {"seat": seat.pk})
        for _twice in range(2):
            desk.post(address)
        service.refresh_from_db()
        assert service.closed_at is not None
        assert not service.shifts.exists()
        assert "Deze dienst is gesloten" in told(desk, page_of(service))

    def test_somebody_comes_to_help_by_their_address(self, desk: Client, service: Service) -> None:
        role = make_role(service)
        form = {
            "email": "noor@example.org",
            "first_name": "Noor",
            "last_name": "Peeters",
            "roles": [str(role.pk)],
            "languages": ["nl", "ps"],
        }
        for _twice in range(2):
            desk.post(f"{page_of(service)}volunteers/new/", form)
        volunteer = Volunteer.objects.get()
        assert volunteer.person.name == "Noor Peeters"
        assert volunteer.languages == ["nl", "ps"]
        assert [one.name for one in Membership.objects.get().roles.all()] == ["Onthaal"]
        assert Contact.objects.filter(emails__address="noor@example.org").count() == 1
        assert "gaf nog niet door wanneer het kan" in told(desk, page_of(service))
        wrong = desk.post(f"{page_of(service)}volunteers/new/", {**form, "email": "geen"})
        assert wrong.status_code == 422

    def test_the_search_box_finds_services(self, desk: Client) -> None:
        make_service("Juridische helpdesk")
        source = search_sources.get("rosters.services")
        assert [one.title for one in source.find(HOUSE, "helpdesk", 5)] == ["Juridische helpdesk"]


class TestVolunteers:
    """Who stands in shifts."""

    def test_the_list_shows_load_and_who_told_nothing(self, desk: Client, service: Service) -> None:
        seat = put(make_helper(service), make_shift(service))
        Volunteer.objects.update(times_told_at=None)
        page = told(desk, PEOPLE)
        assert "Amina Claes" in page
        assert "Nog niet doorgegeven" in page
        assert seat.state == AssignmentState.PLANNED
        other = make_service("Infodesk")
        assert "Amina" not in told(desk, f"{PEOPLE}?service={other.pk}")
        assert "Amina" in told(desk, f"{PEOPLE}?service={service.pk}&q=cla")
        answer = desk.get(f"{PEOPLE}?export=csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
        assert "Amina Claes,Startpunt,Nederlands,0,1,0.0,0," in text.replace(";", ",")

    def test_times_and_wishes_are_told_for_somebody_by_phone(
        self, desk: Client, service: Service
    ) -> None:
        amina = make_helper(service, times=[])
        address = person_of(amina)
        desk.post(f"{address}times/", {"can": ["0-morning"], "gladly": ["0-morning"]})
        assert amina.times.get().is_preferred
        assert "maandag: voormiddag (graag)" in told(desk, address).lower()
        wish = {"languages": ["nl"], "most_week": "1", "may_be_asked": ""}
        desk.post(f"{address}wishes/", wish)
        amina.refresh_from_db()
        assert (amina.most_week, amina.may_be_asked) == (1, False)
        assert "Wil niet gevraagd worden" in told(desk, address)
        desk.post(f"{address}do/rest/", {"rest_hours": "24"})
        amina.refresh_from_db()
        assert amina.rest_hours == 24
        assert desk.post(f"{address}do/dans/").status_code == 404

    def test_days_on_which_it_is_otherwise_are_noted_and_taken_back(
        self, desk: Client, service: Service
    ) -> None:
        amina = make_helper(service)
        day = (today() + timedelta(days=2)).isoformat()
        desk.post(
            f"{person_of(amina)}do/away/", {"first_day": day, "last_day": day, "part": "evening"}
        )
        away = amina.aways.get()
        assert (away.part, away.can_come) == ("evening", False)
        assert "Kan niet komen" in told(desk, person_of(amina))
        desk.post(f"{person_of(amina)}away/{away.pk}/remove/")
        assert not amina.aways.exists()

    def test_roles_are_changed_and_somebody_leaves(self, desk: Client, service: Service) -> None:
        role, other = make_role(service), make_role(service, "Tolk")
        amina = make_helper(service, "Amina", role)
        membership = amina.memberships.get()
        address = f"{person_of(amina)}services/{membership.pk}/"
        desk.post(f"{address}roles/", {f"{membership.pk}-roles": [str(other.pk)]})
        assert list(membership.roles.all()) == [other]
        seat = put(amina, make_shift(service))
        refused = desk.post(f"{address}leave/", follow=True)
        assert "haal hen er eerst af" in refused.content.decode()
        desk.post(f"/desk/shifts/{seat.shift.public_id}/take-off/", {"seat": seat.pk})
        desk.post(f"{address}leave/")
        membership.refresh_from_db()
        assert membership.until == today()
        assert "Helpt nu in geen dienst" in told(desk, person_of(amina))

    def test_a_volunteer_of_another_region_is_not_found(self, service: Service) -> None:
        there = make_region("ant")
        amina = make_helper(make_service("Daar", region_id=there.pk))
        user = make_user(HouseRole.COORDINATOR, region=make_region("ovl"))
        give_factor(user)
        client = sign_in(Client(), user)
        assert client.get(person_of(amina)).status_code == 404
        assert "Amina" not in told(client, PEOPLE)
