"""Data quality: each doubt finds the contact that it is about, and nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, Contact, DuplicatePair, EmailAddress, Purpose
from brug.people.models.merging import PairState
from brug.people.queries.doubts import DOUBTS
from tests.factories.people import act, make_municipality, make_person
from tests.people.desk.conftest import body

PAGE = "/desk/quality/"


def count_of(client: Client, name: str) -> int:
    cache.clear()
    lines = [line for _label, lines in client.get(PAGE).context["groups"] for line in lines]
    [found] = [line.count for line in lines if line.check.name == f"people.{name}"]
    return int(found)


def _age(contact: Contact) -> None:
    Contact.objects.filter(pk=contact.pk).update(
        created_at=timezone.now() - timedelta(days=4 * 365)
    )


def _ask(contact: Contact) -> None:
    Consent.objects.create(
        person=contact,
        purpose=Purpose.objects.get(code="news"),
        channel=Channel.EMAIL,
        state=ConsentState.ASKED,
        since=timezone.now() - timedelta(days=31),
    )


def _change(**values: object) -> Callable[[Contact], object]:
    return lambda contact: Contact.objects.filter(pk=contact.pk).update(**values)


# For each doubt, how a contact that is right in all ways comes to be in it.
WRONGED: dict[str, Callable[[Contact], object]] = {
    "unreachable": lambda contact: (
        contact.emails.all().delete(),
        contact.addresses.all().delete(),
    ),
    "nameless": _change(last_name=""),
    "placeless": _change(region=None),
    "silent": _age,
    "unanswered": _ask,
    "bounced": lambda contact: contact.emails.update(bounced_at=timezone.now()),
    "shared": lambda contact: EmailAddress.objects.create(
        contact=make_person("Peeters", "Piet", email="piet@example.org", postal_code="9000"),
        address=contact.emails.get().address,
        is_primary=False,
    ),
    "shouted": _change(last_name="MÜLLERS"),
    "year": _change(birth_year=1815),
}


@pytest.fixture
def right(near: Contact) -> Contact:
    return near


def test_every_doubt_is_tried() -> None:
    assert set(WRONGED) == set(DOUBTS)


@pytest.mark.parametrize("name", list(DOUBTS))
def test_a_doubt_finds_who_is_wrong_and_leads_to_them(
    admin: Client, right: Contact, name: str
) -> None:
    assert count_of(admin, name) == 0
    WRONGED[name](right)
    expected = 2 if name == "shared" else 1
    assert count_of(admin, name) == expected
    listed = admin.get(f"/desk/people/?doubt={name}").context["object_list"]
    assert len(listed) == expected
    assert right.pk in {contact.pk for contact in listed}


def test_who_is_old_but_did_something_lately_is_not_silent(admin: Client, right: Contact) -> None:
    _age(right)
    act(right, days=10)
    assert count_of(admin, "silent") == 0


def test_open_pairs_count_until_somebody_decides(
    admin: Client, near: Contact, far: Contact
) -> None:
    first, second = sorted((near, far), key=lambda one: one.pk)
    pair = DuplicatePair.objects.create(first=first, second=second, score=0.9)
    assert count_of(admin, "duplicates") == 1
    DuplicatePair.objects.filter(pk=pair.pk).update(state=PairState.NOT_SAME)
    assert count_of(admin, "duplicates") == 0


def test_a_coordinator_counts_their_own_region(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    for contact in (near, far):
        WRONGED["year"](contact)
    assert count_of(coordinator, "year") == 1


def test_the_page_says_what_to_do_and_goes_out_as_a_file(admin: Client, near: Contact) -> None:
    assert "Add the postal code" in body(admin.get(PAGE))
    given = b"".join(admin.get(f"{PAGE}?export=csv").streaming_content).decode()
    assert "impossible year" in given


def test_it_counts_again_only_after_a_while(admin: Client, near: Contact) -> None:
    make_municipality("9000", "Gent", "OVL")
    assert count_of(admin, "year") == 0
    WRONGED["year"](near)
    lines = [line for _label, lines in admin.get(PAGE).context["groups"] for line in lines]
    assert [line.count for line in lines if line.check.name == "people.year"] == [0]
