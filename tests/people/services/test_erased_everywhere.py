"""After somebody was forgotten no table of the database still names them."""

from collections.abc import Iterator

import pytest
from django.db import connection

from brug.people.enums import Channel, EngagementKind
from brug.people.models import Contact
from brug.people.services import (
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
from tests.factories.people import HOUSE, act, make_organisation, make_person
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
