"""By when somebody is answered: a month, never on a day off, two more at most."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.periods import add_months, is_working_day
from brug.people.rules.rights import due_on, may_extend

DAYS = st.dates(date(2018, 5, 25), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("received", "extra", "due"),
    [
        (date(2026, 3, 2), 0, date(2026, 4, 2)),
        (date(2026, 1, 31), 0, date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 8, 31), 0, date(2026, 9, 30)),  # September has no 31st
        (date(2026, 4, 1), 0, date(2026, 5, 4)),  # 1 May is a holiday, then a weekend
        (date(2026, 11, 25), 0, date(2026, 12, 28)),  # Christmas, then a weekend
        (date(2026, 3, 2), 1, date(2026, 5, 4)),
        (date(2026, 3, 2), 2, date(2026, 6, 2)),
    ],
)
def test_known_days(received: date, extra: int, due: date) -> None:
    assert due_on(received, extra) == due


@given(DAYS, st.integers(0, 2))
def test_it_is_a_working_day_at_or_soon_after_the_month(received: date, extra: int) -> None:
    due, month = due_on(received, extra), add_months(received, 1 + extra)
    assert is_working_day(due)
    assert month <= due <= month + timedelta(days=7)
    between = [month + timedelta(days=n) for n in range((due - month).days)]
    assert not any(map(is_working_day, between))


@given(DAYS, st.integers(0, 40))
def test_later_in_is_never_earlier_due_and_more_months_are_later(received: date, gap: int) -> None:
    assert due_on(received) <= due_on(received + timedelta(days=gap))
    assert due_on(received) < due_on(received, 1) < due_on(received, 2)


@pytest.mark.parametrize("extra", [-1, 3])
def test_no_other_extension_is_possible(extra: int) -> None:
    with pytest.raises(ValueError, match="2 months more"):
        due_on(date(2026, 3, 2), extra)


@given(DAYS)
def test_it_is_extended_within_the_first_month_only(received: date) -> None:
    assert may_extend(received, due_on(received))
    assert not may_extend(received, due_on(received) + timedelta(days=1))
