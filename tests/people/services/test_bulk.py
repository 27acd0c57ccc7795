"""Many contacts, consents and engagements at once follow the rules of one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people import signals
from brug.people.enums import Channel, ConsentState, EngagementKind
from brug.people.models import Consent, ConsentEvent, Contact, Engagement, Purpose
from brug.people.services.consent import Proof
from brug.people.services.consent_bulk import KeptConsent, keep_many
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts_bulk import make_contacts
from brug.people.services.journal_bulk import Act, record_many
from brug.people.services.relations import Tie, relate_many
from tests.factories.kernel import make_user
from tests.factories.people import (
    HOUSE,
    days_ago,
    make_municipality,
    make_organisation,
    make_person,
)

pytestmark = pytest.mark.django_db


def test_contacts_come_with_all_their_addresses() -> None:
    town = make_municipality()
    new = NewContact(
        first_name="Zoë",
        last_name="Ångström",
        email="Zoe@Example.org",
        phone="0400 12 34 56",
        street="Kaai 1",
        postal_code="9000",
        city="Gent",
        languages=("ar", "nl", "ar"),
        external_id="old:1",
    )
    make_contacts(actor=HOUSE, contacts=[new])
    contact = Contact.objects.get()
    assert contact.sort_name == "angstrom zoe"
    assert contact.region == town
    assert contact.emails.get().address == "zoe@example.org"
    assert contact.phones.get().digits == "32400123456"
    assert contact.addresses.get().region == town
    assert sorted(contact.languages.values_list("language", flat=True)) == ["ar", "nl"]
    words = set(contact.words.values_list("word", flat=True))
    assert words == {"zoe", "angstrom", "zoe@example.org"}


def test_a_second_load_of_the_same_contacts_makes_none() -> None:
    rows = [NewContact(last_name=f"P{n}", external_id=f"old:{n}") for n in range(5)]
    first = make_contacts(actor=HOUSE, contacts=rows)
    second = make_contacts(actor=HOUSE, contacts=[*rows, rows[0]])
    assert len(set(first)) == 5
    assert second == [None] * 6


def test_one_impossible_contact_stops_the_whole_load() -> None:
    rows = [NewContact(last_name="A"), NewContact(last_name="B", email="no address")]
    with pytest.raises(ValidationError, match="e-mail"):
        make_contacts(actor=HOUSE, contacts=rows)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"first_name": "\u202e"},
        {"last_name": "A", "language": "xx"},
        {"last_name": "A", "birth_year": 1066},
    ],
)
def test_a_contact_needs_a_name_and_sense(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make_contacts(actor=HOUSE, contacts=[NewContact(**fields)])  # type: ignore[arg-type]


def test_visitors_load_nothing() -> None:
    for call in (
        lambda: make_contacts(actor=Actor.visitor(), contacts=[]),
        lambda: record_many(actor=Actor.visitor(), acts=[]),
        lambda: keep_many(actor=Actor.visitor(), consents=[]),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_many_acts_are_kept_with_region_amount_and_last_day() -> None:
    town = make_municipality()
    person = make_person(postal_code="9000")
    acts = [
        Act(person.pk, EngagementKind.GIFT, days_ago(30), amount=Decimal("12.50"), record="g:1"),
        Act(person.pk, EngagementKind.WALKED, days_ago(10), record="w:1"),
        Act(person.pk, EngagementKind.ASKED, days_ago(20)),
    ]
    assert record_many(actor=HOUSE, acts=acts) == 3
    assert record_many(actor=HOUSE, acts=acts[:2]) == 0
    person.refresh_from_db()
    assert person.last_engaged_on == timezone.localdate(days_ago(10))
    gift = Engagement.objects.get(kind="gift")
    assert (gift.region, gift.amount) == (town, Decimal("12.50"))


def test_an_act_told_twice_in_one_load_counts_once() -> None:
    person = make_person()
    twice = [Act(person.pk, EngagementKind.GIFT, days_ago(3), record="g:1")] * 2
    assert record_many(actor=HOUSE, acts=twice) == 1


@pytest.mark.parametrize(
    "moment",
    [timezone.now() + timedelta(days=2), datetime(2024, 5, 1)],  # noqa: DTZ001 - the point
)
def test_acts_of_the_future_or_without_zone_stop_the_load(moment: datetime) -> None:
    person = make_person()
    with pytest.raises(ValueError, match="engagement"):
        record_many(actor=HOUSE, acts=[Act(person.pk, EngagementKind.GIFT, moment)])


def test_acts_of_nobody_stop_the_load() -> None:
    with pytest.raises(Contact.DoesNotExist):
        record_many(actor=HOUSE, acts=[Act(10**9, EngagementKind.GIFT, days_ago(1))])
    assert not Engagement.objects.exists()


def test_many_consents_keep_each_step_with_wording_and_network() -> None:
    person, news = make_person(), Purpose.objects.get(code="news")
    asked, given = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    kept = KeptConsent(
        person.pk,
        news.pk,
        Channel.EMAIL,
        ((ConsentState.ASKED, asked), (ConsentState.GIVEN, given)),
        Proof("list at a gathering", "fr", "192.0.2.17"),
    )
    assert keep_many(actor=HOUSE, consents=[kept, kept]) == 1
    assert keep_many(actor=HOUSE, consents=[kept]) == 0
    consent = Consent.objects.get()
    assert (consent.state, consent.since) == ("given", given)
    events = ConsentEvent.objects.order_by("at")
    assert [event.state for event in events] == ["asked", "given"]
    assert {event.ip for event in events} == {"192.0.2.0/24"}
    assert {event.wording for event in events} == {news.wording["fr"]}


def test_a_load_is_told_once_and_only_when_it_stands(
    django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
) -> None:
    told: list[int] = []

    def hear(count: int, **_facts: object) -> None:
        told.append(count)

    signals.contacts_loaded.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            make_contacts(actor=HOUSE, contacts=[NewContact(last_name=f"P{n}") for n in range(3)])
            assert told == []
    finally:
        signals.contacts_loaded.disconnect(hear)
    assert told == [3]


@pytest.mark.parametrize("many", [make_contacts, keep_many, record_many, relate_many])
def test_who_is_bound_to_a_region_writes_no_many_at_once(many: Callable[..., object]) -> None:
    actor = Actor.of_user(make_user(Role.COORDINATOR))
    names = {make_contacts: "contacts", keep_many: "consents", record_many: "acts"}
    extra = {"kind": "leads", "ties": []} if many is relate_many else {names[many]: []}
    with pytest.raises(PermissionDenied):
        many(actor=actor, **extra)


def test_each_load_leaves_one_line_with_its_number() -> None:
    one, other, group = make_person(), make_person("Claes"), make_organisation()
    keys = (one.pk, other.pk)
    acts = [Act(key, EngagementKind.GIFT, days_ago(1), record=f"test:{key}") for key in keys]
    ties = [Tie(key, group.pk) for key in keys]
    news, given = Purpose.objects.get(code="news"), ((ConsentState.GIVEN, days_ago(1)),)
    consents = [KeptConsent(key, news.pk, Channel.EMAIL, given, Proof("list")) for key in keys]
    for _again in range(2):
        record_many(actor=HOUSE, acts=acts)
        relate_many(actor=HOUSE, kind="leads", ties=ties)
        keep_many(actor=HOUSE, consents=consents)
    trail = ModelLogEntry.objects.filter(object_id=str(one.pk))
    loads = trail.exclude(action="people.contacts_loaded").order_by("pk")
    assert [(entry.action, entry.data["note"]) for entry in loads] == [
        ("people.engagements_loaded", "2"),
        ("people.relations_loaded", "leads: 2"),
        ("people.consents_loaded", "2"),
    ]
