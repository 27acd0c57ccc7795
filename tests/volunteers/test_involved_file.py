"""What is known of a volunteer of the house: told, carried along in a merge, let go, forgotten."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.kernel.registries.measures import measures
from brug.kernel.registries.retention import retention_kinds
from brug.kernel.registries.timeline import timeline_sources
from brug.people.models import Contact
from brug.people.services.merging import merge_contacts
from brug.volunteers.enums import ClaimKind, LeaveReason
from brug.volunteers.models import (
    Agreement,
    BankAccount,
    Claim,
    DocumentKind,
    HourEntry,
    Involvement,
    SeenDocument,
    Thanks,
)
from brug.volunteers.queries.involved_inbox import involved_inbox
from brug.volunteers.services import accounts, claiming, documents, hours, parting, reviewing
from brug.volunteers.services.claiming import Wanted
from brug.volunteers.services.hours import Given
from brug.volunteers.services.involved_file import erase_involved, export_involved
from tests.factories.involvements import (
    make_flat,
    make_involved,
    make_signed,
    make_task,
    make_texts,
)
from tests.factories.kernel import HOUSE
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

IBAN = "BE68539007547034"


def _full(person: Contact) -> Involvement:
    """A volunteer of whom everything is known."""
    make_texts()
    involvement = make_flat("20.00", person=person, task=make_task("welcome"))
    make_signed(involvement)
    own = Actor.person(person.pk)
    claiming.claim(actor=own, involvement=involvement, wanted=Wanted(ClaimKind.FLAT, today()))
    accounts.keep_account(actor=own, person_id=person.pk, iban=IBAN, holder="Amina Rahimi")
    hours.note_hours(
        actor=own, involvement=involvement, given=Given(today(), Decimal(3), "Koffie gezet")
    )
    documents.note_seen(
        actor=HOUSE,
        involvement=involvement,
        kind=DocumentKind.objects.get(code="criminal-record-2"),
        seen_on=today(),
    )
    reviewing.hold_review(
        actor=HOUSE, involvement=involvement, held_on=today(), agreed="Meer Frans", note="Moe"
    )
    return involvement


def _person(email: str = "amina@example.org") -> Contact:
    return make_person("Rahimi", "Amina", email=email)


def test_a_person_is_told_everything_that_is_known() -> None:
    person = _person()
    _full(person)
    told = str(export_involved(person.pk))
    for part in ("Amina Rahimi", IBAN, "Koffie gezet", "Meer Frans", "Moe", "20.00", "artikel 4"):
        assert part in told


def test_whoever_is_forgotten_leaves_figures_and_nothing_else() -> None:
    person = _person()
    involvement = _full(person)
    year = Period.year(today().year)
    before = [measures.get(f"volunteers.{name}").figure(year) for name in ("hours",)]
    assert erase_involved(person.pk) > 5
    told = str(export_involved(person.pk))
    for part in ("Amina", IBAN, "Koffie", "Frans", "artikel 4"):
        assert part not in told
    involvement.refresh_from_db()
    assert involvement.ended_on == today()
    assert [measures.get("volunteers.hours").figure(year)] == before
    assert Agreement.objects.complete().count() == 1
    assert not Claim.objects.exists()
    assert not SeenDocument.objects.exists()


def test_two_contacts_that_are_one_keep_one_account_and_one_present_document() -> None:
    keep, lose = _person(), _person("amina.r@example.net")
    _full(keep)
    theirs = make_involved(lose, task=make_task("events"))
    own = Actor.person(lose.pk)
    accounts.keep_account(actor=own, person_id=lose.pk, iban="NL91ABNA0417164300", holder="A")
    documents.note_seen(
        actor=HOUSE,
        involvement=theirs,
        kind=DocumentKind.objects.get(code="criminal-record-2"),
        seen_on=today() - timedelta(days=30),
    )
    merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk)
    assert Involvement.objects.filter(person=keep).count() == 2
    assert BankAccount.objects.get(person=keep).iban == "NL91ABNA0417164300"
    present = SeenDocument.objects.get(person=keep, replaced_at=None)
    assert present.seen_on == today()


def test_of_two_times_at_one_place_the_lost_contacts_ends_in_a_merge() -> None:
    keep, lose = _person(), _person("amina.r@example.net")
    ours, theirs = make_involved(keep), make_involved(lose)
    merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk)
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert ours.ended_on is None
    assert theirs.ended_on == today()
    assert theirs.person_id == keep.pk
    assert not Involvement.objects.to_part_with().exists()


def test_papers_of_who_left_long_ago_go_and_the_hours_stay() -> None:
    person = _person()
    involvement = _full(person)
    parting.part(actor=HOUSE, involvement=involvement, ended_on=today(), reason=LeaveReason.TIME)
    kind = retention_kinds.get("volunteers.left")
    assert not kind.due(timezone.now()).exists()
    later = timezone.now() + timedelta(days=1)
    (row,) = kind.due(later)
    assert str(person) in kind.line(row)
    kind.let_go(row.pk)
    kind.let_go(row.pk)
    assert not kind.due(later).exists()
    assert Agreement.objects.get().body == "–"
    assert not BankAccount.objects.exists()
    assert HourEntry.objects.count() == 1
    assert Thanks.objects.count() == 1


def test_the_history_tells_of_beginning_signing_and_leaving() -> None:
    person = _person()
    involvement = _full(person)
    parting.part(actor=HOUSE, involvement=involvement, ended_on=today(), reason=LeaveReason.TIME)
    source = timeline_sources.get("volunteers.guiding")
    assert len(list(source.entries(person.pk, HOUSE, 20, None))) == 3


def test_the_card_counts_what_waits_and_leads_to_it(desk: Client) -> None:
    make_texts()
    assert involved_inbox(HOUSE).is_empty
    involvement = make_flat("20.00", task=make_task("welcome"))
    own = Actor.person(involvement.person_id)
    claiming.claim(actor=own, involvement=involvement, wanted=Wanted(ClaimKind.FLAT, today()))
    reviewing.plan_review(actor=HOUSE, involvement=involvement, planned_on=today())
    left = make_involved(task=make_task("events"), began_on=today() - timedelta(days=5))
    Involvement.objects.filter(pk=left.pk).update(ended_on=today())
    found = involved_inbox(HOUSE)
    counts = (found.unsigned, found.documents, found.claims, found.reviews, found.to_part)
    assert counts == (1, 1, 1, 1, 1)
    for which in ("unsigned", "review", "to-part", "present", "left"):
        assert desk.get(f"/desk/volunteers/?which={which}").status_code == 200
    assert "to-part" in desk.get("/desk/").content.decode()
