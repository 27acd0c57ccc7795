"""Each check finds what was put wrong, and is silent where nothing is."""

from decimal import Decimal

import pytest

from brug.plan.enums import Severity
from tests.plan.checks.plans import EXAMPLE, MENDED, findings, mutated

D = Decimal
OD4 = "SD1.OD4: {fte: {2026: 0.60, 2027: 0.65}, personnel: {2026: 55782.23, 2027: 61372.60}"
OD5 = "SD1.OD5: {fte: {2026: 0.50, 2027: 0.55}, personnel: {2026: 44424.53, 2027: 49674.18}"


def test_a_plan_that_was_mended_is_clean():
    assert findings(MENDED) == []


# copied-block


def test_an_amount_that_is_copied_elsewhere_is_found():
    text = mutated("operating_indexed: {2026: 2705.78}", "operating_indexed: {2026: 12264.89}")

    copied = findings(text, "copied-block")

    assert [(one.where, one.expected) for one in copied] == [
        ("SD1.OD5 operating 2026", D("2705.78"))
    ]


def test_round_amounts_are_not_taken_for_copies():
    text = mutated("operating_indexed: {2026: 2705.78}", "operating_indexed: {2026: 5000.00}")
    text = mutated("operating_indexed: {2026: 12264.89}", "operating_indexed: {2026: 5000}", text)

    assert findings(text, "copied-block") == []


def test_equal_staff_may_cost_the_same():
    text = mutated(OD5, OD4.replace("SD1.OD4", "SD1.OD5"))

    assert findings(text, "copied-block") == []


def test_without_printed_total_no_right_value_is_made_up():
    text = mutated(
        "total_2026: {operating: 256771.33, personnel: 974278.82,", "total_2026: {", EXAMPLE
    )

    copied = findings(text, "copied-block")

    assert [one.expected for one in copied] == [None, None]


def test_two_copies_of_one_block_leave_no_single_right_value():
    text = mutated("personnel: {2026: 101152.85}", "personnel: {2026: 323027.53}")
    text = mutated("personnel: {2026: 208354.77}", "personnel: {2026: 323027.53}", text)

    copied = findings(text, "copied-block")

    assert {one.where for one in copied} == {"SD1.OD3 personnel 2026", "SD2.OD1 personnel 2026"}
    assert {one.expected for one in copied} == {None}


def test_a_copied_staff_table_is_found():
    own = "regional coordinators: 0.1, art. 60: 1, communication: 0.3}"
    others = "regional coordinators: 1, art. 60: 0.2, communication: 0.15}"

    copied = findings(mutated(own, others), "copied-block")

    assert [one.where for one in copied] == ["SD2.OD3 FTE 2026"]


# total-differs


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (
            "operating: 256771.33",
            "operating: 256781.33",
            {"total operating 2026", "total all 2026"},
        ),
        (
            "personnel: 974278.82",
            "personnel: 974278.92",
            {"total personnel 2026", "total all 2026"},
        ),
        ("overhead: 339132.60", "overhead: 339132.40", {"total overhead 2026", "total all 2026"}),
        ("all: 1570182.75", "all: 1570182.77", {"total all 2026"}),
    ],
)
def test_a_total_that_differs_is_an_error(old, new, where):
    found = findings(mutated(old, new))

    assert {one.where for one in found} == where
    assert {one.severity for one in found} == {Severity.ERROR}


def test_a_total_may_differ_one_cent():
    assert findings(mutated("all: 1570182.75", "all: 1570182.76")) == []


def test_a_total_is_not_judged_while_a_line_is_missing():
    lacking = mutated(", operating: {2026: 41033.53}", "")

    assert findings(lacking) == []


def test_lines_above_the_total_are_told_though_a_line_is_missing():
    text = mutated(", operating: {2026: 41033.53}", "")
    text = mutated(
        "operating_indexed: {2026: 28790.69}", "operating_indexed: {2026: 98790.69}", text
    )

    assert [one.where for one in findings(text)] == ["total operating 2026"]


# fte-over-capacity and fte-differs


def test_a_function_that_is_planned_too_often_is_found():
    text = mutated("regional coordinators: 5.005}", "regional coordinators: 5.005, data: 0.2}")

    (over,) = findings(text)

    assert (over.code, over.where) == ("fte-over-capacity", "data 2026")
    assert (over.found, over.expected) == (D("0.25"), D("0.2"))


def test_an_objective_whose_functions_add_up_to_something_else_is_found():
    (differs,) = findings(mutated("project developer: 0.3", "project developer: 0.4"))

    assert (differs.code, differs.where) == ("fte-differs", "SD1.OD4 FTE 2026")
    assert (differs.found, differs.expected) == (D("0.60"), D("0.70"))


def test_rounding_of_fte_is_no_difference():
    assert findings(mutated("project developer: 0.3,", "project developer: 0.305,")) == []


def test_more_seconded_staff_than_staff_is_found():
    found = findings(mutated("of_which_seconded: 0.2,", "of_which_seconded: 2,"), "fte-differs")

    assert {one.where for one in found} == {"SD2.OD2 FTE 2026", "SD2.OD2 FTE 2027"}


# target-contradicts-ambition


def test_a_target_below_the_ambition_is_found():
    text = mutated("target: 75000\n            by: 2030", "target: 70000\n            by: 2030")

    (finding,) = findings(text)

    assert (finding.code, finding.where) == ("target-contradicts-ambition", "SD2.OD1.7")
    assert (finding.found, finding.expected) == (70000, 75000)


def test_a_growth_that_does_not_reach_the_ambition_is_found():
    by_year = "baseline: {2024: 57000}\n            target: 75000\n            by: 2030"
    slow = "baseline: {2024: 57000}\n            grow_by_percent: 3\n            every: year"
    quick = "baseline: {2024: 57000}\n            grow_by_percent: 5\n            every: year"

    (finding,) = findings(mutated(by_year, slow))

    assert finding.code == "target-contradicts-ambition"
    assert finding.found == 68061
    assert findings(mutated(by_year, quick)) == []


def test_a_growth_without_baseline_starts_from_the_history():
    by_year = "target: 60000\n            by: 2030\n            ambition: social_followers"
    slow = "grow_by: 500\n            every: year\n            ambition: social_followers"

    (finding,) = findings(mutated(by_year, slow))

    assert (finding.found, finding.expected) == (52232 + 6 * 500, 60000)


def test_yearly_numbers_are_summed_for_an_ambition_over_the_period():
    text = mutated("target: 100\n            every: year", "target: 90\n            every: year")

    (finding,) = findings(text)

    assert (finding.where, finding.found, finding.expected) == ("SD1.OD1.1", 450, 500)


def test_an_income_that_does_not_grow_to_the_ambition_is_found():
    (finding,) = findings(mutated("own_income_growth: 0.065", "own_income_growth: 0.02"))

    assert finding.where == "income own_fundraising 2030"
    assert finding.expected == 2750000
    assert 2_400_000 < finding.found < 2_450_000


def test_a_part_of_a_fact_is_not_taken_for_the_fact():
    """'sympathisers who act online' are not the sympathisers of the ambition."""
    text = mutated("            ambition: sympathisers\n", "")

    assert findings(text) == []


# two-figures-one-fact


def test_the_same_promise_with_two_numbers_is_found():
    text = mutated(
        "en: regional actions on World Refugee Day}", "en: local actions on World Refugee Day}"
    )

    (finding,) = findings(text)

    assert (finding.code, finding.where) == ("two-figures-one-fact", "SD2.OD2.3")


def test_a_baseline_that_differs_from_the_history_is_found():
    text = mutated(
        "  social_followers: {2024: 52232}",
        "  social_followers: {2024: 52232}\n  sympathisers: {2024: 55000}",
    )

    (finding,) = findings(text)

    assert (finding.where, finding.found, finding.expected) == (
        "SD2.OD1.7 baseline 2024", 57000, 55000,
    )  # fmt: skip


def test_a_line_and_its_printed_amount_must_agree():
    printed = "SD1.OD4: {personnel: {2026: 55728.23}, operating: {2026: 12264.89}}"
    text = mutated("  printed_as_is:\n", f"  printed_as_is:\n    {printed}\n")

    (finding,) = findings(text)

    assert (finding.where, finding.found, finding.expected) == (
        "SD1.OD4 personnel 2026", D("55728.23"), D("55782.23"),
    )  # fmt: skip


def test_personnel_that_does_not_follow_the_growth_rule_is_found():
    (finding,) = findings(mutated("2027: 61372.60", "2027: 63172.60"))

    assert (finding.code, finding.where) == ("two-figures-one-fact", "SD1.OD4 personnel 2027")
    assert abs(finding.expected - D("61372.60")) < D("0.05")


# indicator-without-measure


def test_a_bound_indicator_is_no_finding():
    code = "indicator-without-measure"
    before = {one.where for one in findings(MENDED, code)}

    after = {one.where for one in findings(MENDED, code, bound={"SD1.OD1.1"})}

    assert before - after == {"SD1.OD1.1"}


def test_a_measure_called_exactly_alike_counts_as_bound():
    code = "indicator-without-measure"
    phrases = {"tours of refugee route": "gatherings.tours"}

    assert "SD2.OD1.2" not in {one.where for one in findings(MENDED, code, phrases=phrases)}
    assert "SD2.OD1.2" in {
        one.where for one in findings(MENDED, code, phrases={"tours": "gatherings.tours"})
    }


def test_a_plan_without_money_has_only_its_indicators_checked():
    text = MENDED[: MENDED.index("budget:")]

    assert findings(text) == []


def test_the_gravest_findings_come_first():
    order = [one.severity for one in findings(EXAMPLE)]

    assert order == sorted(order, key=list(Severity).index)
