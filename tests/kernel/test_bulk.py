"""Many rows at once are the rows that objects would be."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from brug.kernel.bulk import insert_rows
from brug.kernel.models import PostalCode, Practice
from brug.people.models import Campaign, Engagement
from tests.factories.people import make_municipality, make_person

pytestmark = pytest.mark.django_db


def test_values_come_back_as_they_went_in() -> None:
    person = make_person()
    moment = datetime(2026, 3, 29, 1, 30, 15, tzinfo=UTC)
    row = (person.pk, "gift", moment, Decimal("12.50"), None, "x:1")
    columns = ("person_id", "kind", "occurred_at", "amount", "region_id", "record")
    assert insert_rows(Engagement, columns, [row]) == 1
    line = Engagement.objects.get()
    assert (line.person, line.kind, line.occurred_at) == (person, "gift", moment)
    assert (line.amount, line.region, line.record) == (Decimal("12.50"), None, "x:1")


def test_lists_and_strange_texts_are_kept() -> None:
    names = ["Gent", 'Gand; "x"\t\\N\n', "ګنت"]
    town = make_municipality()
    columns = ("country", "code", "region_id", "places", "is_main")
    insert_rows(PostalCode, columns, [("BE", "9040", town.pk, names, True)])
    assert PostalCode.objects.get(code="9040").places == names


def test_more_rows_than_one_batch_all_arrive() -> None:
    rows = ((f"p{n}", f"Practice {n}", [], True) for n in range(6001))
    assert insert_rows(Practice, ("code", "name", "roles", "is_active"), rows) == 6001
    assert Practice.objects.count() == 6001


def test_a_broken_constraint_stops_all() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Campaign, ("code", "name", "cost"), [("a", "A", 0), ("a", "B", 0)])
    assert not Campaign.objects.exists()


def test_an_unknown_field_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        insert_rows(Campaign, ("title",), [("A",)])


def test_nothing_to_write_writes_nothing() -> None:
    assert insert_rows(Campaign, ("code", "name", "cost"), []) == 0
