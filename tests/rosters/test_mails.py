"""What volunteers read in their mail: when, where, what, in their own language; nothing twice."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.messages.rendering import render
from brug.kernel.models import MailMention, OutgoingMail
from brug.kernel.periods import today
from brug.kernel.registries.emails import emails
from brug.people.models import Contact
from brug.people.services import privacy
from brug.rosters.enums import Word
from brug.rosters.models import Assignment, CoverAsk, Service, Shift
from brug.rosters.services import cover_answers, covering, reminding, seating, swap_answers
from brug.rosters.services.catalogue import Card, change_service
from brug.rosters.services.swapping import offer_swap
from tests.factories.kernel import HOUSE
from tests.factories.rosters import make_helper, make_shift, put

pytestmark = pytest.mark.django_db

KINDS = sorted(one.name for one in emails if one.name.startswith("rosters."))
ABOUT = "Bel aan bij de groene deur."


@pytest.fixture
def service(service: Service) -> Service:
    """A service with a place and a word to know beforehand."""
    card = Card(name="Startpunt", place="Gaucheretstraat 164", about=ABOUT)
    return change_service(actor=HOUSE, service=service, card=card)


def newest(kind: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(kind=f"rosters.{kind}").latest("pk")


def speak(seat: Assignment, language: str) -> None:
    Contact.objects.filter(pk=seat.volunteer.person_id).update(language=language)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "fa-af", "ps"])
def test_each_mail_tells_the_facts_of_its_sample(kind: str, language: str) -> None:
    entry = emails.get(kind)
    mail = render(entry, language, entry.variables)
    assert "Startpunt" in mail.text
    assert "09:00–13:00" in mail.text
    if "link_url" in entry.variables:
        assert "https://brug.example/nl/shifts/sample/" in mail.text
    assert "{" not in mail.text
    assert "%(" not in mail.subject


def test_a_reminder_says_when_where_and_what_to_know(service: Service) -> None:
    seat = put(make_helper(service), make_shift(service, today() + timedelta(days=1)))
    reminding.remind_due(actor=HOUSE)
    text = newest("reminder").text
    for words in (seat.shift.hours, "Gaucheretstraat 164", ABOUT, date_format(seat.shift.day)):
        assert words in text


def test_mails_speak_the_readers_language(service: Service, shift: Shift) -> None:
    seat = put(make_helper(service), shift)
    speak(seat, "uk")
    seating.unassign(actor=HOUSE, assignment=seat)
    mail = newest("taken_off")
    assert mail.language == "uk"
    assert mail.subject == "Ви більше не на зміні: Startpunt"


def test_who_asks_to_swap_is_named_by_first_name_alone(service: Service, shift: Shift) -> None:
    mine = put(make_helper(service), shift)
    other = put(make_helper(service, "Berta"), make_shift(service, shift.day + timedelta(days=2)))
    swap = offer_swap(actor=Actor.person(mine.volunteer.person_id), offered=mine, wanted=other)
    mail = newest("swap_asked")
    assert "Amina" in mail.text
    assert "Claes" not in mail.text
    assert MailMention.objects.get(mail=mail).person_id == mine.volunteer.person_id
    swap_answers.answer_swap(actor=Actor.person(other.volunteer.person_id), swap=swap, word=Word.NO)
    assert "Berta" in newest("swap_declined").text


def test_what_tells_of_somebody_forgotten_is_emptied(service: Service, shift: Shift) -> None:
    seat = put(make_helper(service), shift)
    berta = make_helper(service, "Berta")
    covering.ask_cover(actor=HOUSE, assignment=seat)
    jobs.drain()
    ask = CoverAsk.objects.get()
    cover_answers.answer_ask(actor=Actor.person(berta.person_id), ask=ask, word=Word.YES)
    assert "Berta" in newest("cover_found").text
    privacy.erase_person(actor=HOUSE, person_id=berta.person_id, reason="asked")
    assert "Berta" not in newest("cover_found").text


def test_who_has_no_address_gets_no_mail_and_stands_on_the_shift(
    service: Service, shift: Shift
) -> None:
    amina = make_helper(service)
    amina.person.emails.all().delete()
    seat = put(amina, shift)
    assert Assignment.objects.standing().get() == seat
    assert not OutgoingMail.objects.filter(kind__startswith="rosters.").exists()
    Shift.objects.update(day=today() + timedelta(days=1))
    Shift.objects.update(
        starts=timezone.now() + timedelta(days=1), ends=timezone.now() + timedelta(days=2)
    )
    assert reminding.remind_due(actor=HOUSE) == 1
    assert reminding.remind_due(actor=HOUSE) == 0


def test_put_on_taken_off_and_put_on_again_is_told_each_time(
    service: Service, shift: Shift
) -> None:
    amina = make_helper(service)
    for _turn in range(2):
        seating.unassign(actor=HOUSE, assignment=put(amina, shift))
    kinds = OutgoingMail.objects.filter(kind__startswith="rosters.").order_by("pk")
    assert (
        list(kinds.values_list("kind", flat=True))
        == [
            "rosters.assigned",
            "rosters.taken_off",
        ]
        * 2
    )
