"""One promise as a bar."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.charts import Progress, Shape, progress_bar

NUMBERS = st.floats(min_value=0, max_value=1e9, allow_nan=False, allow_infinity=False)
PROGRESSES = st.builds(
    Progress,
    label=st.text(max_size=40),
    actual=st.none() | NUMBERS,
    target=st.none() | NUMBERS,
    forecast=st.none() | NUMBERS,
    shape=st.sampled_from(Shape),
    verdict=st.text(max_size=20),
    unit=st.sampled_from(["", "€", "%"]),
)


def _bar(**said: object) -> str:
    facts: dict[str, object] = {"label": "New volunteers", "actual": 60, "target": 100} | said
    with translation.override("en"):
        return str(progress_bar(Progress(**facts)))  # type: ignore[arg-type]


def test_title_reads_the_figures_and_the_verdict() -> None:
    bar = _bar(forecast=95, verdict="at risk")
    assert "<title>New volunteers: 60 of 100; forecast 95; at risk</title>" in bar


def test_target_line_stands_at_the_same_place_in_every_row() -> None:
    low, high = _bar(actual=5), _bar(actual=110)
    assert 'class="b-bar-target" x1="83.33%"' in low
    assert 'class="b-bar-target" x1="83.33%"' in high


def test_target_line_moves_in_when_the_figure_went_far_past_it() -> None:
    assert 'class="b-bar-target" x1="83.33%"' not in _bar(actual=400)


def test_bar_is_as_long_as_its_share() -> None:
    assert 'class="b-bar-actual" x="0%" width="50%"' in _bar(actual=60, shape=Shape.ON_COURSE)


def test_bar_starts_at_the_right_for_right_to_left_readers() -> None:
    facts = Progress("label", 60, 100, shape=Shape.ON_COURSE)
    with translation.override("fa-af"):
        assert 'class="b-bar-actual" x="50%" width="50%"' in progress_bar(facts)


@pytest.mark.parametrize(
    ("shape", "drawn", "not_drawn"),
    [
        (Shape.ON_COURSE, ["b-bar-actual"], ["b-bar-hollow", "b-bar-tick"]),
        (Shape.AT_RISK, ["b-bar-actual", "b-bar-hollow"], ["b-bar-tick"]),
        (Shape.OUT_OF_REACH, ["b-bar-hollow"], ["b-bar-actual", "b-bar-tick"]),
        (Shape.MISSED, ["b-bar-hollow"], ["b-bar-actual", "b-bar-tick"]),
        (Shape.MET, ["b-bar-actual", "b-bar-tick"], ["b-bar-hollow"]),
    ],
)
def test_each_judgement_has_a_shape_of_its_own(
    shape: Shape, drawn: list[str], not_drawn: list[str]
) -> None:
    bar = _bar(shape=shape)
    assert all(f'class="{name}"' in bar for name in drawn)
    assert not any(f'class="{name}"' in bar for name in not_drawn)


def test_what_is_out_of_reach_has_a_dashed_edge_and_what_is_missed_a_closed_one() -> None:
    assert "stroke-dasharray" in _bar(shape=Shape.OUT_OF_REACH, forecast=None)
    assert "stroke-dasharray" not in _bar(shape=Shape.MISSED, forecast=None)


def test_forecast_below_what_happened_is_not_drawn() -> None:
    assert "b-bar-forecast" not in _bar(actual=60, forecast=60)
    assert "b-bar-forecast" in _bar(actual=60, forecast=61)


def test_missing_figure_is_said_in_words() -> None:
    assert "no figure yet" in _bar(actual=None)


def test_label_cannot_bring_markup() -> None:
    assert "<script>" not in _bar(label="<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("code", "shape"),
    [("met", Shape.MET), ("at_risk", Shape.AT_RISK), ("too_early", Shape.OPEN), ("", Shape.OPEN)],
)
def test_shape_follows_from_the_judgement(code: str, shape: Shape) -> None:
    assert Shape.of(code) is shape


@given(PROGRESSES, st.booleans())
def test_nothing_is_drawn_outside_the_bar(progress: Progress, mirrored: bool) -> None:
    bar = progress_bar(progress, mirrored=mirrored)
    for place, width in re.findall(r'x="([\d.]+)%" width="([\d.]+)%"', bar):
        assert float(place) + float(width) <= 100.02
    for place in re.findall(r'x[12]="([^"]+)%"', bar):
        assert 0 <= float(place) <= 100
    assert " style=" not in bar
