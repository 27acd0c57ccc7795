"""Any table: what its columns become, and what becomes of each row."""

from decimal import Decimal

import pytest

from brug.people.import_words import Fate, Profile, Reason
from brug.people.models import Consent, Contact, ImportRow, Note, TargetGroup
from tests.factories.people import make_municipality, make_person
from tests.people.imports.conftest import bring, fates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
HEAD = "Nr,Voornaam,Familienaam,E-mail,Telefoon,GSM,Straat,Postcode,Gemeente\n"


def test_a_row_becomes_a_contact_with_all_its_ways() -> None:
    gent = make_municipality("9000", "Gent")
    run = bring(
        HEAD + "7,Noor,Voorbeeld,Noor@Example.org,09 123 45 67,0470 12 34 56,Dok 1,9000,Gent\n"
    )
    assert fates(run) == [(2, "made", "")]
    noor = Contact.objects.get()
    assert (noor.name, noor.external_id, noor.region) == ("Noor Voorbeeld", "table:list:7", gent)
    assert noor.emails.get().address == "noor@example.org"
    assert [(phone.number, phone.is_mobile, phone.is_primary) for phone in noor.phones.all()] == [
        ("09 123 45 67", False, True),
        ("0470 12 34 56", True, False),
    ]
    assert noor.phones.first().digits == "3291234567"
    assert noor.addresses.get().street == "Dok 1"
    assert {"noor", "voorbeeld", "noor@example.org"} == set(
        noor.words.values_list("word", flat=True)
    )


def test_of_a_birthday_only_the_year_is_kept_and_languages_are_read() -> None:
    bring("naam,geboortedatum,taal\nPeeters,03/04/1984,Frans\nMaes,1990,ar\n")
    assert list(Contact.objects.values_list("sort_name", "birth_year", "language")) == [
        ("maes", 1990, "nl"),
        ("peeters", 1984, "fr"),
    ]
    assert Contact.objects.get(last_name="Maes").languages.get().language == "ar"


def test_days_follow_the_mapping_else_they_are_told() -> None:
    text = "naam,lid sinds\nPeeters,03/04/2020\nMaes,31/12/2021\nClaes,binnenkort\n"
    run = bring(text)
    assert fates(run) == [
        (2, "refused", Reason.TWO_DAYS),
        (3, "made", ""),
        (4, "refused", Reason.NOT_DAY),
    ]
    again = bring(text, dates="dmy")
    assert fates(again)[0] == (2, "made", "")
    assert Contact.objects.get(last_name="Peeters").created_at.date().isoformat() == "2020-04-03"


def test_a_no_is_kept_and_a_group_and_note_come_along() -> None:
    bring(
        "naam,e-mail,geen mail,groep,opmerking\nPeeters,p@example.org,ja,Pers,<i>Belt</i> laat\n",
        group="Markt",
    )
    peeters = Contact.objects.get()
    assert {consent.state for consent in peeters.consents.all()} == {"withdrawn"}
    assert {consent.channel for consent in peeters.consents.all()} == {"email"}
    assert set(peeters.target_groups.values_list("name", flat=True)) == {"Pers", "Markt"}
    assert Note.objects.get().text == "Belt laat"


def test_a_consent_that_somebody_gave_here_stays() -> None:
    known = make_person("Peeters", "", email="p@example.org")
    consent = Consent.objects.create(
        person=known, purpose_id=_news(), channel="email", state="given", since=known.created_at
    )
    run = bring("naam,e-mail,geen mail\nPeeters,p@example.org,ja\n")
    consent.refresh_from_db()
    assert consent.state == "given"
    assert fates(run)[0][1] in {"merged", "changed"}


def _news() -> int:
    from brug.people.models import Purpose

    return Purpose.objects.get(code="news").pk


def test_who_is_known_by_address_and_name_is_not_made_twice() -> None:
    known = make_person("Peeters", "Jan", email="jan@example.org")
    run = bring("voornaam,naam,e-mail,gsm\nJan,Peeters,JAN@example.org,0470 00 00 01\n")
    assert fates(run) == [(2, "changed", Reason.KNOWN_HERE)]
    assert Contact.objects.get().pk == known.pk
    assert known.phones.get().number == "0470 00 00 01"
    assert known.emails.count() == 1


def test_another_name_at_the_same_address_is_another_person() -> None:
    make_person("Peeters", "Jan", email="thuis@example.org")
    run = bring("voornaam,naam,e-mail\nMia,Claes,thuis@example.org\n")
    assert fates(run) == [(2, "made", "")]
    assert Contact.objects.count() == 2


def test_matching_can_be_left_out() -> None:
    make_person("Peeters", "Jan", email="jan@example.org")
    bring("voornaam,naam,e-mail\nJan,Peeters,jan@example.org\n", match=False)
    assert Contact.objects.count() == 2


def test_twins_within_the_file_are_told_and_not_made_one() -> None:
    run = bring(
        "nr,voornaam,naam,e-mail\n1,Jan,Peeters,j@example.org\n2,JAN,peeters,J@example.org\n"
        "3,Mia,Claes,j@example.org\n"
    )
    assert Contact.objects.count() == 3
    assert fates(run) == [(2, "made", ""), (3, "made", Reason.LOOKS_LIKE), (4, "made", "")]
    assert ImportRow.objects.get(run=run, line=3).reason_text.startswith(
        "Same name and e-mail address as line 2"
    )


def test_the_same_row_twice_is_one() -> None:
    run = bring("voornaam,naam,e-mail\nJan,Peeters,j@example.org\nJan,Peeters,j@example.org\n")
    assert [fate for _line, fate, _why in fates(run)] == ["made", "merged"]
    assert Contact.objects.count() == 1


def test_each_row_that_cannot_be_says_why() -> None:
    run = bring(
        "naam,e-mail,tel,geboortejaar,vrijwilliger\n"
        ",,09 1,,\nA,geen adres,,,\nB,b@example.org,bellen,,\nC,,,1700,\nD,,,,misschien\n"
    )
    assert fates(run) == [
        (2, "refused", Reason.NO_NAME),
        (3, "refused", Reason.NOT_EMAIL),
        (4, "made", Reason.NOT_PHONE),
        (5, "refused", Reason.NOT_DAY),
        (6, "refused", Reason.NOT_YES),
    ]
    assert Contact.objects.count() == 1


def test_a_group_is_one_however_many_are_in_it() -> None:
    rows = "".join(f"P{n},Straatkrant\n" for n in range(5))
    run = bring("naam,groep\n" + rows)
    assert TargetGroup.objects.get().contacts.count() == 5
    assert {fate for _line, fate, _why in fates(run)} == {"made"}


def test_euro_gifts_are_exact_and_others_are_told() -> None:
    contacts = "id,contact_type,first_name,last_name\n1,Individual,Jan,Peeters\n"
    gifts = (
        "id,contact_id,financial_type,receive_date,total_amount,currency,contribution_status_id\n"
        "1,1,Donation,2024-01-05 10:00:00,0.10,EUR,1\n2,1,Donation,2024-01-06,0.20,EUR,1\n"
        "3,1,Donation,2024-01-07,5.00,USD,1\n4,1,Donation,2024-01-08,5.00,EUR,3\n"
        "5,9,Donation,2024-01-09,5.00,EUR,1\n6,1,Donation,2999-01-01,5.00,EUR,1\n"
        "7,1,Donation,,5.00,EUR,1\n8,1,Donation,2024-01-01,veel,EUR,1\n"
    )
    run = bring(contacts, gifts, profile=Profile.CIVICRM_CSV)
    rows = ImportRow.objects.filter(run=run, table="contribution").order_by("line")
    assert [(row.fate, row.reason) for row in rows] == [
        (Fate.MADE, ""),
        (Fate.MADE, ""),
        (Fate.MADE, Reason.CURRENCY),
        (Fate.MADE, Reason.NOT_COMPLETED),
        (Fate.REFUSED, Reason.NO_CONTACT),
        (Fate.REFUSED, Reason.FUTURE),
        (Fate.REFUSED, Reason.NO_DAY),
        (Fate.REFUSED, Reason.NOT_AMOUNT),
    ]
    jan = Contact.objects.get()
    amounts = [act.amount for act in jan.engagements.order_by("occurred_at")]
    assert amounts == [Decimal("0.10"), Decimal("0.20"), None]
    assert jan.last_engaged_on.isoformat() == "2024-01-07"
    assert jan.past.count() == 2
