"""Shades of a map: which figures share one."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.regions.steps import STEPS, divide

figures = st.lists(st.integers(0, 1000) | st.decimals(0, 1000, places=2), max_size=60)


def shades(values: list[int]) -> dict[int, int]:
    steps = divide(values)
    return {value: next(step.number for step in steps if value in step) for value in values}


def test_no_figures_have_no_steps() -> None:
    assert divide([]) == []


def test_the_highest_figures_are_the_darkest_and_there_are_as_many_of_each() -> None:
    assert shades(list(range(1, 11))) == {
        1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 4, 8: 4, 9: 5, 10: 5
    }  # fmt: skip


def test_zero_has_the_lightest_shade_to_itself() -> None:
    found = shades([0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8])
    assert [value for value, shade in found.items() if shade == 1] == [0]
    assert set(found.values()) == {1, 2, 3, 4, 5}


def test_few_different_figures_keep_a_shade_each() -> None:
    assert shades([22, 37, 64, 81, 104]) == {22: 1, 37: 2, 64: 3, 81: 4, 104: 5}
    assert shades([3, 9]) == {3: 4, 9: 5}


def test_equal_figures_everywhere_are_neither_few_nor_many() -> None:
    assert shades([7, 7, 7]) == {7: 3}
    assert shades([0, 0]) == {0: 1}


def test_one_large_city_does_not_pale_all_others() -> None:
    found = shades([*range(1, 21), 5000])
    assert set(found.values()) == {1, 2, 3, 4, 5}


@given(figures)
def test_every_figure_has_exactly_one_step_and_more_is_never_lighter(
    values: list[int | Decimal],
) -> None:
    steps = divide(values)
    assert len(steps) <= STEPS
    assert [s.number for s in steps] == sorted({s.number for s in steps})
    assert all(1 <= step.number <= STEPS for step in steps)
    last = 0
    for value in sorted(values):
        [number] = [step.number for step in steps if value in step]
        assert number >= last
        last = number
