"""Who is asked to cover, and shifts that come back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from brug.rosters.rules import (
    Limits,
    Need,
    Pattern,
    Seat,
    Shift,
    Volunteer,
    shifts,
    who_can_cover,
)

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _shift(key: str, hours: int) -> Shift:
    starts = START + timedelta(hours=hours)
    return Shift(key, "help", starts, starts + timedelta(hours=4), (Need("host"),))


SHIFTS = {one.id: one for one in (_shift("mon", 0), _shift("same", 2), _shift("tue", 24))}
HOSTS = [Volunteer(name, frozenset({"host"})) for name in "abcdef"]


def _asked(**more: object) -> list[object]:
    given_ = {"seats": (), "shifts": SHIFTS, "asked": {}} | more
    return [one.volunteer for one in who_can_cover(SHIFTS["mon"], 0, HOSTS, **given_)]  # type: ignore[arg-type]


def test_whoever_was_asked_least_recently_comes_first() -> None:
    asked = {"a": START, "b": START - timedelta(days=9), "d": START - timedelta(days=1)}
    assert _asked(asked=asked) == ["c", "e", "f", "b", "d", "a"]


def test_among_those_asked_alike_whoever_holds_least_comes_first() -> None:
    seats = [Seat("tue", 0, "a")]
    assert _asked(seats=seats) == ["b", "c", "d", "e", "f", "a"]


def test_nobody_is_asked_who_holds_it_clashes_or_said_no() -> None:
    seats = [Seat("mon", 0, "a"), Seat("same", 0, "b")]
    assert _asked(seats=seats, declined=["c"]) == ["d", "e", "f"]
    assert _asked(seats=[Seat("tue", 0, "d")], limits=Limits(most_week=1)) == list("abcef")


def test_nobody_without_the_role_is_asked() -> None:
    people = [Volunteer("x"), *HOSTS[:1]]
    found = who_can_cover(SHIFTS["mon"], 0, people, seats=(), shifts=SHIFTS, asked={})
    assert [(one.volunteer, one.asked_at, one.load) for one in found] == [("a", None, 0)]


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 5)),
    st.sets(st.tuples(st.sampled_from(sorted(SHIFTS)), st.sampled_from("abcdef"))),
)
def test_no_cover_ever_books_twice(days: dict[str, int], held: set[tuple[str, str]]) -> None:
    asked = {name: START - timedelta(days=ago) for name, ago in days.items()}
    seats = [Seat(shift, 0, name) for shift, name in held]
    found = _asked(asked=asked, seats=seats)
    assert not {name for shift, name in held if shift in ("mon", "same")} & set(found)
    moments = [asked.get(str(name), datetime.min.replace(tzinfo=UTC)) for name in found]
    assert moments == sorted(moments)


def test_patterns_become_shifts_of_the_local_day() -> None:
    brussels = ZoneInfo("Europe/Brussels")
    day = Pattern(
        "day", "help", frozenset({0, 4}), time(9), time(13), (), valid_from=date(2026, 10, 23)
    )
    night = Pattern("night", "help", frozenset({4}), time(22), time(2), ())
    found = list(shifts([day, night], date(2026, 10, 19), date(2026, 10, 30), brussels))
    assert [one.id for one in found] == [
        "day:2026-10-23", "night:2026-10-23", "day:2026-10-26", "day:2026-10-30",
        "night:2026-10-30",
    ]  # fmt: skip
    assert found[1].ends == datetime(2026, 10, 24, 2, tzinfo=brussels)
    # Summer time ended in between: nine o'clock stays nine o'clock.
    assert [one.starts.astimezone(UTC).hour for one in (found[0], found[2])] == [7, 8]
    closed = shifts([day], date(2026, 10, 26), date(2026, 10, 26), brussels, {date(2026, 10, 26)})
    assert list(closed) == []
