"""Periods are half-open; working days know the holidays of the country."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.periods import Period, add_months, is_working_day, working_days

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))


def test_a_year_holds_its_first_day_and_not_the_next_new_year() -> None:
    year = Period.year(2026)
    assert date(2026, 1, 1) in year
    assert date(2027, 1, 1) not in year
    assert year.days == 365


def test_the_end_of_a_period_in_winter_time_is_an_hour_before_midnight_utc() -> None:
    first, after = Period.year(2026).instants()
    assert first == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert after == datetime(2026, 12, 31, 23, tzinfo=UTC)


def test_the_day_on_which_summer_time_starts_has_23_hours() -> None:
    first, after = Period(date(2026, 3, 29), date(2026, 3, 30)).instants()
    assert (after - first).total_seconds() == 23 * 3600


def test_a_turned_round_period_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


@given(st.integers(1990, 2099))
def test_quarters_tile_the_year(year: int) -> None:
    quarters = [Period.quarter(year, number) for number in (1, 2, 3, 4)]
    assert quarters[0].start == Period.year(year).start
    assert quarters[3].end == Period.year(year).end
    assert all(a.end == b.start for a, b in pairwise(quarters))


@given(days)
def test_twelve_months_that_end_today_hold_today_and_start_a_day_after_last_year(day: date) -> None:
    window = Period.months_until(day, 12)
    assert day in window
    assert window.days in (365, 366)


@given(days, st.integers(-60, 60))
def test_adding_months_lands_in_the_right_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(days, days)
def test_the_part_until_a_day_never_leaves_the_period(start: date, day: date) -> None:
    period = Period(start, add_months(start, 3))
    part = period.until(day)
    assert part.start == period.start
    assert period.start <= part.end <= period.end


def test_national_day_and_weekends_are_not_worked() -> None:
    assert not is_working_day(date(2026, 7, 21))
    assert not is_working_day(date(2026, 11, 21))
    assert is_working_day(date(2026, 11, 23))


def test_a_week_with_armistice_day_has_four_working_days() -> None:
    week = Period(date(2026, 11, 9), date(2026, 11, 16))
    assert len(list(working_days(week))) == 4
