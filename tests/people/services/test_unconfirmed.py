"""Sign-ups that nobody confirmed are not kept; everybody else is."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.people.enums import Channel, EngagementKind
from brug.people.models import Contact
from brug.people.services import consent, contacts, joining, notes
from brug.people.services.consent import Proof
from brug.people.services.intake import Arrival
from brug.people.services.merging import merge_contacts
from brug.people.services.unconfirmed import KEPT, forget_unconfirmed
from tests.factories.people import HOUSE, act, make_person

pytestmark = pytest.mark.django_db
CLOCK = Actor.system("schedule")


def sign_up(email: str) -> Contact:
    """Somebody whose address was typed."""
    joining.join(
        actor=Actor.visitor(),
        arrival=Arrival(email=email, first_name="Noor"),
        purposes=["news"],
        proof=Proof(where="sign-up", language="nl"),
    )
    return Contact.objects.get(emails__address=email)


def test_a_sign_up_is_forgotten_after_thirty_days_and_not_before() -> None:
    sign_up("noor@example.org")
    assert forget_unconfirmed(actor=CLOCK) == 0
    with time_machine.travel(timezone.now() + KEPT - timedelta(minutes=5)):
        assert forget_unconfirmed(actor=CLOCK) == 0
    with time_machine.travel(timezone.now() + KEPT + timedelta(minutes=5)):
        assert forget_unconfirmed(actor=CLOCK) == 1
    assert not Contact.objects.exists()
    assert ModelLogEntry.objects.filter(action="people.sign_up_forgotten").count() == 1
    left = [list(ModelLogEntry.objects.values()), list(OutgoingMail.objects.values())]
    told = json.dumps(left, default=str)
    assert "Noor" not in told
    assert "noor@example.org" not in told


def test_whoever_is_known_otherwise_stays() -> None:
    acted, noted = sign_up("a@example.org"), sign_up("b@example.org")
    act(acted, EngagementKind.GIFT)
    notes.write_note(actor=HOUSE, contact_id=noted.pk, text="x")
    make_person("Zonder toestemming", email="c@example.org")
    confirmed = sign_up("d@example.org")
    confirmed.emails.update(confirmed_at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert forget_unconfirmed(actor=CLOCK) == 0


def test_whom_staff_made_is_not_lost_because_a_visitor_types_their_address() -> None:
    with time_machine.travel(timezone.now() - timedelta(days=400)):
        known = make_person("", "Noor", email="noor@example.org")
    assert sign_up("noor@example.org") == known
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert forget_unconfirmed(actor=CLOCK) == 0


def test_whom_staff_took_up_stays() -> None:
    corrected, merged = sign_up("a@example.org"), sign_up("b@example.org")
    contacts.change_contact(actor=HOUSE, contact_id=corrected.pk, last_name="Peeters")
    other = make_person("Claes", "Noor")
    merge_contacts(actor=HOUSE, keep_id=merged.pk, lose_id=other.pk)
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert forget_unconfirmed(actor=CLOCK) == 0


def test_a_new_question_gives_a_new_term() -> None:
    person = sign_up("noor@example.org")
    with time_machine.travel(timezone.now() + timedelta(days=25)):
        consent.ask(
            actor=Actor.visitor(),
            person_id=person.pk,
            purpose="appeals",
            channel=Channel.EMAIL,
            proof=Proof(where="sign-up", language="nl"),
        )
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        assert forget_unconfirmed(actor=CLOCK) == 0
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert forget_unconfirmed(actor=CLOCK) == 1


def test_many_are_forgotten_in_parts() -> None:
    for number in range(5):
        sign_up(f"noor{number}@example.org")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert forget_unconfirmed(actor=CLOCK, most=3) == 3
        assert forget_unconfirmed(actor=CLOCK, most=3) == 2


def test_it_runs_by_the_clock() -> None:
    sign_up("noor@example.org")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        jobs.enqueue("people.forget_unconfirmed", key="test")
        jobs.drain()
    assert not Contact.objects.exists()
