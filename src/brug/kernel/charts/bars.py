"""Bars beside each other to compare: one for each region, practice, source."""
# messages: public

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from brug.kernel.charts.figure import Table, canvas, figure, words
from brug.kernel.charts.scale import Across, percent
from brug.kernel.charts.shape import Shape
from brug.kernel.charts.text import is_mirrored
from brug.kernel.numbers import figure_text

ROW = 48  # pixels: the label's line, the bar, air


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `shape` other than open draws it as its judgement is drawn everywhere."""

    label: str
    value: float
    target: float | None = None
    shape: Shape = Shape.OPEN


@dataclass(frozen=True, slots=True)
class BarChart:
    """`title` says the finding ("Ghent and Antwerp find most volunteers"), `summary` adds detail
    for who cannot see the drawing; `names` is the heading over the labels ("Region")."""

    key: str
    title: str
    names: str
    values: str
    bars: tuple[Bar, ...]
    summary: str = ""
    unit: str = ""


def bar_chart(chart: BarChart, *, mirrored: bool | None = None) -> SafeString:
    """The figure with its table. Bars keep the order that they are given in."""
    across = Across(mirrored=is_mirrored(mirrored))
    full = max((max(bar.value, bar.target or 0.0) for bar in chart.bars), default=0.0) or 1.0
    inside: list[str] = []
    for index, bar in enumerate(chart.bars):
        inside += _row(bar, across, full * 1.02, index * ROW, chart.unit)
    drawing = canvas(
        key=chart.key,
        title=chart.title,
        summary=chart.summary or chart.values,
        height=max(len(chart.bars), 1) * ROW,
        inside=inside,
    )
    return figure(
        key=chart.key,
        title=chart.title,
        summary=chart.summary,
        drawing=drawing,
        table=_table(chart),
    )


def _row(bar: Bar, across: Across, full: float, top: int, unit: str) -> list[str]:
    left, width = across.span(0, max(bar.value, 0.0) / full)
    parts = [
        words(bar.label, x=percent(across.at(0)), y=str(top + 16)),
        words(
            figure_text(bar.value, unit),
            x=percent(across.at(1)),
            y=str(top + 16),
            anchor="end",
            style="b-plot-value",
        ),
        f'<rect class="b-bar-track" width="100%" y="{top + 24}" height="12" rx="3"/>',
        (
            f'<rect class="b-plot-bar b-plot-{bar.shape.value}" x="{percent(left)}"'
            f' width="{percent(width)}" y="{top + 24}" height="12" rx="3" fill="#0f5e6b"/>'
        ),
    ]
    if bar.target is not None:
        place = percent(across.at(bar.target / full))
        parts.append(
            f'<line class="b-bar-target" x1="{place}" x2="{place}" y1="{top + 21}"'
            f' y2="{top + 39}" stroke="#1f2430" stroke-width="2"/>'
        )
    return parts


def _table(chart: BarChart) -> Table:
    has_targets = any(bar.target is not None for bar in chart.bars)
    headings = (chart.names, chart.values) + ((_("Target"),) if has_targets else ())
    rows = []
    for bar in chart.bars:
        row: tuple[str, ...] = (bar.label, figure_text(bar.value, chart.unit))
        if has_targets:
            row += ("" if bar.target is None else figure_text(bar.target, chart.unit),)
        rows.append(row)
    return Table(headings, tuple(rows))
