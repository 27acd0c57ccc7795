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
from brug.rosters.enums import AssignmentState, CoverState, Liking, SwapState, Word
from brug.rosters.models import (
    Assignment,
    Away,
    CoverAsk,
    CoverRequest,
    Service,
    Shift,
    Swap,
    Volunteer,
)
from brug.rosters.services import cover_answers, covering, presence, swapping
from brug.rosters.services.needs import Sought
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person
from tests.factories.rosters import (
    make_helper,
    make_role,
    make_service,
    make_shift,
    need_of,
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


class TestSwap:
    """Two people swap."""

    @pytest.fixture
    def seats(self, service: Service, shift: Shift) -> tuple[Assignment, Assignment]:
        other = make_shift(service, shift.day + timedelta(days=2))
        return put(make_helper(service), shift), put(make_helper(service, "Berta"), other)

    def test_one_chooses_a_shift_and_the_other_says_yes_by_mail(
        self, enter: Enter, seats: tuple[Assignment, Assignment]
    ) -> None:
        mine, theirs = seats
        client = enter(mine.volunteer)
        address = f"{MINE}{mine.public_id}/"
        assert "Vraag om te ruilen" in told(client, address)
        client.post(f"{address}swap/", {"wanted": str(theirs.public_id)})
        assert "Aangeboden om te ruilen" in told(client, address)
        link = link_in("swap_asked")
        assert "wil graag shifts met je ruilen" in told(Client(), link)
        done = Client().post(link, {"word": "yes"})
        assert "Jullie ruilden" in done.content.decode()
        assert Swap.objects.get().state == SwapState.DONE
        assert theirs.shift.hours in told(client, MINE)

    def test_an_offer_is_taken_back(
        self, enter: Enter, seats: tuple[Assignment, Assignment]
    ) -> None:
        mine, theirs = seats
        client = enter(mine.volunteer)
        address = f"{MINE}{mine.public_id}/"
        client.post(f"{address}swap/", {"wanted": str(theirs.public_id)})
        client.post(f"{address}unswap/")
        link = link_in("swap_asked")
        assert "Niet meer mogelijk" in Client().post(link, {"word": "yes"}).content.decode()
        assert set(Assignment.objects.standing()) == {mine, theirs}

    def test_a_shift_that_cannot_be_swapped_is_refused(
        self, enter: Enter, seats: tuple[Assignment, Assignment], service: Service
    ) -> None:
        mine, _theirs = seats
        role = make_role(service, "Jurist")
        day = mine.shift.day + timedelta(days=4)
        far = put(make_helper(service, "Cem", role), make_shift(service, day, Sought(role.pk)))
        client = enter(mine.volunteer)
        address = f"{MINE}{mine.public_id}/swap/"
        client.post(address, {"wanted": str(far.public_id)})
        assert client.post(address, {"wanted": "geen-sleutel"}).status_code == 404
        assert not Swap.objects.exists()

    def test_an_offer_is_answered_on_ones_own_page(
        self, enter: Enter, seats: tuple[Assignment, Assignment]
    ) -> None:
        mine, theirs = seats
        swap = swapping.offer_swap(
            actor=Actor.person(mine.volunteer.person_id), offered=mine, wanted=theirs
        )
        client = enter(theirs.volunteer)
        assert "wil graag ruilen" in told(client, MINE)
        page = client.post(f"{MINE}swap/{swap.public_id}/", {"word": "no"})
        assert "Alles blijft zoals het was" in page.content.decode()
        stranger = enter(mine.volunteer)
        assert stranger.get(f"{MINE}swap/{swap.public_id}/").status_code == 404


class TestOpenPlaces:
    """What one can take oneself."""

    def test_open_places_that_fit_are_shown_and_taken(self, enter: Enter, service: Service) -> None:
        amina = make_helper(service)
        open_ = make_shift(service, today() + timedelta(days=8))
        client = enter(amina)
        assert "Hier hebben we nog iemand nodig" in told(client, MINE)
        client.post(f"{MINE}take/{need_of(open_).pk}/")
        assert Assignment.objects.standing().get().volunteer == amina
        assert "Hier hebben we nog iemand nodig" not in told(client, MINE)

    def test_places_that_do_not_fit_or_are_far_off_are_not_shown(
        self, enter: Enter, service: Service
    ) -> None:
        role = make_role(service, "Jurist")
        amina = make_helper(service)
        make_shift(service, today() + timedelta(days=8), Sought(role.pk))
        make_shift(service, today() + timedelta(days=9), Sought(languages=("ps",)))
        make_shift(service, today() + timedelta(days=30))
        assert "Hier hebben we nog iemand nodig" not in told(enter(amina), MINE)

    def test_a_place_of_another_service_is_not_to_be_had(
        self, enter: Enter, service: Service
    ) -> None:
        client = enter(make_helper(service))
        other = make_shift(make_service("Elders"))
        assert client.post(f"{MINE}take/{need_of(other).pk}/").status_code == 404


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
