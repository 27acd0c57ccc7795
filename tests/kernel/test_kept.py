"""Answers kept under a watermark."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from hypothesis import assume, given
from hypothesis import strategies as st

from brug.kernel.kept import kept

PARTS = st.lists(st.text(max_size=5), max_size=4)


class Reckoning:
    """Gives a new number each time it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


def test_answer_is_reckoned_once_while_the_watermark_stands() -> None:
    reckon = Reckoning()
    assert [kept("trial", 1, "mark", reckon=reckon) for _time in range(3)] == [1, 1, 1]


def test_another_watermark_or_another_name_is_reckoned_anew() -> None:
    reckon = Reckoning()
    asked = [
        ("trial", 1, "mark"),
        ("trial", 1, "later"),
        ("trial", 2, "mark"),
        ("other", 1, "mark"),
    ]
    assert [kept(name, *parts, reckon=reckon) for name, *parts in asked] == [1, 2, 3, 4]


def test_no_answer_is_an_answer_too() -> None:
    told: list[str] = []
    reckon: Callable[[], None] = lambda: told.append("reckoned")  # noqa: E731
    assert kept("trial", reckon=reckon) is None
    kept("trial", reckon=reckon)
    assert told == ["reckoned"]


def test_answer_is_forgotten_in_the_end() -> None:
    reckon = Reckoning()
    kept("trial", reckon=reckon, seconds=0)
    assert kept("trial", reckon=reckon) == 2


@given(first=PARTS, second=PARTS)
def test_no_two_watermarks_share_an_answer(first: list[str], second: list[str]) -> None:
    assume(first != second)
    cache.clear()
    assert kept("trial", *first, reckon=lambda: "first") == "first"
    assert kept("trial", *second, reckon=lambda: "second") == "second"
