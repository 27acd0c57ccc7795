"""Which spans of days an indicator's year needs, and no others."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.periods import Period
from brug.kernel.registries.measures import Nature
from brug.plan.enums import IndicatorKind
from brug.plan.rules.promise import Promise
from brug.plan.rules.windows import Need, month_ends, need_of, windows_for

FLOW, WINDOW, LEVEL = Nature.FLOW, Nature.WINDOW, Nature.LEVEL
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def span(first, last_day):
    return Period(first, date.fromordinal(last_day.toordinal() + 1))


def test_a_flow_runs_from_new_year_and_looks_at_three_years_before():
    windows = windows_for(FLOW, 12, 2026, date(2026, 9, 30))

    assert windows.actual == span(date(2026, 1, 1), date(2026, 9, 30))
    assert windows.until_day == {
        year: span(date(year, 1, 1), date(year, 9, 30)) for year in (2025, 2024, 2023)
    }
    assert windows.whole == {year: Period.year(year) for year in (2025, 2024, 2023)}


def test_a_year_that_is_over_needs_itself_only():
    windows = windows_for(FLOW, 12, 2025, date(2026, 9, 30))

    assert windows.all() == [Period.year(2025)]


def test_a_year_to_come_needs_nothing():
    assert windows_for(FLOW, 12, 2027, date(2026, 9, 30)).all() == []
    assert windows_for(WINDOW, 12, 2027, date(2026, 9, 30)).all() == []


def test_a_window_looks_back_twelve_months_now_and_a_year_ago():
    windows = windows_for(WINDOW, 12, 2026, date(2026, 9, 30), Need(frozenset({2024})))

    assert windows.actual == span(date(2025, 10, 1), date(2026, 9, 30))
    assert windows.a_year_ago == span(date(2024, 10, 1), date(2025, 9, 30))
    assert windows.whole == {2024: Period.year(2024)}


def test_a_level_is_taken_on_its_day():
    windows = windows_for(LEVEL, 0, 2026, date(2026, 9, 30))

    assert windows.actual == span(date(2026, 9, 30), date(2026, 9, 30))


def test_leap_days_have_a_last_of_february_before_them():
    windows = windows_for(FLOW, 12, 2028, date(2028, 2, 29))

    assert windows.until_day[2027] == span(date(2027, 1, 1), date(2027, 2, 28))
    assert windows_for(WINDOW, 12, 2028, date(2028, 2, 29)).a_year_ago.last_day == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("promise", "known"),
    [
        (Promise(IndicatorKind.YEARLY, 2026, Decimal(5)), set()),
        (Promise(IndicatorKind.TREND, 2026), {2027, 2026, 2025}),
        (Promise(IndicatorKind.GROW_BY, 2026, Decimal(5)), {2027, 2025}),
        (Promise(IndicatorKind.GROW_BY, 2026, Decimal(5), baseline={2024: Decimal(1)}), {2024}),
        (Promise(IndicatorKind.BY_YEAR, 2026, Decimal(5), by=2030), {2027, 2025}),
    ],
)
def test_only_promises_that_build_on_earlier_years_ask_for_them(promise, known):
    assert need_of(promise, 2028).known == known


@given(nature=st.sampled_from(Nature), year=st.integers(2026, 2030), day=days)
def test_no_span_reaches_beyond_the_day(nature, year, day):
    for period in windows_for(nature, 12, year, day).all():
        assert period.last_day <= day
        assert period.days > 0


@given(year=st.integers(2024, 2030), day=days)
def test_month_ends_rise_up_to_the_day(year, day):
    ends = month_ends(year, day)

    assert ends == sorted(set(ends))
    assert len(ends) <= 13
    assert all(end <= day and end.year == year for end in ends)
    if day.year > year:
        assert len(ends) == 12
