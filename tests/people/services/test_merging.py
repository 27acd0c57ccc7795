"""Two contacts become one with all that hangs on them, and two again."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.roles import Role
from brug.people import api
from brug.people.enums import Channel, ConsentState, EngagementKind
from brug.people.models import Consent, Contact, ContactAlias, DuplicatePair, Merge, Relation
from brug.people.queries.merging import carried, side_by_side
from brug.people.rules.merging import Side
from brug.people.services import consent, contacts, notes, privacy
from brug.people.services.aliases import present_public_id
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts_bulk import make_contacts
from brug.people.services.merging import merge_contacts, undo_merge
from brug.people.services.unsubscribing import unsubscribe, unsubscribe_url
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, act, make_municipality, make_person
from tests.people.services.merging_world import (
    PROOF,
    give,
    groups_of,
    snapshot,
    twins,
    withdraw,
)

pytestmark = pytest.mark.django_db


def merge(keep: Contact, lose: Contact, **choices: Side) -> Merge:
    made = merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk, choices=choices)
    keep.refresh_from_db()
    return made


def state(contact: Contact, purpose: str, address: str = "") -> str:
    return Consent.objects.get(person=contact, purpose__code=purpose, address=address).state


def test_all_that_was_known_of_either_is_known_of_the_one() -> None:
    keep, lose = twins()
    merge(keep, lose, email=Side.LOSE)
    assert not Contact.objects.filter(pk=lose.pk).exists()
    assert {row.address for row in keep.emails.all()} == {"mo@example.org", "mk@example.org"}
    assert [row.address for row in keep.emails.filter(is_primary=True)] == ["mk@example.org"]
    assert [row.digits for row in keep.phones.all()] == ["32470123456"]
    assert {row.language for row in keep.languages.all()} == {"fa", "nl", "ps"}
    assert (keep.birth_year, keep.is_volunteer) == (1990, True)
    assert groups_of(keep) == {"press", "all"}
    assert keep.engagements.count() == keep.notes.count() == 2
    assert OutgoingMail.objects.filter(person_id=keep.pk).exists()
    assert str(keep.region) == "Hasselt"


def test_relations_come_along_without_doubles_or_ties_to_oneself() -> None:
    keep, lose = twins()
    merge(keep, lose)
    ties = Relation.objects.values_list("kind__code", "subject_id")
    assert sorted(ties) == [("volunteers-in", keep.pk), ("works-for", keep.pk)]


def test_of_two_relations_that_are_one_the_longer_stays() -> None:
    keep, lose = twins()
    Relation.objects.filter(subject=keep, kind__code="volunteers-in").update(ends_on="2026-01-01")
    merge(keep, lose)
    assert Relation.objects.get(subject=keep, kind__code="volunteers-in").ends_on is None


def test_a_no_stands_and_all_proof_is_kept() -> None:
    keep, lose = twins()
    merge(keep, lose)
    assert (state(keep, "news"), state(keep, "actions")) == ("withdrawn", "given")
    events = Consent.objects.get(person=keep, purpose__code="news").events
    assert sorted(event.state for event in events.all()) == ["given", "withdrawn"]
    assert not api.may_reach(person_id=keep.pk, purpose="news", channel=Channel.EMAIL)


def test_a_yes_with_proof_after_the_no_stands() -> None:
    keep, lose = make_person(), make_person()
    withdraw(lose, "news")
    give(keep, "news")
    merge(keep, lose)
    assert state(keep, "news") == ConsentState.GIVEN


def test_a_no_to_everything_ends_an_older_yes_for_one_address() -> None:
    keep, lose = make_person(email="a@example.org"), make_person()
    give(keep, "news", "a@example.org")
    withdraw(lose, "news")
    merge(keep, lose)
    assert state(keep, "news", "a@example.org") == ConsentState.WITHDRAWN


def test_whoever_chooses_a_value_gets_it() -> None:
    keep, lose = twins()
    merge(keep, lose, first_name=Side.LOSE, email=Side.KEEP, birth_year=Side.KEEP)
    assert (keep.first_name, keep.birth_year, keep.sort_name) == (
        "Muhammed",
        None,
        "karimi muhammed",
    )
    assert [row.address for row in keep.emails.filter(is_primary=True)] == ["mo@example.org"]


def mains(contact: Contact) -> list[str]:
    rows = (contact.emails, contact.phones, contact.addresses)
    return [str(row) for kind in rows for row in kind.filter(is_primary=True)]


def test_by_what_somebody_is_reached_stays_where_nobody_was_asked() -> None:
    keep, lose = twins()
    before, region = mains(keep), keep.region
    made = merge(keep, lose)
    assert (mains(keep), keep.region) == (before, region)
    undo_merge(actor=HOUSE, merge_id=made.pk)
    assert mains(keep) == before


def test_what_only_the_lost_one_is_reached_by_becomes_the_main_one() -> None:
    keep, lose = make_person(), make_person(email="a@example.org", phone="0470 12 34 56")
    merge(keep, lose)
    assert [str(row) for row in keep.emails.filter(is_primary=True)] == ["a@example.org"]
    assert keep.phones.filter(is_primary=True).count() == 1


@pytest.mark.parametrize("part", [{"extra": "bus 3"}, {"country": "NL"}])
def test_addresses_that_differ_in_box_or_country_are_asked_about(part: dict[str, str]) -> None:
    keep, lose = (
        make_person(street="Dorpstraat 1", postal_code="3500", city="Hasselt") for _ in "ab"
    )
    lose.addresses.update(**part)
    line = {line.field: line for line in side_by_side(keep, lose)}["address"]
    assert line.differs
    assert next(iter(part.values())) in line.lose
    merge(keep, lose, address=Side.LOSE)
    name, value = next(iter(part.items()))
    assert keep.addresses.filter(is_primary=True).values_list(name, flat=True).get() == value


def test_the_preview_shows_both_and_what_comes_along(english: None) -> None:
    keep, lose = twins()
    lines = {line.field: line for line in side_by_side(keep, lose)}
    assert (lines["email"].lose, lines["email"].suggested) == ("mk@example.org", Side.LOSE)
    assert lines["birth_year"].suggested == Side.LOSE
    assert lines["last_name"].suggested == Side.KEEP
    assert not lines["last_name"].differs
    assert dict(carried(lose))["Notes"] == 1
    assert dict(carried(lose))["Target groups"] == 2


# ---- Keys that lead on ----


def test_old_keys_lead_to_the_kept_contact() -> None:
    keep, lose = twins()
    url = unsubscribe_url(person_id=lose.pk, purpose="actions", language="nl")
    merge(keep, lose)
    assert api.person(lose.pk).id == keep.pk
    assert present_public_id(lose.public_id) == keep.public_id
    assert present_public_id(uuid4()) is None
    unsubscribe(token=url.rstrip("/").rpartition("/")[2], proof=PROOF)
    assert state(keep, "actions") == ConsentState.WITHDRAWN
    line = act(lose, EngagementKind.GIFT)
    assert line.person_id == keep.pk


def test_an_import_finds_the_kept_contact_by_the_lost_ones_key() -> None:
    keep, lose = twins()
    merge(keep, lose)
    again = NewContact(last_name="Karimi", external_id="civi-2")
    assert make_contacts(actor=HOUSE, contacts=[again]) == [None]


def test_keys_lead_on_through_several_merges() -> None:
    one, two, three = make_person("A"), make_person("B"), make_person("C")
    merge(two, one)
    merge(three, two)
    assert api.person(one.pk).id == three.pk
    assert ContactAlias.objects.filter(contact=three).count() == 2


# ---- Undo ----


def test_undoing_brings_back_the_very_same_state() -> None:
    keep, lose = twins()
    before = snapshot()
    made = merge(keep, lose, first_name=Side.LOSE)
    assert snapshot() != before
    back = undo_merge(actor=HOUSE, merge_id=made.pk)
    assert back.public_id == lose.public_id
    assert snapshot() == before
    made.refresh_from_db()
    assert made.ledger is None


def test_what_came_since_stays_with_the_kept_contact() -> None:
    keep, lose = twins()
    made = merge(keep, lose)
    notes.write_note(actor=HOUSE, contact_id=keep.pk, text="Verhuisd.")
    act(keep, EngagementKind.GIFT)
    undo_merge(actor=HOUSE, merge_id=made.pk)
    assert (keep.notes.count(), lose.notes.count()) == (2, 1)
    assert keep.engagements.count() == 2


def test_what_was_removed_since_stays_away() -> None:
    keep, lose = twins()
    made = merge(keep, lose)
    note = keep.notes.latest("pk")
    notes.remove_note(actor=HOUSE, note=note)
    undo_merge(actor=HOUSE, merge_id=made.pk)
    assert keep.notes.standing().count() + lose.notes.standing().count() == 1


def test_a_value_that_was_changed_since_forbids_undoing_and_is_named(english: None) -> None:
    keep, lose = twins()
    made = merge(keep, lose, first_name=Side.LOSE)
    contacts.change_contact(actor=HOUSE, contact_id=keep.pk, first_name="Mo")
    before = snapshot()
    with pytest.raises(ValidationError, match="first name"):
        undo_merge(actor=HOUSE, merge_id=made.pk)
    assert snapshot() == before


def test_a_merge_is_undone_once(english: None) -> None:
    keep, lose = twins()
    made = merge(keep, lose)
    undo_merge(actor=HOUSE, merge_id=made.pk)
    with pytest.raises(ValidationError, match="undone already"):
        undo_merge(actor=HOUSE, merge_id=made.pk)


def test_later_merges_are_undone_first(english: None) -> None:
    one, two, three = make_person("A"), make_person("B"), make_person("C")
    before = snapshot()
    first, second = merge(two, one), merge(three, two)
    with pytest.raises(ValidationError, match="Undo that merge first"):
        undo_merge(actor=HOUSE, merge_id=first.pk)
    undo_merge(actor=HOUSE, merge_id=second.pk)
    undo_merge(actor=HOUSE, merge_id=first.pk)
    assert snapshot() == before


# ---- Trail, privacy, rights ----


def test_both_acts_stand_in_the_trail_and_the_lost_ones_history_comes_along() -> None:
    keep, lose = twins()
    made = merge(keep, lose)
    assert not ModelLogEntry.objects.for_instance(lose).exists()
    undo_merge(actor=HOUSE, merge_id=made.pk)
    lost = [entry.action for entry in ModelLogEntry.objects.for_instance(lose)]
    kept = [entry.action for entry in ModelLogEntry.objects.for_instance(keep)]
    assert "people.merge_undone" in lost
    assert {"people.contacts_merged", "people.merge_undone"} <= set(kept)
    assert "people.consent_changed" in lost


def test_forgetting_a_merged_person_forgets_what_would_undo_it() -> None:
    keep, lose = twins()
    merge(keep, lose)
    privacy.erase_person(actor=HOUSE, person_id=keep.pk, reason="asked")
    assert not Merge.objects.exists()
    # A bare key stays, by which a restored backup is told whom to forget.
    assert set(ContactAlias.objects.values_list("external_id", flat=True)) <= {None}
    assert "Muhammed" not in str(snapshot())


def test_a_pair_that_was_merged_goes_and_decisions_come_along() -> None:
    keep, lose = twins()
    third = make_person("Rahimi")
    DuplicatePair.objects.create(
        first=lose, second=third, score=0.7, state="not_same", decided_at=timezone.now()
    )
    made = merge(keep, lose)
    (left,) = DuplicatePair.objects.all()
    assert ({left.first_id, left.second_id}, left.state) == ({keep.pk, third.pk}, "not_same")
    assert made.score == 0.98


def test_nobody_merges_what_they_do_not_see() -> None:
    make_municipality("3500", "Hasselt", make_region().code)
    make_municipality("9000", "Gent", "OVL")
    near, near_too = make_person(postal_code="3500"), make_person(postal_code="3500")
    far = make_person(postal_code="9000")
    coordinator = Actor.of_user(make_user(Role.COORDINATOR, region=make_region()))
    for keep, lose in ((near, far), (far, near)):
        with pytest.raises(PermissionDenied):
            merge_contacts(actor=coordinator, keep_id=keep.pk, lose_id=lose.pk)
    made = merge_contacts(actor=coordinator, keep_id=near.pk, lose_id=near_too.pk)
    undo_merge(actor=coordinator, merge_id=made.pk)
    for role in (Role.DIRECTOR, Role.STAFF_OFFICE):
        with pytest.raises(PermissionDenied):
            merge_contacts(
                actor=Actor.of_user(make_user(role)), keep_id=near.pk, lose_id=near_too.pk
            )


def test_what_cannot_be_is_refused() -> None:
    keep, lose = make_person(), make_person()
    with pytest.raises(ValidationError):
        merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=keep.pk)
    with pytest.raises(ValidationError):
        merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk + 999)
    with pytest.raises(ValidationError):
        merge(keep, lose, sort_name=Side.KEEP)
    privacy.erase_person(actor=HOUSE, person_id=lose.pk, reason="asked")
    with pytest.raises(ValidationError):
        merge(keep, lose)


def test_a_word_that_the_merge_joined_and_the_person_changed_since_forbids_undoing() -> None:
    keep, lose = twins()
    made = merge(keep, lose)
    consent.withdraw_all(actor=HOUSE, person_id=keep.pk, proof=PROOF)
    give(keep, "news")
    with pytest.raises(ValidationError):
        undo_merge(actor=HOUSE, merge_id=made.pk)
