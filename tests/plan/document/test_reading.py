"""What each key of a plan file comes to."""

from datetime import date
from decimal import Decimal

import pytest

from brug.plan.document import parse, to_yaml
from brug.plan.enums import Direction, IndicatorKind
from tests.plan.real_plan import real_plan

HEAD = "period: {first: 2026, last: 2030}\nobjectives:\n  SD1:\n    title: One\n    indicators:\n"


def one(keys: str):
    text = HEAD + f"      - {{id: A, what: trees planted, {keys}}}\n"
    document = parse(text.encode())
    assert parse(to_yaml(document).encode()) == document
    return document.indicators()[0]


@pytest.mark.parametrize(
    ("keys", "kind", "target", "unit"),
    [
        ("target: 100, every: year", IndicatorKind.YEARLY, 100, ""),
        ("target_eur: 50000, every: year", IndicatorKind.YEARLY, 50000, "eur"),
        ("target: 60000, by: 2030", IndicatorKind.BY_YEAR, 60000, ""),
        ("grow_by: 20, every: year", IndicatorKind.GROW_BY, 20, ""),
        ("grow_by_percent: 5, every: year", IndicatorKind.GROW_PERCENT, 5, ""),
        ("grow_by_percent: 10, by: 2030", IndicatorKind.GROW_PERCENT, 10, ""),
        ("target_percent: 100", IndicatorKind.PERCENT, 100, "percent"),
        ("direction: rising", IndicatorKind.TREND, None, ""),
        ("direction: present", IndicatorKind.PRESENT, None, ""),
        ("targets: {2026: 3}, unit: people", IndicatorKind.YEARLY, None, "people"),
    ],
)
def test_the_keys_tell_the_kind_of_promise(keys, kind, target, unit):
    indicator = one(keys)

    assert (indicator.kind, indicator.target, indicator.unit) == (kind, target, unit)
    assert indicator.line == 6


def test_a_falling_indicator_is_better_when_lower():
    assert one("target: 14, every: year, direction: falling").direction is Direction.FALLING
    assert one("target: 14, every: year").direction is Direction.RISING


def test_single_years_may_have_their_own_target():
    indicator = one("target: 100, every: year, targets: {2027: 110.50}")

    assert indicator.targets == {2027: Decimal("110.50")}


def test_filters_are_texts_by_name():
    indicator = one("target: 1, every: year, filters: {kind: gift, size: 5}")

    assert indicator.filters == {"kind": "gift", "size": "5"}


def test_a_target_is_divided_over_regions():
    assert one("target: 1, every: year").regions == "equal"
    assert one("target: 1, every: year, regions: none").regions == "none"
    assert one("target: 5, every: year, regions: {north: 3, south: 2}").regions == {
        "north": 3,
        "south": 2,
    }


def test_texts_come_plain_or_by_language():
    document = parse(
        HEAD.replace("One", "{nl: Een, fr: Un}").encode()
        + b"      - {id: A, what: {nl: bomen, en: trees}, direction: rising}\n"
    )

    title = document.objectives[0].title
    assert title.in_language("fr") == "Un"
    assert title.in_language("uk") == "Een"
    assert document.indicators()[0].what.in_language("uk") == "trees"
    assert document.indicators()[0].what.languages("nl") == {"nl": "bomen", "en": "trees"}


def test_a_comma_that_cut_a_sentence_is_mended_with_a_remark():
    document = parse(
        (
            HEAD + "      - {id: A, what: forums, assemblies, and moments, direction: rising}\n"
        ).encode()
    )

    assert document.indicators()[0].what.plain == "forums, assemblies, and moments"
    assert [remark.line for remark in document.remarks] == [6]
    assert parse(to_yaml(document).encode()).remarks == ()


def test_facts_keep_their_nature():
    document = parse(
        b"period: {first: 2026, last: 2030}\nobjectives: {}\n"
        b"history: {walk: {2024: {teams: 528}}, from: 2027-07-01, kind: works, on: true}\n"
    )

    assert document.history == {
        "walk": {"2024": {"teams": Decimal(528)}},
        "from": date(2027, 7, 1),
        "kind": "works",
        "on": True,
    }


def test_the_first_users_plan_is_read_as_it_is():
    document = real_plan()

    assert (document.first, document.last) == (2026, 2030)
    assert len(document.indicators()) == 37
    assert len(document.all_objectives()) == 10
    assert len(document.practices) == 15
    assert document.ambitions[2030]["sympathisers"] == 75000
    assert document.budget.printed_lines[0].amounts["operating"][2026] == Decimal("70880.53")
    assert document.indicators()[14].what.plain == (
        "attendance of general assemblies, member forums and network moments"
    )
    assert parse(to_yaml(document).encode()) == document
