"""An import is undone, but for what somebody touched since."""

import pytest

from brug.kernel import jobs
from brug.people.enums import Visibility
from brug.people.import_words import Fate, Profile, Reason, RunState
from brug.people.models import (
    Consent,
    Contact,
    ContactWord,
    EmailAddress,
    Engagement,
    ImportedKey,
    ImportRow,
    ImportRun,
    RelationKind,
    TargetGroup,
)
from brug.people.services.card import change_card
from brug.people.services.imports import steps
from brug.people.services.notes import write_note
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person
from tests.people.imports.conftest import bring

pytestmark = pytest.mark.django_db
TEXT = (
    "id,voornaam,naam,e-mail,straat,postcode,groep,geen post\n"
    "1,Jan,Peeters,jan@example.org,Dok 1,9000,Pers,ja\n2,Mia,Claes,mia@example.org,,,Pers,\n"
)


def undo(run: ImportRun) -> ImportRun:
    steps.undo_import(actor=HOUSE, run_id=run.pk)
    jobs.drain()
    run.refresh_from_db()
    assert run.state == RunState.UNDONE
    return run


def test_what_nobody_touched_goes_without_a_trace() -> None:
    kinds = RelationKind.objects.count()
    contacts = "id,contact_type,first_name\n1,Individual,Jan\n2,Individual,Mia\n"
    ties = "contact_id_a,contact_id_b,name_a_b,name_b_a\n1,2,Buddy of,Buddy of\n"
    gifts = "id,contact_id,total_amount,currency,receive_date\n1,1,5,EUR,2024-01-05\n"
    first = bring(contacts, ties, gifts, profile=Profile.CIVICRM_CSV)
    second = bring(TEXT)
    undo(second)
    assert Contact.objects.count() == 2
    undo(first)
    for model in (
        Contact,
        ContactWord,
        EmailAddress,
        Consent,
        Engagement,
        ImportedKey,
        TargetGroup,
    ):
        assert not model._default_manager.exists(), model
    assert RelationKind.objects.count() == kinds
    assert set(ImportRow.objects.filter(run=second).values_list("fate", flat=True)) == {Fate.UNDONE}


def test_what_somebody_touched_stays_and_says_why() -> None:
    run = bring(TEXT)
    jan, mia = Contact.objects.order_by("pk")
    change_card(actor=HOUSE, contact_id=jan.pk, last_name="Peters")
    write_note(actor=HOUSE, contact_id=mia.pk, text="Belde.", visibility=Visibility.TEAM)
    undo(run)
    assert set(Contact.objects.all()) == {jan, mia}
    assert not mia.emails.exists()
    kept = ImportRow.objects.filter(run=run, fate=Fate.KEPT, table="contact").order_by("key")
    assert [(row.key, row.reason) for row in kept] == [
        ("1", Reason.CHANGED_HERE),
        ("2", Reason.IN_USE),
    ]
    assert set(mia.words.values_list("word", flat=True)) == {"mia", "claes"}


def test_who_was_here_before_stays_as_they_were() -> None:
    jan = make_person("Peeters", "Jan", email="jan@example.org")
    run = bring(TEXT)
    assert jan.addresses.exists()
    undo(run)
    assert list(Contact.objects.all()) == [jan]
    assert jan.emails.get().address == "jan@example.org"
    assert not jan.addresses.exists()


def test_after_undoing_it_can_come_in_again() -> None:
    undo(bring(TEXT))
    run = bring(TEXT)
    assert run.counts["row"] == {"made": 2}


def test_a_trial_is_not_undone() -> None:
    from django.core.exceptions import ValidationError

    run = bring(TEXT, is_trial=True)
    with pytest.raises(ValidationError):
        steps.undo_import(actor=HOUSE, run_id=run.pk)
