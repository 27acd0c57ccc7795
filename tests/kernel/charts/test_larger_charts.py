"""Lines and bars, with their figures in a table."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from brug.kernel.charts import Bar, BarChart, LineChart, Point, Shape, bar_chart, line_chart

HISTORY = (
    Point("2024", actual=57_000),
    Point("2025", actual=58_100),
    Point("2026", actual=59_400, target=60_000),
    Point("2027", forecast=59_900, low=58_500, high=61_000, target=64_000),
    Point("2030", forecast=61_200, low=56_000, high=67_000, target=75_000),
)
LINE = LineChart("people", "At this pace 61,200 of 75,000", "Year", HISTORY, "Sympathisers")
BARS = BarChart(
    "regions",
    "Limburg lags behind",
    "Region",
    "Volunteers",
    (Bar("Antwerp", 31, 30, Shape.MET), Bar("Limburg", 4, 15, Shape.MISSED)),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    translation.activate("en")


def _drawing(html: str) -> ET.Element:
    found = re.search(r'<svg class="b-plot".*</svg>', html, re.DOTALL)
    assert found
    return ET.fromstring(found.group())


def _cells(html: str) -> list[str]:
    return re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", html)


@pytest.mark.parametrize("html", [line_chart(LINE), bar_chart(BARS)])
def test_drawing_is_named_by_its_finding_and_described(html: str) -> None:
    svg = _drawing(html)
    key = svg.attrib["aria-labelledby"].split("-")[0]
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == f"{key}-title {key}-desc"
    assert [child.attrib["id"] for child in svg[:2]] == [f"{key}-title", f"{key}-desc"]
    assert svg[0].text
    assert svg[1].text


@pytest.mark.parametrize("html", [line_chart(LINE), bar_chart(BARS)])
def test_page_needs_no_exception_to_its_security_policy(html: str) -> None:
    assert " style=" not in html
    assert "<script" not in html
    assert not re.search(r"\son\w+=", html)


def test_table_under_a_line_holds_all_its_figures() -> None:
    cells = _cells(line_chart(LINE))
    assert cells[:6] == ["Year", "Actual", "Forecast", "At least", "At most", "Target"]
    assert "59,400" in cells
    assert cells[-6:] == ["2030", "", "61,200", "56,000", "67,000", "75,000"]


def test_table_leaves_out_columns_without_figures() -> None:
    chart = LineChart("plain", "Steady", "Year", (Point("2024", 1), Point("2025", 2)))
    assert _cells(line_chart(chart)) == ["Year", "Actual", "2024", "1", "2025", "2"]


def test_table_under_bars_holds_values_and_targets() -> None:
    cells = _cells(bar_chart(BARS))
    assert cells == ["Region", "Volunteers", "Target", "Antwerp", "31", "30", "Limburg", "4", "15"]


def test_lines_are_labelled_where_they_end() -> None:
    words = [element.text for element in _drawing(line_chart(LINE)).iter("text")]
    assert "Target 75,000" in words
    assert "Forecast 61,200" in words
    assert "59,400" in words


def test_labels_at_the_same_end_keep_apart() -> None:
    points = (Point("2024", 10, target=11), Point("2025", 10.5, target=10.6))
    svg = _drawing(line_chart(LineChart("near", "Near", "Year", points)))
    heights = [float(t.attrib["y"]) for t in svg.iter("text") if t.attrib["text-anchor"] == "end"]
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) >= 20


def test_time_runs_from_right_to_left_in_dari() -> None:
    def place(html: str, year: str) -> float:
        texts = {element.text: element for element in _drawing(html).iter("text")}
        return float(texts[year].attrib["x"].rstrip("%"))

    assert place(line_chart(LINE), "2024") < place(line_chart(LINE), "2030")
    with translation.override("fa-af"):
        mirrored = line_chart(LINE)
    assert place(mirrored, "2024") > place(mirrored, "2030")


def test_forecast_field_is_hatched_under_a_name_of_its_own() -> None:
    html = line_chart(LINE)
    assert 'id="people-hatch"' in html
    assert 'fill="url(#people-hatch)"' in html


def test_many_periods_name_only_some() -> None:
    points = tuple(Point(f"m{month}", actual=month) for month in range(36))
    svg = _drawing(line_chart(LineChart("months", "Growing", "Month", points)))
    named = [t.text for t in svg.iter("text") if (t.text or "").startswith("m")]
    assert len(named) <= 7
    assert named[-1] == "m35"


def test_empty_charts_are_drawn_without_complaint() -> None:
    assert "<table" in line_chart(LineChart("none", "Nothing yet", "Year", ()))
    assert "<table" in bar_chart(BarChart("none", "Nothing yet", "Region", "People", ()))


def test_single_point_is_a_dot() -> None:
    html = line_chart(LineChart("one", "One year", "Year", (Point("2024", actual=5, target=9),)))
    assert "b-plot-dot" in html


def _height(svg: ET.Element, text: str) -> float:
    return next(float(t.attrib["y"]) for t in svg.iter("text") if t.text == text)


def test_label_of_a_value_near_zero_stays_clear_of_the_periods() -> None:
    points = (
        Point("2025", 290, target=60_000),
        Point("2026", 310, forecast=312, target=63_000),
        Point("2027", target=66_000),
    )
    svg = _drawing(line_chart(LineChart("low", "Far below", "Year", points)))
    labels = [_height(svg, text) for text in ("310", "Forecast 312")]
    assert all(height <= _height(svg, "2026") - 20 for height in labels)
    assert 19 <= abs(labels[0] - labels[1]) <= 21


@pytest.mark.parametrize("language", ["en", "fa-af"])
def test_label_at_the_start_grows_away_from_the_edge(language: str) -> None:
    points = (Point("2024", 5), *(Point(str(year)) for year in range(2025, 2030)))
    with translation.override(language):
        html = line_chart(LineChart("start", "One year", "Year", points))
    [label] = [t for t in _drawing(html).iter("text") if "b-plot-value" in t.attrib["class"]]
    assert label.attrib["text-anchor"] == "start"
    ticks = [
        float(t.attrib["y"]) for t in _drawing(html).iter("text") if t.attrib["x"] in {"0%", "100%"}
    ]
    assert min(abs(float(label.attrib["y"]) - tick) for tick in ticks) >= 20


def test_values_far_above_zero_are_not_drawn_as_a_flat_line() -> None:
    far = LineChart("far", "Far", "Year", (Point("2025", 301), Point("2026", 300, target=321)))
    assert 250 <= far.grid[0] < 300
    low = LineChart("low", "Low", "Year", (Point("2025", 100), Point("2026", 300)))
    assert low.grid[0] == 0
    told = LineChart("told", "Told", "Year", far.points, from_zero=True)
    assert told.grid[0] == 0


def test_lines_start_beside_the_numbers_of_the_scale() -> None:
    points = (Point("2025", 61_000), Point("2026", 310_000))
    svg = _drawing(line_chart(LineChart("wide", "Wide", "Year", points)))
    [first] = [t for t in svg.iter("text") if t.text == "2025"]
    # "400,000" takes 46 pixels of the 350 that a phone has for a chart.
    assert float(first.attrib["x"].rstrip("%")) >= 100 * 46 / 350
