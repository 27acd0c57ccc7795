"""Merging while others write: one wins, nothing is lost. PostgreSQL: SQLite has one writer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.utils import timezone

from brug.people.enums import EngagementKind
from brug.people.models import Contact, Engagement, Merge
from brug.people.services.addresses import add_email
from brug.people.services.intake import Arrival, arrive
from brug.people.services.journal import record_engagement
from brug.people.services.merging import merge_contacts
from tests.factories.people import HOUSE, make_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time"),
]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do things in threads that start together; return results, refusals as themselves."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except ValidationError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def merging(keep: Contact, lose: Contact) -> Callable[[], Merge]:
    return lambda: merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk)


def test_two_merges_of_the_same_contacts_make_one() -> None:
    for _turn in range(5):
        one, two = make_person("A"), make_person("B")
        told = at_once(merging(one, two), merging(two, one))
        assert sorted(type(each).__name__ for each in told) == ["Merge", "ValidationError"]
        assert Contact.objects.filter(pk__in=[one.pk, two.pk]).count() == 1


def test_a_contact_that_is_merged_into_two_goes_into_one_of_them() -> None:
    for _turn in range(5):
        one, two, three = make_person("A"), make_person("B"), make_person("C")
        told = at_once(merging(one, two), merging(three, two), merging(three, one))
        assert any(isinstance(each, Merge) for each in told)
        left = Contact.objects.filter(pk__in=[one.pk, two.pk, three.pk]).count()
        assert left == 3 - sum(isinstance(each, Merge) for each in told)


def test_whoever_comes_in_during_a_merge_is_not_lost() -> None:
    for turn in range(8):
        mail = f"p{turn}@example.org"
        one = make_person("Karimi", "Mo")
        two = make_person("Karimi", "Mo", email=mail, email_confirmed_at=timezone.now())

        def come(mail: str = mail) -> None:
            with transaction.atomic():
                arrived = arrive(
                    actor=HOUSE, arrival=Arrival(mail, first_name="Mo", last_name="Karimi")
                )
                record_engagement(
                    actor=HOUSE, person_id=arrived.contact.pk, kind=EngagementKind.ASKED
                )

        told = at_once(merging(one, two), come)
        assert isinstance(told[0], Merge)
        (line,) = Engagement.objects.filter(person=one)
        assert line.kind == EngagementKind.ASKED
        assert Contact.objects.filter(emails__address=mail).count() == 1
        Engagement.objects.all().delete()


def test_an_act_noted_under_the_lost_key_reaches_the_kept_contact() -> None:
    for turn in range(8):
        one, two = make_person("A"), make_person("B")

        def note(key: int = two.pk, record: str = f"x.y:{turn}") -> None:
            record_engagement(actor=HOUSE, person_id=key, kind=EngagementKind.GIFT, record=record)

        at_once(merging(one, two), note)
        assert one.engagements.count() == 1


def test_a_change_during_a_merge_is_kept_or_refused() -> None:
    for turn in range(5):
        one, two = make_person("A"), make_person("B")

        def write(key: int = two.pk, mail: str = f"new{turn}@example.org") -> bool:
            try:
                add_email(actor=HOUSE, contact_id=key, address=mail)
            except Contact.DoesNotExist:
                return False
            return True

        _merge, written = at_once(merging(one, two), write)
        assert one.emails.count() == int(written)
