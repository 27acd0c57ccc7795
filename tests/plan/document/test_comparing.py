"""What differs between two plans is told place by place."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from brug.plan.document import PlanDocument, parse
from brug.plan.document.compare import Difference, compare
from brug.plan.examples import example_bytes
from tests.plan.strategies import documents


def example(old: str = "", new: str = "") -> PlanDocument:
    text = example_bytes().decode()
    assert old in text
    return parse(text.replace(old, new, 1).encode() if old else text.encode())


def test_changed_target_is_told_with_its_indicator() -> None:
    changed = example("grow_by: 20", "grow_by: 25")
    assert compare(example(), changed) == [Difference("SD1.OD1.4 · grow_by", "20", "25")]


def test_cents_are_told_as_they_stand_in_the_file() -> None:
    changed = example("323027.53", "323027.54")
    [found] = compare(example(), changed)
    assert (found.place, found.before, found.after) == (
        "budget · lines · SD1.OD1 · personnel · 2026",
        "323027.53",
        "323027.54",
    )


def test_text_in_one_language_is_told_by_itself() -> None:
    [found] = compare(example(), example("Durven kiezen", "Kiezen"))
    assert found.place == "choices · 8 · nl"


def test_removed_indicator_is_told_as_gone() -> None:
    before = example()
    first = before.objectives[0]
    inner = replace(first.operational[0], indicators=first.operational[0].indicators[1:])
    shorter = replace(
        before,
        objectives=(
            replace(first, operational=(inner, *first.operational[1:])),
            *before.objectives[1:],
        ),
    )
    found = compare(before, shorter)
    assert found
    assert {one.kind for one in found} == {"removed"}
    assert all(one.place.startswith("SD1.OD1.1 · ") for one in found)


def test_indicator_that_moved_within_its_objective_is_the_same() -> None:
    before = example()
    first = before.objectives[0]
    turned = replace(
        first.operational[0], indicators=tuple(reversed(first.operational[0].indicators))
    )
    moved = replace(
        before,
        objectives=(
            replace(first, operational=(turned, *first.operational[1:])),
            *before.objectives[1:],
        ),
    )
    assert compare(before, moved) == []


def test_first_plan_is_new_everywhere() -> None:
    assert {one.kind for one in compare(None, example())} == {"added"}


@given(documents())
def test_plan_does_not_differ_from_itself(document: PlanDocument) -> None:
    assert compare(document, document) == []


@given(documents(), documents())
def test_differences_turn_round(one: PlanDocument, other: PlanDocument) -> None:
    there = {(d.place, d.before, d.after) for d in compare(one, other)}
    back = {(d.place, d.after, d.before) for d in compare(other, one)}
    assert there == back


def test_decimal_growth_is_compared_as_written() -> None:
    rules = example().budget
    assert rules is not None
    assert rules.rules.personnel_growth == Decimal("0.03")
