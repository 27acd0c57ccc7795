"""Which year and day can be asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.plan.rules.asking import asked

SPAN = range(2026, 2031)
TODAY = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("year", "day", "rules"),
    [
        ("", "", []),
        ("2026", "2026-09-30", []),
        ("2030", "", []),
        ("2025", "", ["no_year"]),
        ("2031", "", ["no_year"]),
        ("x", "", ["no_year"]),
        ("٢٠٢٦", "", ["no_year"]),
        ("", "2026-13-45", ["no_day"]),
        ("", "soon", ["no_day"]),
        ("", "2026-10-01", ["day_to_come"]),
        ("", "9999-12-31", ["day_to_come"]),
        ("", "2025-12-31", ["day_before"]),
        ("1800", "2090-01-01", ["no_year", "day_to_come"]),
    ],
)
def test_what_cannot_be_is_named(year: str, day: str, rules: list[str]) -> None:
    assert [one.rule for one in asked(SPAN, TODAY, year=year, day=day).faults] == rules


def test_a_plan_that_has_not_begun_is_looked_at_from_today() -> None:
    early = date(2025, 11, 1)
    assert asked(SPAN, early, day="2025-11-01").day == early
    assert asked(SPAN, early, day="2025-10-31").faults[0].rule == "day_before"


@given(year=st.text(max_size=6), day=st.text(max_size=12) | st.dates().map(date.isoformat))
def test_what_is_asked_for_is_given_or_faulted_and_never_lies_ahead(year: str, day: str) -> None:
    found = asked(SPAN, TODAY, year=year, day=day)
    assert (found.year is None) == (not year or any(f.rule == "no_year" for f in found.faults))
    assert found.year is None or found.year in SPAN
    assert found.day is None or date(2026, 1, 1) <= found.day <= TODAY
    assert bool(found.day) == (bool(day) and all(f.rule == "no_year" for f in found.faults))
