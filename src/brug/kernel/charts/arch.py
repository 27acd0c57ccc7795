"""How far something is, as steps along an arch: a placement, a question, a walker's goal."""

import math
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from brug.kernel.charts.scale import pixels
from brug.kernel.charts.text import is_mirrored

WIDTH, HEIGHT = 320, 92
RADIUS_ACROSS, RADIUS_UP = 144, 64
_CURRENT = ' aria-current="step"'
FOOT = 78  # pixels from the top where the arch stands


def arch_steps(steps: Sequence[str], now: int, *, mirrored: bool | None = None) -> SafeString:
    """The steps' names as a list under an arch that is drawn up to the step `now` (from 0).

    The drawing is for eyes only; ears get the list, which says where one is.
    """
    runs_left = is_mirrored(mirrored)
    places = [_place(index, len(steps), mirrored=runs_left) for index in range(len(steps))]
    dots = "".join(
        f'<circle class="b-step-dot{_state(index, now)}" cx="{pixels(x)}" cy="{pixels(y)}" r="10"/>'
        for index, (x, y) in enumerate(places)
    )
    names = "".join(
        f"<li{_CURRENT if index == now else ''}>{escape(name)}</li>"
        for index, name in enumerate(steps)
    )
    sweep = 0 if runs_left else 1
    done = _arc(places[0], places[min(now, len(places) - 1)], sweep)
    return mark_safe(  # noqa: S308 - numbers, our own classes and escaped names
        f'<div class="b-arch-steps"><svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f'<path class="b-arch-line" d="{_arc(places[0], places[-1], sweep)}"/>'
        f'<path class="b-arch-line b-arch-done" d="{done}"/>{dots}</svg>'
        f'<ol class="b-arch-names">{names}</ol></div>'
    )


def _place(index: int, count: int, *, mirrored: bool) -> tuple[float, float]:
    """Where a step stands on the arch."""
    share = index / (count - 1) if count > 1 else 0.5
    angle = math.pi * share if mirrored else math.pi * (1 - share)
    return WIDTH / 2 + RADIUS_ACROSS * math.cos(angle), FOOT - RADIUS_UP * math.sin(angle)


def _arc(first: tuple[float, float], last: tuple[float, float], sweep: int) -> str:
    return (
        f"M{pixels(first[0])} {pixels(first[1])}"
        f"A{RADIUS_ACROSS} {RADIUS_UP} 0 0 {sweep} {pixels(last[0])} {pixels(last[1])}"
    )


def _state(index: int, now: int) -> str:
    if index == now:
        return " b-step-now"
    return " b-step-past" if index < now else ""
