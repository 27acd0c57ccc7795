"""What our templates need beyond Django's own tags: signs, languages, figures, small charts."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from brug.kernel import charts
from brug.kernel.access.parts import actor_in_words
from brug.kernel.numbers import figure_text

register = template.Library()

# What a phone shows of a language's name where all six must stand in one line.
SHORT_NAMES = {"nl": "NL", "fr": "FR", "en": "EN", "uk": "УК"}


@register.simple_tag
def glyph(name: str, css: str = "") -> SafeString:
    """A sign of `img/icons.svg` in the colour of the text; words stand beside it or in a label."""
    return format_html(
        '<svg class="b-glyph{}" width="24" height="24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("brug/img/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Each language of the house with the address of this same page in it.

    Keys: `code`, `name` (its own), `short`, `url`, `current`. Without a request (an error page)
    the addresses are those of the home pages.
    """
    request = context.get("request")
    path = request.get_full_path() if request is not None else ""
    now = get_language()
    return [
        {
            "code": code,
            "name": name,
            "short": SHORT_NAMES.get(code, name),
            "url": _in_language(path, code),
            "current": code == now,
        }
        for code, name in settings.LANGUAGES
    ]


def _in_language(path: str, code: str) -> str:
    """The same page in another language; its home page where a page has no language."""
    there = translate_url(path, code) if path else ""
    return there if there.startswith(f"/{code}/") else f"/{code}/"


@register.simple_tag
def ways_up(breadcrumbs: Sequence[Mapping[str, Any]], title: object) -> list[Mapping[str, Any]]:
    """Return the way to a page without the page itself, whose title stands below as its heading.

    ``breadcrumbs`` lead down to the page; '' where a page has none.
    """
    way = list(breadcrumbs)
    if way and (not way[-1].get("url") or str(way[-1]["label"]) == str(title)):
        way.pop()
    return way


@register.filter
def figure(value: float, unit: str = "") -> str:
    """A number in the reader's way; see `numbers.figure_text`."""
    return figure_text(value, unit)


@register.filter
def actor_words(said: str) -> str:
    """Who acted, as it was kept with a record; see `actor_in_words`."""
    return actor_in_words(said)


@register.simple_tag
def progress_bar(progress: charts.Progress) -> SafeString:
    """One promise as a bar."""
    return charts.progress_bar(progress)


@register.simple_tag
def judgement_mark(judgement: str, word: str) -> SafeString:
    """A judgement's mark and word."""
    return charts.judgement_mark(charts.Shape.of(judgement), word)


@register.simple_tag
def sparkline(values: Sequence[float], label: str) -> SafeString:
    """A line of a few values."""
    return charts.sparkline(values, label)


@register.simple_tag
def arch_steps(steps: Sequence[str], now: int) -> SafeString:
    """Steps along an arch, `now` counted from 0."""
    return charts.arch_steps(steps, now)
