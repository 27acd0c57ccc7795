"""After somebody was forgotten no table of the database still names them."""

from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.messages.delivery import deliver
from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.people import api as people
from brug.people.enums import Channel, EngagementKind, RequestKind
from brug.people.models import Contact
from brug.people.models.request_choices import Identity, RequestWay
from brug.people.services import (
    closed_notes,
    consent,
    contacts,
    links,
    notes,
    privacy,
    relations,
)
from brug.people.services.card import change_card
from brug.people.services.consent import Proof
from brug.people.services.mailboxes import correct_email
from brug.people.services.merging import merge_contacts
from brug.people.services.new_email import add_own_email
from brug.people.services.requests import ending, noting
from brug.rosters.services.enrolling import enrol
from brug.rosters.services.times import tell_times
from brug.volunteers.enums import Answer, FollowUpAnswer, Side
from brug.volunteers.services import answering, dividing, following_up, guiding, placing, proposing
from tests.factories.kernel import make_user
from tests.factories.people import HOUSE, act, make_organisation, make_person
from tests.factories.rosters import ALWAYS, make_pattern, make_service, make_week, put
from tests.factories.volunteers import (
    make_candidate,
    make_free_opening,
    make_initiative,
    make_lead,
)
from tests.people.imports.conftest import bring

pytestmark = pytest.mark.django_db

# In every word that is kept of the person, and in nothing else.
TRACE = "xylofoon"
FILE = (
    "Voornaam,Familienaam,E-mail,Telefoon,Straat,Postcode,Gemeente\n"
    f"Jan,{TRACE},jan@{TRACE}.example,0470 12 34 56,{TRACE}straat 1,9000,Gent\n"
    f"{TRACE},,geen adres,,,,\n"
)


def everything() -> Iterator[tuple[str, str]]:
    """Every row of every table, with its table."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row).casefold()


def traces() -> list[str]:
    """The tables in which the person can still be read."""
    return [table for table, row in everything() if TRACE in row]


def volunteered(person: Contact) -> None:
    """Somebody of whom each step on the way to a place says something."""
    group = make_initiative()
    make_lead(group)
    opening = make_free_opening(group)
    candidate = make_candidate(person, motivation=f"{TRACE} wil helpen", languages=("nl",))
    guiding.note_talk(actor=HOUSE, candidate=candidate, held_on=today(), outcome=f"{TRACE} belt")
    dividing.work_out(actor=HOUSE)
    proposal = proposing.propose(
        actor=HOUSE, candidate=candidate, opening=opening, word=f"{TRACE} past bij jullie"
    )
    for side in Side:
        proposal = answering.answer(
            actor=HOUSE, proposal=proposal, side=side, word=Answer.YES, note=f"{TRACE}: ja"
        )
    placement = placing.start(actor=HOUSE, proposal=proposal, started_on=today())
    following_up.note_how(
        actor=HOUSE,
        follow_up=placement.follow_ups.all()[0],
        word=FollowUpAnswer.GOOD,
        note=f"met {TRACE} gaat het goed",
    )
    placing.end_placement(
        actor=HOUSE, placement=placement, ended_on=today(), note=f"{TRACE} verhuist"
    )


def in_shifts(person: Contact) -> None:
    """The same, on a shift that is to come."""
    service = make_service()
    make_pattern(service)
    membership = enrol(actor=HOUSE, service=service, person_id=person.pk)
    helper = tell_times(actor=HOUSE, volunteer=membership.volunteer, moments=ALWAYS)
    put(helper, make_week(service)[0])


def known_everywhere() -> Contact:
    """Somebody who left a trace wherever one can."""
    bring(FILE)
    person = Contact.objects.get(emails__address=f"jan@{TRACE}.example")
    twin = make_person(TRACE, "Johan", email=f"johan@{TRACE}.example", phone="09 222 22 22")
    merge_contacts(actor=HOUSE, keep_id=person.pk, lose_id=twin.pk)
    group = make_organisation("Welkom in Gent")
    relations.relate(actor=HOUSE, kind="volunteers-in", tie=relations.Tie(person.pk, group.pk))
    act(person, EngagementKind.GIFT)
    notes.write_note(actor=HOUSE, contact_id=person.pk, text=f"{TRACE} belt graag")
    closed = closed_notes.write_closed_note(
        actor=HOUSE, contact_id=person.pk, text=f"bang: {TRACE}"
    )
    closed_notes.read_closed_note(
        actor=Actor.of_user(make_user(Role.STAFF_MOVEMENT)), note_id=closed.pk, why=f"{TRACE} belde"
    )
    volunteered(person)
    in_shifts(person)
    contacts.change_contact(actor=HOUSE, contact_id=person.pk, first_name=f"Jan {TRACE}")
    change_card(actor=HOUSE, contact_id=person.pk, extra=f"bij {TRACE}")
    for address in ("", f"jan@{TRACE}.example"):
        consent.give(
            actor=HOUSE,
            person_id=person.pk,
            purpose="news",
            channel=Channel.EMAIL,
            address=address,
            proof=Proof(f"{TRACE}: op papier", "nl"),
        )
    links.ask_link(address=f"jan@{TRACE}.example", language="nl")
    add_own_email(
        actor=HOUSE, contact_id=person.pk, address=f"nieuw@{TRACE}.example", language="nl"
    )
    correct_email(
        actor=HOUSE, email=person.emails.get(is_primary=True), address=f"beter@{TRACE}.example"
    )
    return person


def test_nobody_is_named_anywhere_after_they_were_forgotten() -> None:
    person = known_everywhere()
    assert len(set(traces())) > 8
    privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="asked")
    assert traces() == []


def test_who_asked_hears_that_it_was_done_and_then_nothing_is_known() -> None:
    person = known_everywhere()
    told = noting.Asked(RequestKind.ERASURE, RequestWay.LETTER, today(), "", Identity.KNOWN)
    request = noting.note_request(actor=HOUSE, person_id=person.pk, asked=told)
    ending.plan_erasure(actor=HOUSE, request=request)
    deliver()
    django_mail.outbox.clear()
    privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="asked")
    deliver()
    [mail] = django_mail.outbox
    assert mail.to == [f"beter@{TRACE}.example"]
    assert "verwijderd" in mail.subject
    assert traces() == []


def test_nobody_hears_of_it_who_did_not_ask_or_heard_before() -> None:
    silent = make_person("Stil", email="stil@example.org")
    privacy.erase_person(actor=HOUSE, person_id=silent.pk, reason="term over")
    back = make_person("Terug", email="terug@example.org")
    told = noting.Asked(RequestKind.ERASURE, RequestWay.LETTER, today(), "", Identity.KNOWN)
    noting.note_request(actor=HOUSE, person_id=back.pk, asked=told)
    people.forget_again(actor=HOUSE, keys=[back.public_id], reason="restored")
    deliver()
    assert django_mail.outbox == []


def test_of_the_last_mail_nothing_stays_when_it_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = make_person("Xylofoon", email="jan@xylofoon.example")
    told = noting.Asked(RequestKind.ERASURE, RequestWay.LETTER, today(), "", Identity.KNOWN)
    noting.note_request(actor=HOUSE, person_id=person.pk, asked=told)
    privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="asked")

    def refuse(_backend: object, _mails: object) -> int:
        answer = (550, b"no such user jan@xylofoon.example")
        raise SMTPRecipientsRefused({"jan@xylofoon.example": answer})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    deliver()
    assert OutgoingMail.objects.get(kind="people.forgotten").state == MailState.FAILED
    assert traces() == []


def test_who_was_merged_into_somebody_forgotten_is_told_to_a_restore() -> None:
    kept, lost = make_person("Aa", email="a@example.org"), make_person("Ab")
    before = timezone.now()
    merge_contacts(actor=HOUSE, keep_id=kept.pk, lose_id=lost.pk)
    privacy.erase_person(actor=HOUSE, person_id=kept.pk, reason="asked")
    assert set(people.forgotten_since(before)) == {kept.public_id, lost.public_id}
