"""What every larger chart has around it: the finding as its title, and its figures in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Table:
    """A chart's figures: the headings, then rows whose first cell names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure(*, key: str, title: str, summary: str, drawing: str, table: Table) -> SafeString:
    """The chart's HTML. `key` is unique on its page; `drawing` is trusted SVG."""
    return render_to_string(
        "brug/charts/figure.html",
        {"key": key, "title": title, "summary": summary, "drawing": drawing, "table": table},
    )


def canvas(*, key: str, title: str, summary: str, height: int, inside: Sequence[str]) -> SafeString:
    """An SVG image as wide as its holder, named by its finding and described by its summary."""
    return mark_safe(  # noqa: S308 - `inside` is our own drawing; the texts are escaped
        f'<svg class="b-plot" role="img" width="100%" height="{height}"'
        f' aria-labelledby="{escape(key)}-title {escape(key)}-desc">'
        f'<title id="{escape(key)}-title">{escape(title)}</title>'
        f'<desc id="{escape(key)}-desc">{escape(summary)}</desc>{"".join(inside)}</svg>'
    )


def words(text: str, *, x: str, y: str, anchor: str = "start", style: str = "") -> str:
    """A piece of text in a drawing; `start` and `end` follow the reader's direction."""
    return (
        f'<text class="b-plot-text {style}" x="{x}" y="{y}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )
