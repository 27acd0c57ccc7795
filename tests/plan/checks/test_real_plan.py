"""The first user's plan: what is wrong with it is found, and nothing else."""

from collections import Counter
from decimal import Decimal

import pytest
from django.utils import translation

from brug.plan.checks import CheckContext, check_plan
from brug.plan.document import parse
from brug.plan.enums import Severity
from brug.plan.examples import example_bytes
from brug.plan.views.finding_lines import finding_lines
from tests.plan.real_plan import real_plan_bytes


@pytest.fixture(params=["shared", "example"])
def found(request):
    data = real_plan_bytes() if request.param == "shared" else example_bytes()
    phrases = {"sympathisers": "people.sympathisers"}
    return check_plan(CheckContext(parse(data), phrases=phrases))


def of(found, code):
    return {one.where: one for one in found if one.code == code}


def test_the_copied_block_is_found_with_the_likely_right_amounts(found):
    copies = of(found, "copied-block")

    assert set(copies) == {"SD1.OD3 personnel 2026", "SD1.OD3 operating 2026"}
    personnel = copies["SD1.OD3 personnel 2026"]
    assert (personnel.found, personnel.expected) == (Decimal("323027.53"), Decimal("101152.85"))
    operating = copies["SD1.OD3 operating 2026"]
    assert (operating.found, operating.expected) == (Decimal("70880.53"), Decimal("29155.63"))
    assert "29,155.63" in operating.message
    assert "SD1.OD1" in operating.message
    assert {one.severity for one in copies.values()} == {Severity.ERROR}


def test_the_coordinators_are_planned_for_more_than_there_are(found):
    over = of(found, "fte-over-capacity")

    assert set(over) == {"regional coordinators 2026"}
    (finding,) = over.values()
    assert (finding.found, finding.expected) == (Decimal("5.005"), 5)


def test_the_totals_are_explained_by_the_copy(found):
    totals = of(found, "total-differs")

    assert set(totals) == {"total personnel 2026", "total operating 2026"}
    assert {one.severity for one in totals.values()} == {Severity.NOTE}
    assert all("copied block of SD1.OD3 explains" in one.message for one in totals.values())


def test_nothing_else_is_found(found):
    counts = Counter(one.code for one in found)

    assert set(counts) == {
        "copied-block", "fte-over-capacity", "total-differs", "indicator-without-measure",
    }  # fmt: skip


def test_indicators_without_measure_are_named_but_not_those_counted_by_hand(found):
    without = of(found, "indicator-without-measure")

    assert "SD1.OD1.1" in without
    assert "SD2.OD1.7" not in without, "sympathisers are counted by people.sympathisers"
    assert "SD1.OD1.5" not in without, "measured by survey"
    assert "SD2.OD2.4" not in without, "present or not is told by hand"


def test_each_finding_names_its_line(found):
    assert all(one.line > 0 for one in found)


@pytest.mark.parametrize(
    ("language", "foreign", "own"),
    [
        ("nl", ("operating", "personnel", "total "), ("werking", "personeel", "totaal")),
        ("fr", ("operating",), ("fonctionnement", "personnel", "total ")),
    ],
)
def test_findings_call_amounts_as_the_reader_does(language, foreign, own):
    with translation.override(language):
        found = check_plan(CheckContext(parse(example_bytes())))
        told = " ".join(f"{one.where} {one.message}" for one in finding_lines(found))
    assert all(word in told for word in own)
    assert not any(word in told for word in foreign)
