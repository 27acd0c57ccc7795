"""Importing: wholly or not at all, by code, and nothing that people entered is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice
from brug.plan.document import PlanFileError, parse
from brug.plan.enums import Origin
from brug.plan.examples import example_bytes
from brug.plan.models import Binding, Indicator, Objective, Plan, PlanVersion
from brug.plan.services import Entry, bind, export_plan, import_plan, measure, unbind
from tests.plan.real_plan import real_plan_bytes
from tests.plan.world import make_regions

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
SMALL = b"""
period: {first: 2026, last: 2030}
roles: [connecting]
core_practices: {Long Table: [connecting]}
objectives:
  SD1:
    title: {nl: Een, fr: Un, en: One}
    operational:
      OD1:
        title: First
        indicators:
          - {id: SD1.OD1.1, what: sympathisers, target: 10, by: 2030, baseline: {2024: 5}}
          - {id: SD1.OD1.2, what: trees, target: 100, every: year, targets: {2027: 110.50}}
"""


def load(data=SMALL, **more):
    return import_plan(actor=SYSTEM, data=data, file_name="plan.yaml", **more)


def rows():
    models = (Plan, PlanVersion, Objective, Indicator, Binding, Practice)
    return {model.__name__: model.objects.count() for model in models}


def test_a_first_import_makes_everything():
    result = load()

    assert result.is_new
    assert rows() == {
        "Plan": 1, "PlanVersion": 1, "Objective": 2, "Indicator": 2, "Binding": 1, "Practice": 1,
    }  # fmt: skip
    plan = Plan.objects.current()
    assert (plan.slug, plan.first, plan.last) == ("2026-2030", 2026, 2030)
    one = plan.objectives.get(code="SD1.OD1")
    assert (one.parent.code, one.title_en, one.title_nl) == ("SD1", "First", "")
    assert one.parent.title_in("fr") == "Un"
    trees = plan.indicators.get(code="SD1.OD1.2")
    assert trees.promise().targets == {2027: Decimal("110.50")}


def test_the_same_file_again_changes_nothing():
    load()
    before = (rows(), ModelLogEntry.objects.count())

    result = load()

    assert not result.is_new
    assert (rows(), ModelLogEntry.objects.count()) == before


def test_a_changed_file_is_a_new_version_and_matches_by_code():
    load()
    trees = Indicator.objects.get(code="SD1.OD1.2")

    result = load(SMALL.replace(b"target: 100", b"target: 120"))

    assert (result.version.number, str(result.changes)) == (2, "0 made, 1 changed, 0 retired")
    trees.refresh_from_db()
    assert trees.target == 120
    assert PlanVersion.objects.count() == 2


def test_what_vanished_is_retired_with_all_that_people_entered():
    load()
    trees = Indicator.objects.get(code="SD1.OD1.2")
    entry = Entry(value=Decimal(7), measured_on=date(2026, 3, 31), source="counted")
    measurement = measure(actor=SYSTEM, indicator=trees, entry=entry)
    without = b"\n".join(line for line in SMALL.splitlines() if b"SD1.OD1.2" not in line)

    result = load(without)

    assert result.changes.retired == 1
    trees.refresh_from_db()
    assert trees.retired_at is not None
    assert trees.measurements.get() == measurement
    load(SMALL + b"# back again\n")
    trees.refresh_from_db()
    assert trees.retired_at is None


def test_a_vanished_objective_is_retired():
    load()
    other = SMALL.replace(b"      OD1:", b"      OD2:").replace(b"SD1.OD1.", b"SD1.OD2.")

    load(other)

    assert Objective.objects.standing().filter(code="SD1.OD2").exists()
    assert not Objective.objects.standing().filter(code="SD1.OD1").exists()


def test_a_name_that_is_exactly_a_measures_is_bound_as_a_suggestion():
    load()

    binding = Binding.objects.get()
    assert (binding.indicator.code, binding.measure) == ("SD1.OD1.1", "people.sympathisers")
    assert binding.origin == Origin.SUGGESTED


def test_a_name_that_only_resembles_is_not_bound():
    load(SMALL.replace(b"what: sympathisers", b"what: sympathisers of ours"))

    assert not Binding.objects.exists()


def test_a_measure_in_the_file_goes_before_a_suggestion():
    named = SMALL.replace(b"what: trees,", b"what: trees, measure: people.donors,")

    load(named)

    binding = Binding.objects.get(indicator__code="SD1.OD1.2")
    assert (binding.measure, binding.origin) == ("people.donors", Origin.FILE)
    load(SMALL)
    assert not Binding.objects.filter(indicator__code="SD1.OD1.2").exists()


def test_what_the_desk_bound_survives_every_import():
    load()
    trees = Indicator.objects.get(code="SD1.OD1.2")
    bind(actor=SYSTEM, indicator=trees, measure="people.donors")
    unbind(actor=SYSTEM, indicator=Indicator.objects.get(code="SD1.OD1.1"))

    load(SMALL.replace(b"what: trees,", b"what: trees, measure: people.sympathisers,"))

    assert trees.binding.measure == "people.donors"
    assert Binding.objects.get(indicator__code="SD1.OD1.1").measure == ""


def test_a_dry_run_leaves_no_trace():
    before = rows()

    result = load(is_dry_run=True)

    assert result.changes.made == 5
    assert rows() == before
    assert not ModelLogEntry.objects.exists()


def test_a_refused_file_leaves_no_trace():
    load()
    before = rows()

    with pytest.raises(PlanFileError):
        load(SMALL.replace(b"target: 100", b"target: many"))

    assert rows() == before


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"what: trees,", b"what: trees, measure: people.simpathisers,", "did you mean"),
        (
            b"what: trees,",
            b"what: trees, measure: people.donors, filters: {colour: red},",
            "has no filter “colour”",
        ),
        (
            b"what: trees,",
            b"what: trees, measure: people.donors, filters: {kinds: dancing},",
            "dancing",
        ),
        (b"[connecting]}", b"[conecting]}", "unknown role"),
    ],
)
def test_what_the_house_does_not_know_is_refused_with_its_line(old, new, reason):
    with pytest.raises(PlanFileError) as caught:
        load(SMALL.replace(old, new))

    assert reason in str(caught.value)
    assert all(problem.line > 1 for problem in caught.value.problems)


def test_another_period_is_another_plan_and_becomes_the_current_one():
    load()

    load(SMALL.replace(b"2026, last: 2030", b"2031, last: 2035").replace(
        b"by: 2030", b"by: 2035").replace(b"2027: 110.50", b"2032: 110.50"))  # fmt: skip

    assert Plan.objects.count() == 2
    assert Plan.objects.current().slug == "2031-2035"


def test_the_history_of_the_file_stands_in_for_a_baseline():
    load(SMALL + b"history: {trees: {2023: 80, 2024: 90}}\n")

    assert Indicator.objects.get(code="SD1.OD1.2").baseline == {"2024": "90"}


def test_who_may_not_change_the_plan_may_not_import():
    with pytest.raises(PermissionDenied):
        import_plan(actor=Actor.visitor(), data=SMALL, file_name="plan.yaml")


def test_the_audit_trail_tells_who_imported_what():
    load()

    entry = ModelLogEntry.objects.get(action="plan.plan_imported")
    assert entry.data["actor"] == "tests"
    assert "version 1" in entry.data["note"]


@pytest.mark.parametrize("which", ["example", "shared"])
def test_the_first_users_plan_is_imported_and_exported_whole(which):
    data = example_bytes() if which == "example" else real_plan_bytes()

    load(data)

    plan = Plan.objects.current()
    assert plan.indicators.count() == 37
    assert plan.objectives.count() == 10
    assert Practice.objects.filter(is_active=True).count() == 15
    sympathisers = plan.indicators.get(code="SD2.OD1.7")
    assert sympathisers.binding.measure == "people.sympathisers"
    exported = export_plan(actor=SYSTEM, plan=plan)
    assert parse(exported.encode()) == parse(data)


def test_an_export_carries_what_the_desk_bound():
    load()
    plan = Plan.objects.current()
    bind(
        actor=SYSTEM,
        indicator=plan.indicators.get(code="SD1.OD1.2"),
        measure="people.donors",
        filters={"kinds": "gift"},
    )

    exported = parse(export_plan(actor=SYSTEM, plan=plan).encode())

    trees = exported.indicators()[1]
    assert (trees.measure, trees.filters) == ("people.donors", {"kinds": "gift"})


def test_the_plans_regions_are_those_of_the_house():
    text = SMALL + b"regions: [north]\n"
    assert load(text).plan.region_codes == ["north"], "no regions are loaded yet"
    make_regions("north", "south")

    assert [one.code for one in Plan.objects.current().working_regions()] == ["north"]
    with pytest.raises(PlanFileError, match="unknown working regions: nort ") as caught:
        load(SMALL + b"regions: [nort]\n")
    assert caught.value.problems[0].line == len(SMALL.splitlines()) + 1
