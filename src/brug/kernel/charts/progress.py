"""One promise as a bar: what happened, where it is heading, what was promised.

A page shows dozens of them, so this draws by plain string building: under 0.1 ms each.
"""
# messages: public

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from brug.kernel.charts.scale import Across, percent
from brug.kernel.charts.shape import Shape
from brug.kernel.charts.text import is_mirrored
from brug.kernel.numbers import figure_text

# The target stands at the same place in every row unless something went far past it.
ROOM_PAST_TARGET = 1.2
ROOM_PAST_THE_REST = 1.04


@dataclass(frozen=True, slots=True)
class Progress:
    """What a bar shows; numbers in one unit, `unit` as `figure_text` takes it.

    `verdict` is the judgement in the reader's words ("at risk"), read aloud with the figures.
    """

    label: str
    actual: float | None
    target: float | None = None
    forecast: float | None = None
    shape: Shape = Shape.OPEN
    verdict: str = ""
    unit: str = ""


def progress_bar(progress: Progress, *, mirrored: bool | None = None) -> SafeString:
    """The bar as an SVG image with its figures in its title; as wide as what holds it."""
    across = Across(mirrored=is_mirrored(mirrored))
    full = _full(progress)
    actual = max(progress.actual or 0.0, 0.0) / full
    parts = [
        (
            f'<svg class="b-bar b-bar-{progress.shape.value}" role="img" width="100%" height="18">'
            f"<title>{escape(_spoken(progress))}</title>"
            '<rect class="b-bar-track" width="100%" y="3" height="12" rx="3" fill="#efe6d8"/>'
        )
    ]
    if progress.forecast is not None and progress.forecast / full > actual:
        parts.append(_hatched(across, actual, progress.forecast / full))
    if actual > 0:
        parts.append(_filled(across, actual, progress.shape))
    if progress.target is not None:
        place = percent(across.at(max(progress.target, 0.0) / full))
        parts.append(
            f'<line class="b-bar-target" x1="{place}" x2="{place}" y2="18"'
            ' stroke="#1f2430" stroke-width="2"/>'
        )
    parts.append("</svg>")
    return mark_safe("".join(parts))  # noqa: S308 - numbers, our own classes, and one escaped text


def _full(progress: Progress) -> float:
    """The value at the end of the bar; above zero always."""
    rest = max(progress.actual or 0.0, progress.forecast or 0.0) * ROOM_PAST_THE_REST
    return max((progress.target or 0.0) * ROOM_PAST_TARGET, rest) or 1.0


def _filled(across: Across, share: float, shape: Shape) -> str:
    """What happened, in the judgement's shape."""
    left, width = across.span(0, min(share, 1.0))
    place = f'x="{percent(left)}" width="{percent(width)}"'
    if shape in (Shape.OUT_OF_REACH, Shape.MISSED):
        dashes = ' stroke-dasharray="6 3"' if shape is Shape.OUT_OF_REACH else ""
        return (
            f'<rect class="b-bar-hollow" {place} y="4" height="10" rx="2"'
            f' fill="#fff" stroke="#a3304f" stroke-width="2"{dashes}/>'
        )
    if shape is Shape.AT_RISK:
        return (
            f'<rect class="b-bar-hollow" {place} y="4" height="10" rx="2"'
            ' fill="#fff" stroke="#b8431f" stroke-width="2"/>'
            f'<rect class="b-bar-actual" {place} y="9" height="6" rx="2" fill="#b8431f"/>'
        )
    bar = f'<rect class="b-bar-actual" {place} y="3" height="12" rx="3" fill="#0f5e6b"/>'
    if shape is Shape.MET:
        # At the start of the bar, where the line of the target never stands.
        start = percent(across.at(0))
        inward = -12 if across.mirrored else 12
        bar += (
            f'<svg x="{start}" y="9" overflow="visible"><path class="b-bar-tick"'
            f' transform="translate({inward})" d="M-4.5 0l3 3.2 6-6.4" fill="none"'
            ' stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>'
        )
    return bar


def _hatched(across: Across, first: float, last: float) -> str:
    """The forecast: slanted dashes of one thick line, so that no pattern with a name is needed."""
    left, width = across.span(first, min(last, 1.0))
    slant = 24 if across.mirrored else -24
    return (
        f'<g transform="translate(0 9) skewX({slant})"><line class="b-bar-forecast"'
        f' x1="{percent(left)}" x2="{percent(left + width)}"'
        ' stroke="#0f5e6b" stroke-width="12" stroke-dasharray="2.5 3.5"/></g>'
    )


def _spoken(progress: Progress) -> str:
    """The bar in one sentence."""
    if progress.actual is None:
        told = _("%(label)s: no figure yet") % {"label": progress.label}
    elif progress.target is None:
        told = f"{progress.label}: {figure_text(progress.actual, progress.unit)}"
    else:
        told = _("%(label)s: %(actual)s of %(target)s") % {
            "label": progress.label,
            "actual": figure_text(progress.actual, progress.unit),
            "target": figure_text(progress.target, progress.unit),
        }
    if progress.forecast is not None:
        forecast = figure_text(progress.forecast, progress.unit)
        told += "; " + _("forecast %(forecast)s") % {"forecast": forecast}
    return f"{told}; {progress.verdict}" if progress.verdict else told
