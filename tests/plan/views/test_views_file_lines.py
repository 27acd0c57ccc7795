"""A refused file is shown where it is wrong."""

from hypothesis import given
from hypothesis import strategies as st

from brug.plan.document import Problem
from brug.plan.views.file_lines import LONGEST_LINE, lines_around

TEXT = "\n".join(f"line {number}" for number in range(1, 21))


def fault(line: int) -> Problem:
    return Problem(line=line, path="a.b", reason="wrong")


def test_neighbours_of_a_fault_are_shown() -> None:
    shown = lines_around(TEXT, [fault(10)])
    assert [one.number for one in shown] == [8, 9, 10, 11, 12]
    assert [bool(one.problems) for one in shown] == [False, False, True, False, False]


def test_gap_between_two_places_is_marked_once() -> None:
    shown = lines_around(TEXT, [fault(3), fault(15)])
    assert [one.number for one in shown if one.follows_gap] == [13]


def test_fault_after_the_end_shows_at_the_last_line() -> None:
    assert lines_around(TEXT, [fault(99)])[-1].problems == (fault(99),)


def test_long_line_is_cut() -> None:
    [shown] = lines_around("x" * 1000, [fault(1)])
    assert len(shown.text) == LONGEST_LINE + 1


def test_signs_that_cannot_be_shown_become_blanks() -> None:
    [shown] = lines_around("a\x00b\x1b[31m", [fault(1)])
    assert shown.text == "a b [31m"


@given(st.text(max_size=300), st.lists(st.integers(-3, 40), max_size=6))
def test_every_fault_is_shown_once(text: str, lines: list[int]) -> None:
    problems = [fault(line) for line in sorted(set(lines))]
    shown = lines_around(text, problems)
    assert sorted(one for line in shown for one in line.problems) == problems
    assert [one.number for one in shown] == sorted({one.number for one in shown})
