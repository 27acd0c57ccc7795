"""Rosters made up, and what a plain model of constraints makes of them, without our extras.

Written from the words of the rules, on its own: two shifts clash where one begins less than the
rest after the other ends; one aim, cover before spread.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from random import Random
from typing import Any

from ortools.sat.python import cp_model

from brug.rosters.rules import Need, Shift, Span, Volunteer

LANGUAGES = ("nl", "fr", "en", "uk", "fa_AF", "ps", "ar")
MONDAY = date(2026, 11, 2)
REST = timedelta(hours=11)
MOST_WEEK = 2


def made_up(
    seed: int, *, people: int = 80, weeks: int = 4, free: float = 0.35
) -> tuple[list[Shift], list[Volunteer]]:
    """Return the shifts of three services, and volunteers, the same ones for the same seed."""
    dice = Random(seed)
    shifts: list[Shift] = []
    for number in range(weeks * 7):
        day = MONDAY + timedelta(days=number)
        if day.weekday() < 5:
            shifts += _of_day(dice, day)
    return shifts, [_somebody(dice, number, weeks, free) for number in range(people)]


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def _of_day(dice: Random, day: date) -> list[Shift]:
    def one(service: str, start: int, end: int, *needs: Need) -> Shift:
        key = f"{service}:{day}:{start:02}"
        return Shift(key, service, _at(day, start), _at(day, end), needs)

    def speaking(role: str, count: int) -> list[Need]:
        codes = dice.sample(LANGUAGES[3:], count)
        return [Need(role, frozenset({code})) for code in codes]

    found = [
        one("startpunt", hour, hour + 4, Need("welcome", count=2), *speaking("welcome", 2))
        for hour in (9, 13)
    ]
    if day.weekday() in (0, 2, 4):
        needs = Need("legal", count=2), *speaking("interpreter", 1)
        found.append(one("legal", 9, 13, *needs))
    codes = dice.sample(LANGUAGES, 3)
    return [*found, one("info", 10, 16, *(Need("info", frozenset({code})) for code in codes))]


def _somebody(dice: Random, number: int, weeks: int, free: float) -> Volunteer:
    slots = [(day, hour) for day in range(5) for hour in (8, 13) if dice.random() < free]
    away = {dice.randrange(weeks * 7) for _ in range(weeks)}
    within = []
    for week in range(weeks):
        for day, hour in slots:
            if week * 7 + day not in away:
                on = MONDAY + timedelta(days=week * 7 + day)
                until = 18 if hour == 13 or (day, 13) in slots else 13
                within.append(Span(_at(on, hour), _at(on, until)))
    roles = dice.sample(("welcome", "legal", "info", "interpreter"), dice.choice((1, 2, 2)))
    codes = dice.sample(LANGUAGES, dice.choice((1, 2, 3)))
    return Volunteer(number, frozenset(roles), frozenset({"nl", *codes}), tuple(within))


def could(one: Volunteer, shift: Shift, need: Need) -> bool:
    """Whether somebody could take a seat if they had no other."""
    fits = (not need.role or need.role in one.roles) and need.languages <= one.languages
    free = one.available is None or any(
        span.starts <= shift.starts and shift.ends <= span.ends for span in one.available
    )
    busy = any(span.starts < shift.ends and shift.starts < span.ends for span in one.busy)
    return fits and free and not busy


def clash(one: Shift, other: Shift, rest: timedelta = REST) -> bool:
    """Whether nobody can have both."""
    return one.starts < other.ends + rest and other.starts < one.ends + rest


def solve(
    shifts: Sequence[Shift],
    people: Sequence[Volunteer],
    *,
    seconds: float = 60,
    most_week: int = MOST_WEEK,
    workers: int = 1,
) -> tuple[int, int, bool]:
    """Return how many seats the plain model covers, its spread, and whether it is proven."""
    model = cp_model.CpModel()
    has = {
        (one.id, shift.id, number): model.new_bool_var("")
        for one in people
        for shift in shifts
        for number, need in enumerate(shift.needs)
        if could(one, shift, need)
    }
    for shift in shifts:
        for number, need in enumerate(shift.needs):
            own = [
                has[one.id, shift.id, number] for one in people if (one.id, shift.id, number) in has
            ]
            model.add(sum(own) <= need.count)
    highest, lowest = (model.new_int_var(0, len(shifts), "") for _ in range(2))
    loads: dict[Any, Any] = {}
    for one in people:
        on = {s.id: [v for key, v in has.items() if key[:2] == (one.id, s.id)] for s in shifts}
        mine = [shift for shift in shifts if on[shift.id]]
        for shift in mine:
            model.add(sum(on[shift.id]) <= 1)
        for shift, other in combinations(mine, 2):
            if clash(shift, other):
                model.add(sum(on[shift.id]) + sum(on[other.id]) <= 1)
        for week in {shift.starts.isocalendar()[:2] for shift in mine}:
            own = [v for s in mine if s.starts.isocalendar()[:2] == week for v in on[s.id]]
            model.add(sum(own) <= most_week)
        if mine:
            loads[one.id] = sum(var for shift in mine for var in on[shift.id])
            model.add(loads[one.id] <= highest)
            model.add(loads[one.id] >= lowest)
    model.maximize((len(shifts) + 1) * sum(has.values()) - (highest - lowest))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    held = Counter(key[0] for key, var in has.items() if solver.value(var))
    counts = [held[one] for one in loads]
    spread = max(counts) - min(counts) if counts else 0
    return sum(held.values()), spread, status == cp_model.OPTIMAL
