"""History as a line, the target as a line beside it, and what may come as a hatched field."""
# messages: public

from dataclasses import dataclass
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from brug.kernel.charts.figure import Table, canvas, figure, words
from brug.kernel.charts.scale import Across, Upward, percent, pixels, round_steps
from brug.kernel.charts.text import is_mirrored
from brug.kernel.numbers import figure_text

HEIGHT = 300
TOP, BOTTOM = 28, HEIGHT - 34  # the plot's edges; above is air for a label, below are the periods
APART = 20  # pixels between two labels above each other
AIR = 0.1  # of the values' span, under the lowest where the scale does not start at zero
FLAT = 0.25  # of the height: where all values fit in less, the scale does not start at zero
LABEL = 40  # percent of a phone's width that a label may take
SIGN = 1.9  # percent of a phone's width that one sign of the scale takes
MOST_ROOM = 15  # percent of the width
LOWEST = BOTTOM - 6  # where a label stands clear of the periods under the plot
AT_START = 25  # percent of the width in which a label grows away from the edge and meets the scale
MOST_LABELS = 7  # periods named under the plot, so that they never touch on a phone


@dataclass(frozen=True, slots=True)
class Point:
    """One period: what happened or (later than that) what is expected, between `low` and `high`."""

    label: str
    actual: float | None = None
    forecast: float | None = None
    low: float | None = None
    high: float | None = None
    target: float | None = None


@dataclass(frozen=True)
class LineChart:
    """`title` says the finding ("At this pace we reach 61.200 of 75.000"); `periods` is the heading
    over the points' labels ("Year"). `from_zero` says whether the scale starts there; as a rule it
    does, unless all values lie so far above it that their line would be flat."""

    key: str
    title: str
    periods: str
    points: tuple[Point, ...]
    summary: str = ""
    unit: str = ""
    from_zero: bool | None = None

    @cached_property
    def grid(self) -> list[float]:
        """The values of the horizontal lines."""
        seen = [
            value
            for point in self.points
            for value in (point.actual, point.forecast, point.low, point.high, point.target)
            if value is not None
        ] or [0.0, 1.0]
        low, high = min(seen), max(seen)
        is_far = low > 0 and (high - low) < FLAT * high
        if self.from_zero or (self.from_zero is None and not is_far):
            return round_steps(min(0.0, low), high)
        return round_steps(low - AIR * (high - low), high)


@dataclass(frozen=True, slots=True)
class _Plane:
    """The drawing's two scales."""

    across: Across
    upward: Upward
    last: int

    def x(self, index: int) -> float:
        return self.across.at(index / self.last if self.last else 0.5)

    def y(self, value: float) -> float:
        return self.upward.at(value)


def line_chart(chart: LineChart, *, mirrored: bool | None = None) -> SafeString:
    """The figure with its table."""
    plane = _Plane(
        Across(_room_of_scale(chart), 94, is_mirrored(mirrored)),
        Upward(chart.grid[0], chart.grid[-1], TOP, BOTTOM),
        len(chart.points) - 1,
    )
    inside = [
        *_grid(chart, plane),
        *_expected(chart, plane),
        *_targets(chart, plane),
        *_history(chart, plane),
        *_labels(chart, plane),
        *_periods(chart, plane),
    ]
    drawing = canvas(
        key=chart.key,
        title=chart.title,
        summary=chart.summary or chart.title,
        height=HEIGHT,
        inside=inside,
    )
    return figure(
        key=chart.key,
        title=chart.title,
        summary=chart.summary,
        drawing=drawing,
        table=_table(chart),
    )


def _room_of_scale(chart: LineChart) -> float:
    """Percent of the width that the scale's numbers take on a phone, so that no line runs there."""
    longest = max(len(figure_text(value, chart.unit)) for value in chart.grid)
    return min(2 + SIGN * longest, MOST_ROOM)


def _grid(chart: LineChart, plane: _Plane) -> list[str]:
    parts = []
    for value in chart.grid:
        y = pixels(plane.y(value))
        parts.append(
            f'<line class="b-plot-grid" x1="0" x2="100%" y1="{y}" y2="{y}" stroke="#e5dccf"/>'
        )
        label_x = percent(100.0 if plane.across.mirrored else 0.0)
        label_y = pixels(plane.y(value) - 5)
        text = figure_text(value, chart.unit)
        parts.append(words(text, x=label_x, y=label_y, style="b-plot-tick"))
    return parts


def _stretch(path: str, classes: str, **attributes: str) -> str:
    """A path in percent of the width, which SVG knows for lines only: hence stretched."""
    told = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return (
        f'<svg y="0" width="100%" height="{HEIGHT}" viewBox="0 0 100 {HEIGHT}"'
        f' preserveAspectRatio="none"><path class="{classes}" d="{path}"'
        f' vector-effect="non-scaling-stroke"{told}/></svg>'
    )


def _path(places: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.1f}" for x, y in places)


def _history(chart: LineChart, plane: _Plane) -> list[str]:
    places = [
        (plane.x(index), plane.y(point.actual))
        for index, point in enumerate(chart.points)
        if point.actual is not None
    ]
    if not places:
        return []
    line = _stretch(_path(places), "b-plot-line", fill="none", stroke="#0f5e6b", stroke_width="3")
    x, y = places[-1]
    dot = f'<circle class="b-plot-dot" cx="{percent(x)}" cy="{pixels(y)}" r="5" fill="#0f5e6b"/>'
    return [line, dot]


def _expected(chart: LineChart, plane: _Plane) -> list[str]:
    """The hatched field from the last thing that happened to what may come, and its middle."""
    start = _last_actual(chart)
    ahead = [(i, p) for i, p in enumerate(chart.points) if p.forecast is not None]
    if not ahead:
        return []
    origin = []
    if start is not None:
        value = chart.points[start].actual or 0.0
        origin = [(plane.x(start), plane.y(value))]
    middle = [(plane.x(i), plane.y(p.forecast or 0.0)) for i, p in ahead]
    above = [(plane.x(i), plane.y(_or(p.high, p.forecast))) for i, p in ahead]
    below = [(plane.x(i), plane.y(_or(p.low, p.forecast))) for i, p in ahead]
    field = [*origin, *above, *reversed(below)]
    hatch = f"{escape(chart.key)}-hatch"
    return [
        (
            f'<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)"><line class="b-plot-hatch" y2="6" stroke="#0f5e6b"'
            f' stroke-width="2.5"/></pattern>{_clip(field, chart.key)}</defs>'
        ),
        (
            f'<rect width="100%" height="{HEIGHT}" fill="url(#{hatch})" opacity="0.45"'
            f' clip-path="url(#{escape(chart.key)}-field)"/>'
        ),
        _stretch(
            _path(origin + middle),
            "b-plot-line b-plot-forecast",
            fill="none",
            stroke="#0f5e6b",
            stroke_width="2",
            stroke_dasharray="2 5",
            stroke_linecap="round",
        ),
    ]


def _clip(field: list[tuple[float, float]], key: str) -> str:
    """The field as a share of the drawing, so that the hatching keeps its slant at every width."""
    points = " ".join(f"{x / 100:.4f},{y / HEIGHT:.4f}" for x, y in field)
    return (
        f'<clipPath id="{escape(key)}-field" clipPathUnits="objectBoundingBox">'
        f'<polygon points="{points}"/></clipPath>'
    )


def _or(value: float | None, otherwise: float | None) -> float:
    return value if value is not None else (otherwise or 0.0)


def _targets(chart: LineChart, plane: _Plane) -> list[str]:
    places = [
        (plane.x(index), plane.y(point.target))
        for index, point in enumerate(chart.points)
        if point.target is not None
    ]
    if not places:
        return []
    if len(places) == 1:
        x, y = places[0]
        places = [(x - 3, y), (x + 3, y)]
    return [
        _stretch(
            _path(places),
            "b-plot-line b-plot-target",
            fill="none",
            stroke="#1f2430",
            stroke_width="2",
        )
    ]


def _labels(chart: LineChart, plane: _Plane) -> list[str]:
    """The lines' names at their ends, moved apart where they would cover each other."""
    wanted: list[tuple[float, float, str, str]] = []
    last = _last_actual(chart)
    if last is not None:
        value = chart.points[last].actual or 0.0
        wanted.append(
            (plane.y(value), plane.x(last), figure_text(value, chart.unit), "b-plot-value")
        )
    for name, attribute in ((_("Target"), "target"), (_("Forecast"), "forecast")):
        ends = [(i, getattr(p, attribute)) for i, p in enumerate(chart.points)]
        ends = [(i, value) for i, value in ends if value is not None]
        if ends:
            index, value = ends[-1]
            text = f"{name} {figure_text(value, chart.unit)}"
            wanted.append((plane.y(value), plane.x(index), text, f"b-plot-{attribute}-name"))
    parts = []
    taken: list[tuple[float, float]] = []
    for y, x, text, style in sorted(wanted):
        at_start = (100 - x if plane.across.mirrored else x) < AT_START
        near = [other_y for other_x, other_y in taken if abs(x - other_x) < LABEL]
        if at_start:
            near += [plane.y(value) - 5 for value in chart.grid]
        place = _free(y, near)
        taken.append((x, place))
        anchor = "start" if at_start else "end"
        parts.append(words(text, x=percent(x), y=pixels(place), anchor=anchor, style=style))
    return parts


def _free(y: float, near: list[float]) -> float:
    """Where a point's name may stand: above it, else under it, else as near as there is room.

    Never among the names of the periods; above the point where no place is free at all.
    """
    above, under = y - 10, y + APART
    steps = range(1, HEIGHT // APART)
    places = [above, under, *(p for k in steps for p in (above - k * APART, under + k * APART))]
    for place in places:  # a pixel less is room too: of two points that all but touch
        if APART / 2 < place <= LOWEST and all(abs(place - o) >= APART - 1 for o in near):
            return place
    return min(above, LOWEST)


def _periods(chart: LineChart, plane: _Plane) -> list[str]:
    step = -(-len(chart.points) // MOST_LABELS)
    last = len(chart.points) - 1
    return [
        words(point.label, x=percent(plane.x(index)), y=str(HEIGHT - 10), anchor="middle",
              style="b-plot-tick")
        for index, point in enumerate(chart.points)
        if (last - index) % step == 0
    ]  # fmt: skip


def _last_actual(chart: LineChart) -> int | None:
    known = [index for index, point in enumerate(chart.points) if point.actual is not None]
    return known[-1] if known else None


def _table(chart: LineChart) -> Table:
    columns = [
        (name, attribute)
        for name, attribute in (
            (_("Actual"), "actual"),
            (_("Forecast"), "forecast"),
            (_("At least"), "low"),
            (_("At most"), "high"),
            (_("Target"), "target"),
        )
        if any(getattr(point, attribute) is not None for point in chart.points)
    ]
    rows = tuple(
        (
            point.label,
            *(_cell(getattr(point, attribute), chart.unit) for _name, attribute in columns),
        )
        for point in chart.points
    )
    return Table((chart.periods, *(name for name, _attribute in columns)), rows)


def _cell(value: float | None, unit: str) -> str:
    return "" if value is None else figure_text(value, unit)
