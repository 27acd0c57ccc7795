"""From degrees to SVG paths, and from parts to a whole."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.regions.dissolve import dissolve
from brug.kernel.regions.geometry import SHEET, outline, to_sheet
from tests.kernel.regions.conftest import square


def area(polygons: list[list[list[list[float]]]]) -> float:
    """The area in square degrees, holes taken off."""
    return sum(
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2
        * (1 if index == 0 else -1)
        for polygon in polygons
        for index, ring in enumerate(polygon)
    )  # fmt: skip


def points(path: str) -> list[tuple[int, int]]:
    """The points of the first ring of a path."""
    first, steps = re.fullmatch(r"M(\d+ \d+)l([^z]*)z.*", path).groups()  # type: ignore[union-attr]
    x, y = map(int, first.split())
    found = [(x, y)]
    numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def test_the_sheet_has_its_middle_where_greenwich_meets_the_equator() -> None:
    assert to_sheet(0, 0) == (SHEET // 2, SHEET // 2)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_place_on_earth_is_on_the_sheet(lon: float, lat: float) -> None:
    x, y = to_sheet(lon, lat)
    assert 0 <= x <= SHEET
    assert 0 <= y <= SHEET


def test_a_path_goes_round_the_shape() -> None:
    drawn = outline([[square(4, 50)]])
    assert points(drawn.path) == [to_sheet(lon, lat) for lon, lat in square(4, 50)[:-1]]
    assert (drawn.left, drawn.bottom) == to_sheet(4, 50)
    assert (drawn.right, drawn.top) == to_sheet(5, 51)


def test_a_path_holds_all_parts_and_holes() -> None:
    drawn = outline([[square(4, 50), square(4.2, 50.2, 0.2)], [square(6, 50)]])
    assert drawn.path.count("M") == drawn.path.count("z") == 3


def test_a_shape_too_small_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="no area"):
        outline([[square(4, 50, 0.000001)]])


def test_a_hole_too_small_to_draw_is_left_out() -> None:
    assert outline([[square(4, 50), square(4.2, 50.2, 0.000001)]]).path.count("M") == 1


def test_the_label_of_a_square_is_in_its_middle() -> None:
    drawn = outline([[square(4, 50)]])
    assert drawn.label_x == pytest.approx((drawn.left + drawn.right) / 2, abs=1)
    assert drawn.label_y == pytest.approx((drawn.top + drawn.bottom) / 2, rel=0.05)


def test_the_label_of_a_bent_shape_is_within_its_wide_part() -> None:
    boot = [[[0, 0], [4, 0], [4, 3], [1, 3], [1, 9], [0, 9], [0, 0]]]
    drawn = outline([boot])
    assert drawn.label_x > to_sheet(1, 0)[0], "in the foot, where text has room"
    assert to_sheet(0, 3)[1] < drawn.label_y < to_sheet(0, 0)[1]


def test_the_label_stands_on_the_largest_part() -> None:
    drawn = outline([[square(4, 50, 0.1)], [square(6, 50)]])
    assert drawn.label_x > to_sheet(6, 50)[0]


def test_neighbours_become_one_without_the_border_between_them() -> None:
    whole = dissolve([[[square(0, 0)]], [[square(1, 0)]], [[square(0, 1)]]])
    assert len(whole) == 1
    assert len(whole[0]) == 1
    assert area(whole) == pytest.approx(3)


def test_direction_of_the_rings_does_not_matter() -> None:
    whole = dissolve([[[square(0, 0)]], [[square(1, 0)[::-1]]]])
    assert area(whole) == pytest.approx(2)
    assert len(whole) == 1


def test_what_is_left_open_in_the_middle_is_a_hole() -> None:
    ring = [[[square(x, y)]] for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    whole = dissolve(ring)
    assert [len(polygon) for polygon in whole] == [2]
    assert area(whole) == pytest.approx(8)


def test_an_enclave_fills_the_hole_it_lies_in() -> None:
    outside = [[square(0, 0, 3), square(1, 1)]]
    whole = dissolve([outside, [[square(1, 1)]]])
    assert [len(polygon) for polygon in whole] == [1]
    assert area(whole) == pytest.approx(9)


def test_parts_that_do_not_touch_stay_parts() -> None:
    assert len(dissolve([[[square(0, 0)]], [[square(5, 5)]]])) == 2


def test_a_border_that_two_neighbours_draw_differently_costs_no_land() -> None:
    west = [[[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]]
    east = [[[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0.5], [1, 0]]]]
    assert area(dissolve([west, east])) == pytest.approx(2)


def test_a_gap_between_borders_that_just_miss_is_closed() -> None:
    frame = [square(0, 0, 3), square(1, 1)]
    almost = [[1, 1], [2, 1], [2, 2], [1.000002, 2], [1, 2], [1, 1]]
    assert [len(polygon) for polygon in dissolve([[frame], [[almost]]])] == [1]


cells = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1)


@given(cells)
def test_the_whole_is_as_large_as_its_parts(chosen: set[tuple[int, int]]) -> None:
    whole = dissolve([[square(x, y)]] for x, y in sorted(chosen))
    assert area(whole) == pytest.approx(len(chosen))


@given(cells)
def test_a_label_lies_within_the_bounds(chosen: set[tuple[int, int]]) -> None:
    drawn = outline(dissolve([[square(x, y)]] for x, y in sorted(chosen)))
    assert drawn.left <= drawn.label_x <= drawn.right
    assert drawn.top <= drawn.label_y <= drawn.bottom
