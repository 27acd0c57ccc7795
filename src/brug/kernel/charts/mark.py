"""A judgement as a small mark and its word."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from brug.kernel.charts.shape import Shape

_RING = '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
_DASHED = (
    '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-dasharray="4.2 2.08"/>'
)
_DISC = '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
_DRAWN = {
    Shape.MET: _DISC + '<path class="b-mark-cut" d="M4.5 8.2l2.5 2.6 4.6-5" fill="none"'
    ' stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>',
    Shape.ON_COURSE: _DISC,
    Shape.AT_RISK: _RING + '<path d="M2 8a6 6 0 0 0 12 0z" fill="currentColor"/>',
    Shape.OUT_OF_REACH: _DASHED,
    Shape.MISSED: _RING,
    Shape.OPEN: '<path d="M3 8h10" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
}


def judgement_mark(shape: Shape, word: str) -> SafeString:
    """The mark and, beside it, the word (the caller's, translated)."""
    return mark_safe(  # noqa: S308 - our own drawing and one escaped word
        f'<span class="b-mark b-mark-{shape.value}">'
        f'<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">{_DRAWN[shape]}</svg>'
        f"{escape(word)}</span>"
    )
