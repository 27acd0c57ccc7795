"""A line of a few values, small enough for a cell: the shape of what happened, no more."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from brug.kernel.charts.scale import Across, Upward, pixels
from brug.kernel.charts.text import is_mirrored


def sparkline(
    values: Sequence[float], label: str, *, mirrored: bool | None = None, width: int = 96
) -> SafeString:
    """An SVG image of `width` by 24 pixels; `label` says in words what the line shows.

    Fewer than two values make no line: then the label alone is given, for ears only.
    """
    if len(values) < 2:
        return mark_safe(f'<span class="b-sr">{escape(label)}</span>')  # noqa: S308 - escaped
    across = Across(4, 96, is_mirrored(mirrored))
    upward = Upward(min(values), max(values), 4, 20)
    last = len(values) - 1
    places = [
        (across.at(index / last) * width / 100, upward.at(value))
        for index, value in enumerate(values)
    ]
    line = " ".join(f"{pixels(x)},{pixels(y)}" for x, y in places)
    x, y = places[-1]
    return mark_safe(  # noqa: S308 - numbers and one escaped text
        f'<svg class="b-spark" role="img" width="{width}" height="24" viewBox="0 0 {width} 24">'
        f'<title>{escape(label)}</title><polyline points="{line}" fill="none" stroke="#0f5e6b"'
        f' stroke-width="2" stroke-linejoin="round"/><circle cx="{pixels(x)}" cy="{pixels(y)}"'
        ' r="3" fill="#0f5e6b"/></svg>'
    )
