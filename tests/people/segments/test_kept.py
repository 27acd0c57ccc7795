"""The kept size of a segment is old as soon as anything of its conditions may have changed."""

from collections.abc import Callable

import pytest

from brug.people.enums import Channel
from brug.people.models import Contact
from brug.people.queries.watermarks import people_watermark
from brug.people.services import consent, target_groups
from brug.people.services.consent import Proof
from brug.people.services.contacts import change_contact
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_person

pytestmark = pytest.mark.django_db


def agree(person: Contact) -> None:
    proof = Proof(where="paper")
    consent.give(
        actor=HOUSE, person_id=person.pk, purpose="news", channel=Channel.EMAIL, proof=proof
    )


def volunteer(person: Contact) -> None:
    change_contact(actor=HOUSE, contact_id=person.pk, is_volunteer=True)


def group(person: Contact) -> None:
    made = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    target_groups.add_to_target_group(actor=HOUSE, group=made, contact_ids=[person.pk])


@pytest.mark.parametrize("change", [agree, volunteer, group, act, lambda _one: make_person("B")])
def test_whatever_may_change_a_segment_changes_its_watermark(
    change: Callable[[Contact], object],
) -> None:
    person = make_person("A")
    before = people_watermark()
    change(person)
    assert people_watermark() != before
