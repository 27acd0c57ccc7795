"""What migrations do to the records of a house that runs already."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps

from brug.plan.models import Objective, Review
from tests.plan.measures import registered
from tests.plan.world import make_plan

pytestmark = pytest.mark.django_db
out_of_reach = import_module("brug.plan.migrations.0002_out_of_reach")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (date(2026, 7, 1), "out_of_reach"),
        (date(2026, 12, 31), "out_of_reach"),
        (date(2027, 1, 2), "missed"),
    ],
)
def test_what_was_called_missed_while_its_year_ran_is_out_of_reach(written, told):
    with registered():
        make_plan("what: trees, target: 100, every: year")
    moment = datetime(written.year, written.month, written.day, 12, tzinfo=UTC)
    place = {"objective": Objective.objects.get(code="SD1.OD1"), "year": 2026}
    for quarter, judgement in ((1, "met"), (2, "missed")):
        Review.objects.create(
            **place, quarter=quarter, judgement=judgement, text="Dry.", written_at=moment
        )

    out_of_reach._tell_of_running_years(apps, None)
    assert list(Review.objects.order_by("quarter").values_list("judgement", flat=True)) == [
        "met", told,
    ]  # fmt: skip

    out_of_reach._tell_of_no_year(apps, None)
    assert Review.objects.get(quarter=2).judgement == "missed"
