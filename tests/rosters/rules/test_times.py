"""When somebody can come: parts of weekdays, and days on which it is otherwise."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from brug.rosters.rules.cases import Span
from brug.rosters.rules.times import PARTS, Otherwise, available

ZONE = ZoneInfo("Europe/Brussels")
MONDAY = date(2026, 11, 2)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
MOMENTS = st.sets(st.tuples(st.integers(0, 6), st.sampled_from(sorted(PARTS))))


def span(day: date, first: int, last: int) -> Span:
    """From one hour of a day until another."""
    return Span(datetime.combine(day, time(first), ZONE), datetime.combine(day, time(last), ZONE))


def can(spans: tuple[Span, ...], wanted: Span) -> bool:
    return any(one.holds(wanted) for one in spans)


def test_a_part_of_a_weekday_comes_back_each_week() -> None:
    spans = available({(0, "morning")}, (), MONDAY, MONDAY + timedelta(days=13), ZONE)
    assert [one.starts.date() for one in spans] == [MONDAY, MONDAY + timedelta(days=7)]
    assert can(spans, span(MONDAY, 9, 13))
    assert not can(spans, span(MONDAY, 9, 15))


def test_parts_that_touch_are_one_span_also_over_midnight() -> None:
    told = {(0, "afternoon"), (0, "evening"), (1, "morning")}
    spans = available(told, (), MONDAY, MONDAY + timedelta(days=1), ZONE)
    assert len(spans) == 1
    assert can(spans, span(MONDAY, 16, 20))
    night = Span(
        datetime.combine(MONDAY, time(22), ZONE),
        datetime.combine(MONDAY + timedelta(days=1), time(6), ZONE),
    )
    assert can(spans, night)


def test_days_away_take_out_all_of_a_day_or_a_part() -> None:
    told = {(day, part) for day in range(7) for part in PARTS}
    away = [
        Otherwise(MONDAY, MONDAY + timedelta(days=1)),
        Otherwise(MONDAY + timedelta(days=1), MONDAY + timedelta(days=2), part="morning"),
    ]
    spans = available(told, away, MONDAY, MONDAY + timedelta(days=2), ZONE)
    tuesday = MONDAY + timedelta(days=1)
    assert not can(spans, span(MONDAY, 9, 12))
    assert not can(spans, span(tuesday, 9, 12))
    assert can(spans, span(tuesday, 14, 17))


def test_a_free_day_lets_somebody_come_beside_their_week() -> None:
    free = Otherwise(MONDAY, MONDAY + timedelta(days=1), can_come=True, part="evening")
    spans = available((), [free], MONDAY, MONDAY, ZONE)
    assert can(spans, span(MONDAY, 18, 21))
    assert not can(spans, span(MONDAY, 9, 12))


def test_cannot_wins_of_can() -> None:
    both = [
        Otherwise(MONDAY, MONDAY + timedelta(days=1)),
        Otherwise(MONDAY, MONDAY + timedelta(days=1), can_come=True),
    ]
    for told in (both, both[::-1]):
        assert available({(0, "morning")}, told, MONDAY, MONDAY, ZONE) == ()


@given(told=MOMENTS, first=DAYS, length=st.integers(0, 40))
def test_spans_are_in_order_and_never_touch(
    told: set[tuple[int, str]], first: date, length: int
) -> None:
    spans = available(told, (), first, first + timedelta(days=length), ZONE)
    for one, other in pairwise(spans):
        assert one.starts < one.ends < other.starts


@given(told=MOMENTS, first=DAYS)
def test_whoever_is_away_all_the_time_cannot_come(told: set[tuple[int, str]], first: date) -> None:
    last = first + timedelta(days=9)
    away = Otherwise(first, last + timedelta(days=1))
    assert available(told, [away], first, last, ZONE) == ()


@given(told=MOMENTS, extra=MOMENTS, first=DAYS)
def test_who_tells_more_can_come_at_least_as_often(
    told: set[tuple[int, str]], extra: set[tuple[int, str]], first: date
) -> None:
    last = first + timedelta(days=6)
    fewer = available(told, (), first, last, ZONE)
    more = available(told | extra, (), first, last, ZONE)
    assert all(can(more, one) for one in fewer)
