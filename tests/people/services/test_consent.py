"""Consent: each change with its proof, each only once."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.access.roles import Role
from brug.people import signals
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, ConsentEvent, Purpose
from brug.people.services import consent
from brug.people.services.consent import Proof
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_person

pytestmark = pytest.mark.django_db
PROOF = Proof(where="paper at a fair", language="nl", ip="192.0.2.200")


def change(verb: str, person_id: int, actor: Actor = HOUSE, **more: object) -> Consent:
    """Ask, give or withdraw consent for news by mail."""
    arguments = {"purpose": "news", "channel": Channel.EMAIL, "proof": PROOF} | more
    return getattr(consent, verb)(actor=actor, person_id=person_id, **arguments)  # type: ignore[no-any-return]


def test_a_consent_keeps_where_when_wording_network_and_by_whom() -> None:
    person = make_person()
    change("give", person.pk)
    event = ConsentEvent.objects.get()
    news = Purpose.objects.get(code="news")
    assert (event.where, event.language) == ("paper at a fair", "nl")
    assert (event.wording, event.wording_version) == (news.wording["nl"], news.version)
    assert (event.ip, event.by) == ("192.0.2.0/24", "test")


def test_the_same_change_twice_is_one_change() -> None:
    person = make_person()
    first = change("give", person.pk)
    assert change("give", person.pk).since == first.since
    assert ConsentEvent.objects.count() == 1


def test_asking_again_does_not_take_back_what_was_given() -> None:
    person = make_person()
    change("give", person.pk)
    assert change("ask", person.pk).state == ConsentState.GIVEN


def test_a_later_wording_leaves_the_earlier_proof_alone() -> None:
    person = make_person()
    change("give", person.pk)
    Purpose.objects.filter(code="news").update(wording={"nl": "Anders."}, version=2)
    change("withdraw", person.pk)
    old, new = ConsentEvent.objects.order_by("pk")
    assert old.wording != new.wording == "Anders."
    assert (old.wording_version, new.wording_version) == (1, 2)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["ask", "give", "withdraw"]), min_size=1, max_size=8))
def test_the_present_state_is_that_of_the_newest_proof(verbs: list[str]) -> None:
    person = make_person()
    for verb in verbs:
        row = change(verb, person.pk)
    events = list(row.events.order_by("pk").values_list("state", flat=True))
    assert row.state == events[-1]
    assert all(one != next_one for one, next_one in pairwise(events))
    reachable = consent.may_reach(person, "news", Channel.EMAIL)
    assert reachable == (row.state == ConsentState.GIVEN)


def test_a_word_about_one_address_goes_before_the_word_about_the_person() -> None:
    person = make_person()
    change("give", person.pk)
    change("withdraw", person.pk, address="old@example.org")
    assert consent.may_reach(person, "news", Channel.EMAIL, "new@example.org")
    assert not consent.may_reach(person, "news", Channel.EMAIL, "old@example.org")


def test_a_purpose_is_not_given_through_a_channel_it_does_not_use() -> None:
    with pytest.raises(ValidationError):
        change("give", make_person().pk, channel=Channel.SMS)
    assert not Consent.objects.exists()


def test_a_no_is_kept_even_where_there_was_no_yes() -> None:
    assert change("withdraw", make_person().pk).state == ConsentState.WITHDRAWN


def test_everything_can_be_withdrawn_at_once() -> None:
    person = make_person()
    change("give", person.pk)
    change("give", person.pk, purpose="appeals", channel=Channel.PHONE)
    assert consent.withdraw_all(actor=HOUSE, person_id=person.pk, proof=PROOF) == 2
    assert not Consent.objects.exclude(state=ConsentState.WITHDRAWN).exists()


def test_nobody_consents_for_another() -> None:
    person, other = make_person(), make_person("Claes")
    for actor in (Actor.visitor(), Actor.person(other.pk)):
        with pytest.raises(PermissionDenied):
            change("give", person.pk, actor=actor)
    assert change("give", person.pk, actor=Actor.person(person.pk)).state == ConsentState.GIVEN


def test_a_coordinator_notes_consent_in_the_own_region_only() -> None:
    make_municipality("9000", "Gent", "OVL")
    make_municipality("3600", "Genk", "LIM")
    here, there = make_person(postal_code="9000"), make_person("B", postal_code="3600")
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=make_region("OVL")))
    assert change("give", here.pk, actor=actor)
    with pytest.raises(PermissionDenied):
        change("give", there.pk, actor=actor)


def test_a_change_is_told_once_it_is_committed(
    django_capture_on_commit_callbacks,  # type: ignore[no-untyped-def]
) -> None:
    told: list[dict[str, object]] = []

    def hear(**facts: object) -> None:
        facts.pop("signal")
        facts.pop("sender")
        told.append(facts)

    person = make_person()
    signals.consent_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            change("give", person.pk)
    finally:
        signals.consent_changed.disconnect(hear)
    assert told == [
        {"person_id": person.pk, "purpose": "news", "channel": "email", "state": "given"}
    ]
