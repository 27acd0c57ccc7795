"""A volunteer's own pages: shifts, times, wishes, cover, swaps, open places."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.enums import AssignmentState, CoverState, Liking, Word
from brug.rosters.models import (
    Assignment,
    Away,
    CoverAsk,
    CoverRequest,
    Service,
    Shift,
    Volunteer,
)
from brug.rosters.services import cover_answers, covering, presence
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person
from tests.factories.rosters import (
    make_helper,
    make_service,
    make_shift,
    put,
)
from tests.rosters.conftest import Enter, link_in, told

pytestmark = pytest.mark.django_db

MINE = "/nl/my/shifts/"


def test_a_volunteer_sees_shifts_on_the_own_page_and_on_a_page_of_their_own(
    enter: Enter, service: Service, shift: Shift
) -> None:
    amina = make_helper(service)
    client = enter(amina)
    assert "Er is geen shift voor je gepland" in told(client, "/nl/my/")
    put(amina, shift)
    assert "Startpunt" in told(client, "/nl/my/")
    page = told(client, MINE)
    assert shift.hours in page
    assert "shifts/calendar/" in page


def test_who_stands_in_no_roster_sees_no_card_and_no_page(enter: Enter) -> None:
    person = make_person("Vreemd", email="vreemd@example.org", email_confirmed_at=timezone.now())
    client = enter(Volunteer(person=person))
    assert "Mijn shifts" not in told(client, "/nl/my/")
    assert client.get(MINE).status_code == 404


def test_nobody_opens_the_page_without_a_link(service: Service) -> None:
    make_helper(service)
    assert Client().get(MINE).status_code == 302


def test_the_page_takes_as_many_queries_for_many_shifts_as_for_few(
    enter: Enter, service: Service
) -> None:
    amina = make_helper(service)
    for name in ("Berta", "Cem"):
        make_helper(service, name)
    client = enter(amina)

    def asked(count: int) -> int:
        for number in range(count):
            day = today() + timedelta(days=7 + 3 * Shift.objects.count() + number)
            put(amina, make_shift(service, day))
            make_shift(service, day + timedelta(days=1))
        with CaptureQueriesContext(connection) as queries:
            told(client, MINE)
        return len(queries)

    few = asked(2)
    assert asked(4) == few


class TestTimes:
    """When somebody can come."""

    def test_what_is_ticked_is_kept_and_shown_again(self, enter: Enter, service: Service) -> None:
        amina = make_helper(service, times=[])
        client = enter(amina)
        ticked = {"can": ["0-morning", "0-afternoon"], "gladly": ["4-evening"]}
        assert client.post(f"{MINE}times/", ticked).status_code == 302
        kept = {(one.weekday, one.part, one.is_preferred) for one in amina.times.all()}
        assert kept == {
            (0, "morning", False),
            (0, "afternoon", False),
            (4, "evening", True),
        }
        page = told(client, f"{MINE}times/")
        assert page.count(" checked") == 4
        client.post(f"{MINE}times/", {"can": ["1-morning"]})
        assert amina.times.get().weekday == 1

    def test_a_moment_that_is_none_is_refused_and_nothing_is_lost(
        self, enter: Enter, service: Service
    ) -> None:
        amina = make_helper(service, times=[(2, "morning")])
        client = enter(amina)
        answer = client.post(f"{MINE}times/", {"can": ["9-night"]})
        assert answer.status_code == 422
        assert amina.times.get().weekday == 2

    def test_days_away_are_added_once_and_taken_back(self, enter: Enter, service: Service) -> None:
        client = enter(make_helper(service))
        days = {
            "first_day": (today() + timedelta(days=3)).isoformat(),
            "last_day": (today() + timedelta(days=5)).isoformat(),
        }
        for _twice in range(2):
            client.post(f"{MINE}away/", days)
        away = Away.objects.get()
        assert (away.day_after - away.first_day).days == 3
        client.post(f"{MINE}away/{away.pk}/remove/")
        assert not Away.objects.exists()

    @pytest.mark.parametrize(("first", "last"), [(5, 3), (-9, -3), (1, 500)])
    def test_days_that_cannot_be_are_refused_with_what_to_do(
        self, enter: Enter, service: Service, first: int, last: int
    ) -> None:
        client = enter(make_helper(service))
        days = {
            "first_day": (today() + timedelta(days=first)).isoformat(),
            "last_day": (today() + timedelta(days=last)).isoformat(),
        }
        answer = client.post(f"{MINE}away/", days, follow=True)
        assert not Away.objects.exists()
        assert b"b-alert" in answer.content

    def test_one_takes_back_only_ones_own_days(self, enter: Enter, service: Service) -> None:
        client = enter(make_helper(service))
        berta = make_helper(service, "Berta")
        other = Away.objects.create(
            volunteer=berta, first_day=today(), day_after=today() + timedelta(days=1)
        )
        assert client.post(f"{MINE}away/{other.pk}/remove/").status_code == 404
        assert Away.objects.exists()


def test_wishes_are_kept_for_all_services(enter: Enter, service: Service) -> None:
    amina = make_helper(service)
    make_helper(make_service("Infodesk"))
    client = enter(amina)
    first, second = amina.memberships.order_by("service__name")
    wish = {
        "languages": ["uk", "nl"],
        "most_week": "1",
        f"liking-{first.pk}": "1",
        f"liking-{second.pk}": "-1",
    }
    assert client.post(f"{MINE}wishes/", wish).status_code == 302
    amina.refresh_from_db()
    assert (amina.languages, amina.most_week, amina.wants_reminders) == (["nl", "uk"], 1, False)
    likings = list(amina.memberships.order_by("service__name").values_list("liking", flat=True))
    assert likings == [Liking.GLADLY, Liking.RATHER_NOT]
    assert client.post(f"{MINE}wishes/", {**wish, "most_week": "99"}).status_code == 422


class TestCannotCome:
    """From the page of a shift."""

    def test_others_are_asked_and_one_says_yes_by_the_link_in_the_mail(
        self, enter: Enter, service: Service, shift: Shift
    ) -> None:
        seat = put(make_helper(service), shift)
        berta = make_helper(service, "Berta")
        client = enter(seat.volunteer)
        address = f"{MINE}{seat.public_id}/"
        assert "Ik kan niet komen" in told(client, address)
        client.post(f"{address}cannot/")
        jobs.drain()
        assert "Ik kan toch komen" in told(client, address)
        link = link_in("cover_asked")
        visitor = Client()
        assert "Kun je invallen?" in told(visitor, link)
        assert CoverRequest.objects.get().state == CoverState.OPEN
        answer = visitor.post(link, {"word": "yes"})
        assert "hij is van jou" in answer.content.decode()
        assert Assignment.objects.standing().get().volunteer == berta
        assert client.get(address).status_code == 404

    def test_a_late_yes_reads_a_kind_word(self, service: Service, shift: Shift) -> None:
        seat = put(make_helper(service), shift)
        for name in ("Berta", "Cem"):
            make_helper(service, name)
        covering.ask_cover(actor=HOUSE, assignment=seat)
        jobs.drain()
        link = link_in("cover_asked")
        first = CoverAsk.objects.select_related("volunteer").order_by("pk").first()
        assert first is not None
        cover_answers.answer_ask(
            actor=Actor.person(first.volunteer.person_id), ask=first, word=Word.YES
        )
        late = Client().post(link, {"word": "yes"})
        assert "Iemand was net iets sneller" in late.content.decode()

    def test_a_no_by_the_link_is_fine_and_stays(self, service: Service, shift: Shift) -> None:
        seat = put(make_helper(service), shift)
        make_helper(service, "Berta")
        covering.ask_cover(actor=HOUSE, assignment=seat)
        jobs.drain()
        link = link_in("cover_asked")
        for word in ("no", "yes"):
            page = Client().post(link, {"word": word}).content.decode()
            assert "Geen probleem" in page
        assert CoverAsk.objects.get().word == Word.NO

    def test_one_can_come_after_all(self, enter: Enter, service: Service, shift: Shift) -> None:
        seat = put(make_helper(service), shift)
        client = enter(seat.volunteer)
        address = f"{MINE}{seat.public_id}/"
        client.post(f"{address}cannot/")
        client.post(f"{address}can/")
        assert CoverRequest.objects.get().state == CoverState.WITHDRAWN
        assert client.post(f"{address}dans/").status_code == 404

    def test_what_waits_for_an_answer_stands_on_ones_page(
        self, enter: Enter, service: Service, shift: Shift
    ) -> None:
        seat = put(make_helper(service), shift)
        berta = make_helper(service, "Berta")
        covering.ask_cover(actor=HOUSE, assignment=seat)
        jobs.drain()
        client = enter(berta)
        assert "Kun je invallen?" in told(client, MINE)
        ask = CoverAsk.objects.get()
        client.post(f"{MINE}cover/{ask.pk}/", {"word": "yes"})
        assert Assignment.objects.standing().get().volunteer == berta
        amina = enter(seat.volunteer)
        assert amina.get(f"{MINE}cover/{ask.pk}/").status_code == 404

    def test_who_has_something_else_by_then_is_told_and_the_rest_goes_on(
        self, service: Service, shift: Shift
    ) -> None:
        seat = put(make_helper(service), shift)
        berta = make_helper(service, "Berta")
        covering.ask_cover(actor=HOUSE, assignment=seat)
        jobs.drain()
        link = link_in("cover_asked")
        beside = make_service("Infodesk")
        make_helper(beside, "Berta")
        put(berta, make_shift(beside, shift.day))
        answer = Client().post(link, {"word": "yes"})
        assert answer.status_code == 422
        assert "heeft op dat moment een andere shift" in answer.content.decode()
        assert CoverRequest.objects.get().state == CoverState.OPEN


def test_the_link_of_a_mail_opens_the_page_after_one_click(service: Service, shift: Shift) -> None:
    seat = put(make_helper(service), shift)
    link = link_in("assigned")
    client = Client()
    assert "Naar deze shift" in told(client, link)
    assert client.get(MINE).status_code == 302
    assert client.post(link).headers["Location"] == f"{MINE}{seat.public_id}/"
    assert client.get(MINE).status_code == 200


def test_a_broken_link_says_so_kindly() -> None:
    for place in ("link", "cover", "swap"):
        answer = Client().get(f"/nl/shifts/{place}/kapot/")
        assert answer.status_code == 410
        assert "werkt niet meer" in answer.content.decode()


def test_what_one_did_this_year_is_thanked_for(enter: Enter, service: Service) -> None:
    seat = put(make_helper(service), make_shift(service))
    now = timezone.now()
    Shift.objects.update(
        day=today(), starts=now - timedelta(hours=2), ends=now - timedelta(minutes=1)
    )
    presence.note_presence(actor=HOUSE, assignment=seat, state=AssignmentState.PRESENT, minutes=90)
    assert "Je deed dit jaar 1 shift: 1,5 uur" in told(enter(seat.volunteer), MINE)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "fa-af", "ps"])
def test_every_page_speaks_the_readers_language(
    enter: Enter, service: Service, shift: Shift, language: str
) -> None:
    seat = put(make_helper(service), shift)
    make_shift(service, shift.day + timedelta(days=1))
    client = enter(seat.volunteer)
    for page in ("", "times/", "wishes/", f"{seat.public_id}/"):
        text = told(client, f"/{language}/my/shifts/{page}")
        assert ('dir="rtl"' in text) is (language in {"fa-af", "ps"})
        if language != "en":
            assert "To my" not in text
            assert "Languages and wishes" not in text


def test_the_calendar_gets_another_address(enter: Enter, service: Service) -> None:
    amina = make_helper(service)
    client = enter(amina)
    client.post(f"{MINE}calendar/renew/")
    amina.refresh_from_db()
    assert amina.calendar_turn == 2
