"""The demo's plan is made by the services that people use, and looks alive."""

from random import Random

import pytest

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
    assert ActionItem.objects.exists()


@pytest.mark.usefixtures("_built")
def test_no_figure_of_the_demo_passes_for_a_real_one() -> None:
    assert set(Measurement.objects.values_list("source", flat=True)) == {demo.SOURCE}
    assert "verzonnen" in demo.SOURCE


@pytest.mark.usefixtures("_built")
def test_past_quarters_are_reviewed() -> None:
    assert Review.objects.exists()
