"""A roster covers what can be covered, keeps every limit, is fair, and says what stays open."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brug.rosters.rules import (
    Limits,
    Need,
    OpenNeed,
    Roster,
    RosterError,
    Seat,
    Shift,
    Span,
    Volunteer,
    plan_roster,
)
from tests.rosters.rules import plain

LIMITS = Limits(most_week=plain.MOST_WEEK)


def _small(seed: int) -> tuple[list[Shift], list[Volunteer]]:
    dice = Random(seed)
    return plain.made_up(seed, people=dice.randrange(1, 12), weeks=1, free=dice.random())


def _assert_stands(roster: Roster, shifts: list[Shift], people: list[Volunteer]) -> None:
    """Everything that must hold of a roster, said once more in plain words."""
    by_shift = {one.id: one for one in shifts}
    by_id = {one.id: one for one in people}
    on_need = Counter((seat.shift, seat.need) for seat in roster.seats)
    for seat in roster.seats:
        shift = by_shift[seat.shift]
        assert plain.could(by_id[seat.volunteer], shift, shift.needs[seat.need])
        assert on_need[seat.shift, seat.need] <= shift.needs[seat.need].count
    for one in people:
        own = [by_shift[seat.shift] for seat in roster.seats if seat.volunteer == one.id]
        assert not any(plain.clash(*pair) for pair in combinations(own, 2))
        weeks = Counter(shift.starts.isocalendar()[:2] for shift in own)
        assert all(count <= plain.MOST_WEEK for count in weeks.values())
    missing = sum(one.missing for one in roster.open)
    assert roster.covered + missing == roster.wanted


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_cover_and_spread_are_those_of_a_plain_model(seed: int) -> None:
    shifts, people = _small(seed)
    roster = plan_roster(shifts, people, limits=LIMITS)
    covered, spread, is_proven = plain.solve(shifts, people)
    assert is_proven
    assert roster.is_best
    assert (roster.covered, roster.spread) == (covered, spread)
    _assert_stands(roster, shifts, people)


def test_four_weeks_for_eighty_volunteers_are_planned_to_a_proof() -> None:
    shifts, people = plain.made_up(1)
    roster = plan_roster(shifts, people, limits=LIMITS)
    assert roster.is_best
    _assert_stands(roster, shifts, people)
    covered, spread, _is_proven = plain.solve(shifts, people, seconds=5)
    assert (roster.covered, -roster.spread) >= (covered, -spread)


@settings(max_examples=10)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_the_order_in_which_cases_come_changes_nothing(seed: int, dice: Random) -> None:
    shifts, people = _small(seed)
    roster = plan_roster(shifts, people, limits=LIMITS)
    dice.shuffle(shifts)
    dice.shuffle(people)
    assert plan_roster(shifts, people, limits=LIMITS) == roster


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_when_somebody_drops_out_no_more_moves_than_must(seed: int) -> None:
    shifts, people = _small(seed)
    first = plan_roster(shifts, people, limits=LIMITS)
    left = people[1:]
    again = plan_roster(shifts, left, limits=LIMITS, before=first.seats)
    anew = plan_roster(shifts, left, limits=LIMITS)
    assert again.covered == anew.covered
    kept = set(again.seats) & set(first.seats)
    assert again.kept == len(kept) >= len(set(anew.seats) & set(first.seats))
    gone = {seat for seat in first.seats if seat.volunteer == people[0].id}
    if again.covered <= first.covered - len(gone):
        assert kept == set(first.seats) - gone


def _hours(day: int, start: int, end: int) -> Span:
    return Span(
        datetime(2026, 11, day, start, tzinfo=UTC), datetime(2026, 11, day, end, tzinfo=UTC)
    )


def _shift(key: str, day: int, start: int = 9, end: int = 13, *needs: Need) -> Shift:
    span = _hours(day, start, end)
    return Shift(key, "help", span.starts, span.ends, needs or (Need(),))


def _held(roster: Roster) -> list[tuple[object, object]]:
    return [(seat.shift, seat.volunteer) for seat in roster.seats]


def test_an_open_need_says_what_keeps_everybody_away() -> None:
    need = Need("interpreter", frozenset({"ps"}))
    speaks = Volunteer("", frozenset({"interpreter"}), frozenset({"ps"}))
    shift = _shift("mon", 2, 9, 13, need)
    people = [
        replace(speaks, id="busy", busy=(_hours(2, 12, 14),)),
        replace(speaks, id="elsewhere", worked=(_hours(2, 12, 14),)),
        replace(speaks, id="full", worked=(_hours(4, 9, 13),), most_week=1),
        replace(speaks, id="host", roles=frozenset({"host"})),
        replace(speaks, id="late", worked=(_hours(2, 14, 18),)),
        replace(speaks, id="month", worked=(_hours(20, 9, 13),), most_month=1),
        replace(speaks, id="mute", languages=frozenset({"nl"})),
        replace(speaks, id="off", available=(_hours(2, 10, 18),)),
    ]
    roster = plan_roster([shift], people)
    because = {
        "week_full": ("full",),
        "month_full": ("month",),
        "rest": ("late",),
        "same_time": ("elsewhere",),
        "busy": ("busy",),
        "unavailable": ("off",),
        "language": ("mute",),
        "role": ("host",),
    }
    assert roster.open == (OpenNeed("mon", 0, 1, because),)  # type: ignore[arg-type]
    assert list(roster.open[0].because) == list(because)
    assert (roster.covered, roster.wanted, roster.spread) == (0, 1, 0)


def test_nobody_is_in_two_places_or_without_rest() -> None:
    shifts = [_shift("late", 2, 18, 22), _shift("early", 3, 8, 12), _shift("noon", 3, 12, 16)]
    roster = plan_roster(shifts, [Volunteer("a")])
    assert _held(roster) == [("late", "a"), ("noon", "a")]
    assert plan_roster(shifts, [Volunteer("a", rest=timedelta(hours=15))]).covered == 1
    assert plan_roster(shifts, [Volunteer("a", rest=timedelta(0))]).covered == 3


def test_rest_counts_hours_that_pass_not_those_of_the_clock() -> None:
    brussels = ZoneInfo("Europe/Brussels")
    evening = Shift(
        "a", "s",
        datetime(2027, 3, 27, 18, tzinfo=brussels), datetime(2027, 3, 27, 22, tzinfo=brussels),
        (Need(),),
    )  # fmt: skip
    morning = replace(
        evening,
        id="b",
        starts=datetime(2027, 3, 28, 9, tzinfo=brussels),
        ends=datetime(2027, 3, 28, 12, tzinfo=brussels),
    )
    # Eleven hours on the wall, ten in that night.
    assert plan_roster([evening, morning], [Volunteer("a")]).covered == 1


def test_load_from_before_counts_for_fairness() -> None:
    shifts = [_shift(str(day), day) for day in (2, 4)]
    roster = plan_roster(shifts, [Volunteer("had", carried=2), Volunteer("new")])
    assert {volunteer for _shift_id, volunteer in _held(roster)} == {"new"}
    assert roster.spread == 0


def test_wishes_decide_where_cover_and_fairness_leave_a_choice() -> None:
    shifts = [_shift("mon", 2), _shift("tue", 3)]
    likes = Volunteer("a", wishes={"mon": 3, "help": -1})
    roster = plan_roster(shifts, [likes, Volunteer("b")])
    assert _held(roster) == [("mon", "a"), ("tue", "b")]
    assert roster.wishes == 3
    refuses = plan_roster(shifts, [replace(likes, wishes={"mon": -3}), Volunteer("b")])
    assert _held(refuses) == [("mon", "b"), ("tue", "a")]


def test_a_pin_stands_whatever_limits_say() -> None:
    shifts = [_shift("mon", 2), _shift("tue", 3, 9, 13, Need("host"))]
    one = Volunteer("a", most_week=1)
    pinned = [Seat("mon", 0, "a"), Seat("tue", 0, "a")]
    assert plan_roster(shifts, [one], pinned=pinned).seats == tuple(pinned)
    other = plan_roster(shifts, [one, Volunteer("b")], pinned=pinned[1:])
    assert _held(other) == [("mon", "b"), ("tue", "a")]


@pytest.mark.parametrize(
    ("pinned", "words"),
    [
        ([Seat("gone", 0, "a")], "nobody or nothing"),
        ([Seat("mon", 0, "z")], "nobody or nothing"),
        ([Seat("mon", 1, "a")], "not there"),
        ([Seat("mon", 0, "a"), Seat("mon", 0, "b")], "more pins than seats"),
        ([Seat("mon", 0, "a"), Seat("same", 0, "a")], "two places"),
    ],
)
def test_pins_that_cannot_be_are_refused(pinned: list[Seat], words: str) -> None:
    shifts = [_shift("mon", 2), _shift("same", 2, 10, 14)]
    with pytest.raises(RosterError, match=words):
        plan_roster(shifts, [Volunteer("a"), Volunteer("b")], pinned=pinned)


def test_cases_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(RosterError, match="given twice"):
        plan_roster([], [Volunteer("a"), Volunteer("a")])
    span = _hours(2, 9, 13)
    for starts, ends in ((span.ends, span.starts), (span.starts.replace(tzinfo=None), span.ends)):
        with pytest.raises(RosterError, match="a later end"):
            Shift("x", "s", starts, ends, ())


def test_nothing_to_plan_is_a_roster_too() -> None:
    empty = Roster((), (), 0, 0, 0, 0, 0, is_best=True)
    assert plan_roster([], [Volunteer("a")]) == empty
    assert plan_roster([_shift("mon", 2)], []).open == (OpenNeed("mon", 0, 1, {}),)
    assert empty.as_json()["is_best"] is True
