"""A second import: only what changed there changes here, never what somebody changed here."""

import pytest

from brug.people.import_words import Fate, Profile, Reason
from brug.people.measures import journal_watermark
from brug.people.models import Contact, EmailAddress, Engagement, ImportRow
from brug.people.services import privacy
from brug.people.services.card import change_card
from brug.people.services.merging import merge_contacts
from tests.factories.kernel import HOUSE
from tests.people.imports.conftest import bring, fates

pytestmark = pytest.mark.django_db


def people(*rows: str) -> str:
    return "\n".join(["id,voornaam,naam,e-mail,tel,straat,postcode", *rows, ""])


FIRST = people(
    "1,Jan,Peeters,jan@example.org,09 1,Dok 1,9000", "2,Mia,Claes,mia@example.org,09 2,Kaai 2,9000"
)


def test_what_changed_there_changes_here_and_only_that() -> None:
    bring(FIRST)
    before = dict(Contact.objects.values_list("external_id", "updated_at"))
    run = bring(FIRST.replace("Kaai 2", "Kaai 3").replace("mia@example.org", "mia@new.example"))
    assert [fate for _line, fate, _why in fates(run)] == ["unchanged", "changed"]
    mia = Contact.objects.get(first_name="Mia")
    assert mia.addresses.get().street == "Kaai 3"
    assert mia.emails.get().address == "mia@new.example"
    assert set(mia.words.values_list("word", flat=True)) == {"mia", "claes", "mia@new.example"}
    jan = Contact.objects.get(first_name="Jan")
    assert jan.updated_at == before[jan.external_id]
    third = bring(FIRST.replace("Kaai 2", "Kaai 3").replace("mia@example.org", "mia@new.example"))
    assert [fate for _line, fate, _why in fates(third)] == ["unchanged", "unchanged"]


def test_a_name_that_changed_there_is_found_and_sorted_anew() -> None:
    bring(FIRST)
    bring(FIRST.replace("Claes", "Zegers"))
    mia = Contact.objects.get(first_name="Mia")
    assert mia.sort_name == "zegers mia"
    assert "claes" not in set(mia.words.values_list("word", flat=True))


def test_what_somebody_changed_here_is_kept_and_told() -> None:
    bring(FIRST)
    jan = Contact.objects.get(first_name="Jan")
    change_card(actor=HOUSE, contact_id=jan.pk, last_name="Peters")
    quiet = bring(FIRST)
    assert [fate for _line, fate, _why in fates(quiet)] == ["unchanged", "unchanged"]
    run = bring(FIRST.replace("Jan,Peeters", "Jan,Pieters"))
    assert fates(run)[0] == (2, Fate.KEPT, Reason.CHANGED_HERE)
    jan.refresh_from_db()
    assert jan.last_name == "Peters"


def test_what_somebody_removed_here_does_not_come_back() -> None:
    bring(FIRST)
    EmailAddress.objects.filter(address="jan@example.org").delete()
    bring(FIRST)
    assert not EmailAddress.objects.filter(contact__first_name="Jan").exists()
    run = bring(FIRST.replace("jan@example.org", "jan@new.example"))
    assert not EmailAddress.objects.filter(contact__first_name="Jan").exists()
    assert fates(run)[0][1] == Fate.UNCHANGED


def test_who_was_forgotten_here_is_not_brought_back() -> None:
    bring(FIRST)
    jan = Contact.objects.get(first_name="Jan")
    privacy.erase_person(actor=HOUSE, person_id=jan.pk, reason="asked")
    for text in (FIRST, FIRST.replace("Dok 1", "Dok 9")):
        run = bring(text)
        assert fates(run)[0] == (2, Fate.SKIPPED, Reason.FORGOTTEN)
    jan.refresh_from_db()
    assert jan.first_name == ""
    assert not jan.emails.exists()
    assert Contact.objects.count() == 2


def test_an_amount_that_changed_there_changes_and_figures_are_taken_again() -> None:
    contacts = "id,contact_type,first_name,last_name\n1,Individual,Jan,Peeters\n"
    gifts = "id,contact_id,total_amount,currency,receive_date\n1,1,5.00,EUR,2024-01-05 10:00:00\n"
    bring(contacts, gifts, profile=Profile.CIVICRM_CSV)
    before = journal_watermark()
    bring(contacts, gifts.replace("5.00", "6.00"), profile=Profile.CIVICRM_CSV)
    assert str(Engagement.objects.get().amount) == "6.00"
    assert journal_watermark() != before


def test_an_export_and_a_dump_of_one_system_know_the_same_people() -> None:
    bring(
        "id,contact_type,first_name,last_name\n1,Individual,Jan,Peeters\n",
        profile=Profile.CIVICRM_CSV,
    )
    dump = (
        "INSERT INTO civicrm_contact (id, contact_type, first_name, last_name) VALUES "
        "(1,'Individual','Jan','Peeters'),(2,'Individual','Mia','Claes');"
    )
    run = bring(dump, profile=Profile.CIVICRM_SQL)
    assert run.counts["contact"] == {"unchanged": 1, "made": 1}


def test_who_is_in_the_bin_stays_behind_with_all_they_have() -> None:
    dump = (
        "INSERT INTO civicrm_contact (id, contact_type, first_name, is_deleted) VALUES "
        "(1,'Individual','Jan',1);"
        "INSERT INTO civicrm_email (id, contact_id, email, is_primary) VALUES "
        "(1,1,'jan@example.org',1),(2,5,'x@example.org',1);"
    )
    run = bring(dump, profile=Profile.CIVICRM_SQL)
    rows = ImportRow.objects.filter(run=run).order_by("pk")
    assert list(rows.values_list("table", "fate", "reason")) == [
        ("contact", Fate.SKIPPED, Reason.IN_BIN),
        ("email", Fate.SKIPPED, Reason.CONTACT_OUT),
        ("email", Fate.REFUSED, Reason.NO_CONTACT),
    ]
    assert not Contact.objects.exists()


def test_a_bounced_address_is_marked_and_not_written_to() -> None:
    dump = (
        "INSERT INTO civicrm_contact (id, contact_type, first_name) VALUES (1,'Individual','Jan');"
        "INSERT INTO civicrm_email (id, contact_id, email, is_primary, on_hold, hold_date) VALUES "
        "(1,1,'jan@example.org',1,1,'2023-05-06 07:08:09');"
    )
    bring(dump, profile=Profile.CIVICRM_SQL)
    email = EmailAddress.objects.get()
    assert email.bounced_at.date().isoformat() == "2023-05-06"
    consent = email.contact.consents.first()
    assert (consent.address, consent.state) == ("jan@example.org", "withdrawn")


def test_extra_fields_and_relations_that_ended_come_along() -> None:
    dump = (
        "INSERT INTO civicrm_contact (id, contact_type, first_name) VALUES "
        "(1,'Individual','Jan'),(2,'Individual','Mia');"
        "INSERT INTO civicrm_custom_group (id, title, extends, table_name) VALUES "
        "(1,'Talenten','Individual','civicrm_value_talent_1');"
        "INSERT INTO civicrm_custom_field (id, custom_group_id, label, column_name) VALUES "
        "(1,1,'Instrument','instrument_1');"
        "INSERT INTO civicrm_value_talent_1 (id, entity_id, instrument_1) VALUES (1,1,'Viool');"
        "INSERT INTO civicrm_relationship_type (id, name_a_b, name_b_a) "
        "VALUES (4,'Buddy of','Buddy of');"
        "INSERT INTO civicrm_relationship (id, contact_id_a, contact_id_b, relationship_type_id, "
        "start_date, end_date, is_active, modified_date) VALUES "
        "(1,1,2,4,'2020-01-01',NULL,0,'2021-02-03 04:05:06'),(2,1,1,4,NULL,NULL,1,NULL),"
        "(3,1,2,4,'2020-01-01','2019-01-01',1,NULL),(4,1,2,9,NULL,NULL,1,NULL),"
        "(5,1,2,4,NULL,NULL,0,NULL);"
    )
    run = bring(dump, profile=Profile.CIVICRM_SQL)
    jan = Contact.objects.get(first_name="Jan")
    assert jan.past.get().details == {"Instrument": "Viool"}
    assert jan.relations.get().ends_on.isoformat() == "2021-02-03"
    rows = ImportRow.objects.filter(run=run, table="relationship").order_by("pk")
    assert [row.reason for row in rows] == [
        "",
        Reason.ITSELF,
        Reason.ENDS_FIRST,
        Reason.NO_RECORD,
        Reason.ENDED_UNKNOWN,
    ]


def test_who_was_merged_here_stays_one() -> None:
    bring(FIRST)
    keep, lose = Contact.objects.order_by("pk")
    merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk)
    run = bring(FIRST)
    assert Fate.MADE not in {fate for _line, fate, _why in fates(run)}
    assert Contact.objects.get() == keep
