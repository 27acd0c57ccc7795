"""From values to places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.charts import sparkline
from brug.kernel.charts.scale import Across, Upward, percent, pixels, round_steps

VALUES = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)


@given(VALUES, VALUES)
def test_grid_covers_all_values_with_few_lines(one: float, other: float) -> None:
    low, high = sorted((one, other))
    steps = round_steps(low, high)
    tolerance = 1e-6 * max(abs(low), abs(high), 1)
    assert steps[0] <= low + tolerance
    assert steps[-1] >= high - tolerance
    assert 2 <= len(steps) <= 7


def test_grid_has_round_values() -> None:
    assert round_steps(0, 75_000) == [0, 20_000, 40_000, 60_000, 80_000]


def test_mirrored_span_ends_where_the_other_starts() -> None:
    assert Across().span(0, 0.25) == (0, 25)
    assert Across(mirrored=True).span(0, 0.25) == (75, 25)


def test_value_outside_the_scale_stays_on_its_edge() -> None:
    scale = Upward(0, 10, top=20, bottom=120)
    assert [scale.at(value) for value in (-5, 0, 5, 10, 15)] == [120, 120, 70, 20, 20]


@pytest.mark.parametrize(("value", "told"), [(0, "0%"), (33.3333, "33.33%"), (100, "100%")])
def test_percent_is_short(value: float, told: str) -> None:
    assert percent(value) == told


def test_pixels_have_one_decimal() -> None:
    assert pixels(12.345) == "12.3"


def test_sparkline_ends_left_for_right_to_left_readers() -> None:
    def end(html: str) -> float:
        return float(html.split('cx="')[1].split('"', maxsplit=1)[0])

    assert end(sparkline([1, 2, 3], "rising")) > 48
    assert end(sparkline([1, 2, 3], "rising", mirrored=True)) < 48


def test_too_few_values_give_words_instead_of_a_line() -> None:
    html = sparkline([1], "one <b>")
    assert "<svg" not in html
    assert "one &lt;b&gt;" in html
