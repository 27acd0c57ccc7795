"""Consent: each change with its proof, each only once."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people import signals
from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, ConsentEvent, Contact, Purpose
from brug.people.queries.segments.reaching import reachable
from brug.people.services import consent
from brug.people.services.consent import Proof, Word
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
    # Only a no is noted each time it is said.
    no = ConsentState.WITHDRAWN
    assert all(one != next_one or one == no for one, next_one in pairwise(events))
    reachable = consent.may_reach(person, "news", Channel.EMAIL)
    assert reachable == (row.state == ConsentState.GIVEN)


def test_a_word_about_one_address_goes_before_the_word_about_the_person() -> None:
    person = make_person()
    change("give", person.pk)
    change("withdraw", person.pk, address="old@example.org")
    assert consent.may_reach(person, "news", Channel.EMAIL, "new@example.org")
    assert not consent.may_reach(person, "news", Channel.EMAIL, "old@example.org")


def test_a_no_of_the_person_is_a_no_for_each_of_their_addresses() -> None:
    person = make_person()
    change("give", person.pk, address="work@example.org")
    change("give", person.pk)
    change("withdraw", person.pk)
    assert not consent.may_reach(person, "news", Channel.EMAIL, "work@example.org")
    assert set(Consent.objects.values_list("state", flat=True)) == {ConsentState.WITHDRAWN}
    assert ConsentEvent.objects.filter(state=ConsentState.WITHDRAWN).count() == 2


def test_no_visitor_turns_a_no_into_a_question() -> None:
    person = make_person()
    change("withdraw", person.pk)
    said = change("ask", person.pk, actor=Actor.visitor())
    assert said.state == ConsentState.WITHDRAWN
    assert ConsentEvent.objects.count() == 1


@pytest.mark.parametrize("fields", [{"is_active": False}, {"channels": [Channel.POST]}])
def test_nobody_is_reached_for_what_is_no_longer_asked(fields: dict[str, object]) -> None:
    person = make_person(email="jan@example.org")
    change("give", person.pk)
    reached = Contact.objects.filter(reachable("news", Channel.EMAIL))
    assert list(reached) == [person]
    Purpose.objects.filter(code="news").update(**fields)
    assert not consent.may_reach(person, "news", Channel.EMAIL)
    assert not Contact.objects.filter(reachable("news", Channel.EMAIL)).exists()
    assert change("withdraw", person.pk).state == ConsentState.WITHDRAWN


def test_answers_are_kept_together_or_not_at_all() -> None:
    person = make_person()
    yes, never = Word("news", Channel.EMAIL), Word("news", Channel.SMS)
    Purpose.objects.filter(code="news").update(channels=[Channel.EMAIL])
    with pytest.raises(ValidationError):
        consent.choose(
            actor=HOUSE, person_id=person.pk, answers={yes: True, never: True}, proof=PROOF
        )
    assert not Consent.objects.exists()
    answers = {yes: True, never: False}
    assert consent.choose(actor=HOUSE, person_id=person.pk, answers=answers, proof=PROOF) == 1
    assert consent.choose(actor=HOUSE, person_id=person.pk, answers=answers, proof=PROOF) == 0
    assert Consent.objects.get().state == ConsentState.GIVEN


def test_what_waits_for_a_click_is_given_or_withdrawn_by_an_answer() -> None:
    for is_yes, state in ((True, ConsentState.GIVEN), (False, ConsentState.WITHDRAWN)):
        person = make_person()
        change("ask", person.pk)
        answers = {Word("news", Channel.EMAIL): is_yes}
        consent.choose(actor=HOUSE, person_id=person.pk, answers=answers, proof=PROOF)
        assert Consent.objects.get(person=person).state == state


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
