"""Whatever two contacts hold: merging and undoing it leaves the database as it was."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.people.enums import Channel, ConsentState, EngagementKind
from brug.people.models import Consent, Contact
from brug.people.rules.merging import CHOOSABLE, Side
from brug.people.services import consent, notes, relations, target_groups
from brug.people.services.addresses import add_email
from brug.people.services.merging import merge_contacts, undo_merge
from tests.factories.people import HOUSE, act, make_municipality, make_organisation, make_person
from tests.people.services.merging_world import PROOF, snapshot

pytestmark = pytest.mark.django_db

NAMES = st.sampled_from(["", "Jan", "Mohammad", "محمد", "Олександр"])
MAILS = st.sets(st.sampled_from(["a@example.org", "b@example.org", "c@example.org"]), max_size=3)
WORDS = st.lists(
    st.tuples(
        st.sampled_from(["news", "actions"]),
        st.sampled_from(list(ConsentState)),
        st.sampled_from(["", "a@example.org"]),
    ),
    max_size=5,
)


@dataclass(frozen=True)
class Somebody:
    """What a contact holds."""

    first_name: str
    mails: frozenset[str]
    phone: str
    postal_code: str
    languages: tuple[str, ...]
    birth_year: int | None
    words: list[tuple[str, ConsentState, str]]
    acts: int
    ties: list[str]
    groups: set[str]


SOMEBODY = st.builds(
    Somebody,
    NAMES,
    MAILS.map(frozenset),
    st.sampled_from(["", "0470 12 34 56", "+32 470 12 34 56", "011 22 33 44"]),
    st.sampled_from(["", "3500", "9000"]),
    st.sets(st.sampled_from(["fa", "nl", "uk"])).map(lambda some: tuple(sorted(some))),
    st.sampled_from([None, 1970, 1990]),
    WORDS,
    st.integers(0, 2),
    st.lists(st.sampled_from(["works-for", "leads"]), unique=True),
    st.sets(st.sampled_from(["press", "all"])),
)


def make(told: Somebody) -> Contact:
    contact = make_person(
        "Karimi",
        told.first_name,
        phone=told.phone,
        postal_code=told.postal_code,
        languages=told.languages,
        birth_year=told.birth_year,
    )
    for mail in sorted(told.mails):
        add_email(actor=HOUSE, contact_id=contact.pk, address=mail)
    for purpose, state, address in told.words:
        change = {"asked": consent.ask, "given": consent.give, "withdrawn": consent.withdraw}[state]
        change(
            actor=HOUSE,
            person_id=contact.pk,
            purpose=purpose,
            channel=Channel.EMAIL,
            proof=PROOF,
            address=address,
        )
    for day in range(told.acts):
        act(contact, EngagementKind.ATTENDED, days=day + 1)
        notes.write_note(actor=HOUSE, contact_id=contact.pk, text=f"{day}")
    for code in sorted(told.groups):
        group = target_groups.make_target_group(
            actor=HOUSE, code=code, card=target_groups.GroupCard(code)
        )
        group.contacts.add(contact)
    return contact


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    SOMEBODY,
    SOMEBODY,
    st.dictionaries(st.sampled_from(CHOOSABLE), st.sampled_from(list(Side))),
    st.booleans(),
)
def test_merging_and_undoing_changes_nothing(
    one: Somebody, other: Somebody, choices: dict[str, Side], are_tied: bool
) -> None:
    with transaction.atomic():
        make_municipality("3500", "Hasselt", "LIM")
        make_municipality("9000", "Gent", "OVL")
        keep, lose = make(one), make(other)
        group = make_organisation()
        for contact, told in ((keep, one), (lose, other)):
            for kind in told.ties:
                tie = relations.Tie(contact.pk, group.pk)
                relations.relate(actor=HOUSE, kind=kind, tie=tie)
        if are_tied:
            relations.relate(actor=HOUSE, kind="leads", tie=relations.Tie(keep.pk, lose.pk))
        before = snapshot()
        merge = merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk, choices=choices)
        _nothing_is_lost(keep, one, other)
        undo_merge(actor=HOUSE, merge_id=merge.pk)
        assert snapshot() == before
        transaction.set_rollback(True)


def _nothing_is_lost(keep: Contact, one: Somebody, other: Somebody) -> None:
    assert {row.address for row in keep.emails.all()} == one.mails | other.mails
    assert {row.language for row in keep.languages.all()} == {*one.languages, *other.languages}
    assert keep.engagements.count() == one.acts + other.acts
    assert {group.code for group in keep.target_groups.all()} == one.groups | other.groups
    assert not keep.relations.filter(target=keep).exists()
    assert keep.emails.filter(is_primary=True).count() == min(keep.emails.count(), 1)
    for told in (one, other):
        last = {(purpose, address): state for purpose, state, address in told.words}
        for (purpose, address), state in last.items():
            now = Consent.objects.get(person=keep, purpose__code=purpose, address=address)
            proof = [event.state for event in now.events.all()]
            stays = {"given", "withdrawn"} & set(proof)  # asking takes neither back
            assert state in proof or (state == "asked" and stays)
