"""Why somebody may be reached, or why not: one reason, one sentence, the same as the lists."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.periods import today
from brug.people import api
from brug.people.enums import AskKind, Channel
from brug.people.models import Contact, Purpose
from brug.people.queries.segments.reaching import reachable
from brug.people.queries.why_reach import Reaching
from brug.people.rules.reaching import Why
from brug.people.services import consent, privacy
from brug.people.services.consent import Proof, Word
from brug.people.services.mailboxes import add_email
from brug.people.services.pressure.asking import reserve_asks
from brug.people.services.pressure.rules import save_rule, set_quiet
from tests.factories.people import HOUSE, make_person

pytestmark = pytest.mark.django_db
PROOF = Proof(where="own-page", language="nl")


def say(person: Contact, verb: str, address: str = "", channel: Channel = Channel.EMAIL) -> None:
    getattr(consent, verb)(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=channel,
        address=address,
        proof=PROOF,
    )


def told(person: Contact, address: str = "", kind: AskKind | None = None) -> api.Reach:
    return api.why_may_reach(
        person_id=person.pk, purpose="news", channel=Channel.EMAIL, address=address, kind=kind
    )


def test_each_reason_has_a_sentence_of_its_own() -> None:
    person = make_person(email="jan@example.org")
    assert told(person).why is Why.NEVER_ASKED
    say(person, "ask")
    assert told(person).why is Why.WAITING
    say(person, "give")
    with translation.override("en"):
        assert told(person).may
        assert told(person).sentence.endswith("(On the own page).")
        assert str(timezone.localdate().year) in told(person).sentence
    person.emails.update(bounced_at=timezone.now())
    assert told(person).why is Why.BOUNCED
    person.emails.all().delete()
    assert told(person).why is Why.NO_ADDRESS
    say(person, "withdraw")
    assert told(person).why is Why.WITHDRAWN
    Purpose.objects.filter(code="news").update(is_active=False)
    assert told(person).why is Why.NOT_OFFERED
    privacy.erase_person(actor=HOUSE, person_id=person.pk, reason="test")
    assert told(person).why is Why.FORGOTTEN


def test_every_reason_can_be_told_without_proof() -> None:
    reach = api.Reach("News", Channel.EMAIL, "", Why.CONSENT)
    for why in Why:
        sentence = api.Reach(**{**reach.__dict__, "why": why}).sentence
        assert "%" not in sentence, why


def test_a_wish_for_quiet_and_a_full_rule_hold_back_for_now() -> None:
    person = make_person(email="jan@example.org")
    say(person, "give")
    assert told(person, kind=AskKind.MAILING).may
    rule = {"name": "Zeldzaam", "ceiling": 1, "days": 30, "weights": {"mailing": 1}}
    save_rule(actor=HOUSE, rule=None, starts_on=today(), **rule)  # type: ignore[arg-type]
    reserve_asks(
        actor=HOUSE, person_ids=[person.pk], kind=AskKind.MAILING, room="test", what="brief"
    )
    held = told(person, kind=AskKind.MAILING)
    assert (held.why, held.may, held.is_agreed) == (Why.PRESSURE, False, True)
    assert "Zeldzaam" in held.sentence
    set_quiet(actor=HOUSE, person_id=person.pk, until=today() + timedelta(days=9))
    assert told(person, kind=AskKind.MAILING).why is Why.QUIET
    assert told(person).may, "an answer is no ask"


def test_a_word_on_one_address_goes_before_the_whole() -> None:
    person = make_person(email="jan@example.org")
    add_email(actor=HOUSE, contact_id=person.pk, address="thuis@example.org")
    say(person, "give")
    say(person, "withdraw", "jan@example.org")
    assert not told(person, "jan@example.org").may
    assert told(person, "thuis@example.org").may
    assert told(person).address == "thuis@example.org"


def test_a_word_on_one_number_counts_in_lists_too() -> None:
    person = make_person(phone="0470 12 34 56")
    Purpose.objects.filter(code="news").update(channels=["email", "phone"])
    say(person, "give", channel=Channel.PHONE)
    assert Contact.objects.filter(reachable("news", Channel.PHONE)).exists()
    say(person, "withdraw", "0470 12 34 56", channel=Channel.PHONE)
    assert not Contact.objects.filter(reachable("news", Channel.PHONE)).exists()


ADDRESSES = ("", "a@example.org", "b@example.org")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(
        st.tuples(st.sampled_from(ADDRESSES), st.sampled_from(("ask", "give", "withdraw")))
    ),
    bounced=st.sets(st.sampled_from(ADDRESSES[1:])),
    is_active=st.booleans(),
)
def test_what_is_told_of_one_is_what_lists_choose(
    words: list[tuple[str, str]], bounced: set[str], is_active: bool
) -> None:
    person = make_person(email=ADDRESSES[1])
    add_email(actor=HOUSE, contact_id=person.pk, address=ADDRESSES[2])
    Purpose.objects.filter(code="news").update(is_active=True)
    for address, verb in words:
        say(person, verb, address)
    person.emails.filter(address__in=bounced).update(bounced_at=timezone.now())
    Purpose.objects.filter(code="news").update(is_active=is_active)
    chosen = Contact.objects.filter(reachable("news", Channel.EMAIL), pk=person.pk).exists()
    assert told(person).may == chosen
    for address in ADDRESSES[1:]:
        agreed = consent.may_reach(person, "news", Channel.EMAIL, address)
        assert told(person, address).may == (agreed and address not in bounced)
    Purpose.objects.filter(code="news").update(is_active=True)


def test_many_questions_take_no_more_queries(django_assert_max_num_queries) -> None:
    person = make_person(email="jan@example.org", phone="0470 12 34 56")
    purposes = list(Purpose.objects.all())
    with django_assert_max_num_queries(6):
        reaching = Reaching(person)
        for purpose in purposes:
            for channel in Channel:
                reaching.judge(purpose, channel)


def test_choosing_for_one_address_starts_from_what_was_said_of_all() -> None:
    person = make_person(email="jan@example.org")
    say(person, "give")
    word = Word("news", Channel.EMAIL, "jan@example.org")

    def choose(is_yes: bool) -> int:
        return consent.choose(actor=HOUSE, person_id=person.pk, answers={word: is_yes}, proof=PROOF)

    assert choose(True) == 0, "said already"
    assert choose(False) == 1
    assert not consent.may_reach(person, "news", Channel.EMAIL, "jan@example.org")
    assert choose(True) == 1
