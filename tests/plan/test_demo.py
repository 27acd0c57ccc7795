"""The demo's plan is made by the services that people use, and looks alive."""

from datetime import UTC, date, datetime
from random import Random

import pytest
import time_machine

from brug.kernel.access.actor import Actor
from brug.kernel.regions.services import load_regions
from brug.kernel.registries.demo import DemoContext
from brug.plan import demo
from brug.plan.models import ActionItem, Indicator, Measurement, Review

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("demo")


@pytest.fixture
def _built() -> None:
    load_regions(actor=SYSTEM)
    demo.build(DemoContext(size="small", random=Random(1), actor=SYSTEM, say=lambda _line: None))


@pytest.mark.usefixtures("_built")
def test_the_demo_has_every_indicator_of_the_example_and_figures_for_most() -> None:
    assert Indicator.objects.standing().count() == 37
    measured = Measurement.objects.values("indicator").distinct().count()
    assert measured > 25
    titles = list(ActionItem.objects.values_list("title", flat=True))
    assert len(titles) == len(set(titles)) == 16


@pytest.mark.usefixtures("_built")
def test_no_figure_of_the_demo_passes_for_a_real_one() -> None:
    assert set(Measurement.objects.values_list("source", flat=True)) == {demo.SOURCE}
    assert "verzonnen" in demo.SOURCE


@pytest.mark.usefixtures("_built")
def test_past_quarters_are_reviewed() -> None:
    assert Review.objects.exists()


@pytest.mark.parametrize("day", [(2025, 6, 15), (2026, 1, 2), (2027, 2, 28), (2032, 11, 30)])
def test_the_demo_can_be_built_on_any_day(day: tuple[int, int, int]) -> None:
    with time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False):
        demo.build(DemoContext("small", Random(1), SYSTEM, lambda _line: None))

    assert Indicator.objects.standing().count() == 37
    assert not Measurement.objects.filter(measured_on__gt=date(*day)).exists()
