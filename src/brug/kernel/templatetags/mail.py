"""The parts that mails are made of: written once, shown as HTML (MJML) and as plain text.

``{% load mail %}``, then ``{% paragraph %}…{% endparagraph %}``, and likewise ``note``,
``button url`` and ``fact label``; inside a paragraph ``link url`` and ``strong``. HTML tags of
one's own would stand in the text part and are not allowed.
"""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
Context = dict[str, Any]


@register.simple_block_tag(takes_context=True)
def paragraph(context: Context, content: SafeString) -> str:
    """A paragraph of running text."""
    if _is_text(context):
        return _block(content)
    return format_html("<mj-text>{}</mj-text>", _turned(context, content))


@register.simple_block_tag(takes_context=True)
def note(context: Context, content: SafeString) -> str:
    """A paragraph in small type: terms, what to do when this mail is not for you."""
    if _is_text(context):
        return _block(content)
    return format_html(
        '<mj-text mj-class="note" css-class="note">{}</mj-text>', _turned(context, content)
    )


@register.simple_block_tag(takes_context=True)
def button(context: Context, content: SafeString, url: str) -> str:
    """The one act that the mail asks for."""
    if _is_text(context):
        return _block(f"{_one_line(content)}:\n{url}")
    return format_html(
        '<mj-button href="{}"><span dir="{}">{}</span></mj-button>',
        url,
        context["direction"],
        content.strip(),
    )


@register.simple_block_tag(takes_context=True)
def fact(context: Context, content: SafeString, label: str) -> str:
    """One thing to know, with its name: a date, a place, a number."""
    if _is_text(context):
        return f"\n{label}: {_one_line(content)}\n"
    return format_html(
        '<mj-text mj-class="fact" css-class="fact">{}</mj-text>',
        _turned(context, format_html("<span>{}</span><br><b>{}</b>", label, content.strip())),
    )


@register.simple_block_tag(takes_context=True)
def link(context: Context, content: SafeString, url: str) -> str:
    """A link within a paragraph."""
    if _is_text(context):
        return f"{_one_line(content)} ({url})"
    return format_html('<a href="{}">{}</a>', url, content.strip())


@register.simple_block_tag(takes_context=True)
def strong(context: Context, content: SafeString) -> str:
    """Words that must not be missed."""
    return content if _is_text(context) else format_html("<b>{}</b>", content)


def _is_text(context: Context) -> bool:
    return bool(context["layout"].endswith(".txt"))


def _block(content: str) -> str:
    lines = [" ".join(line.split()) for line in content.strip().splitlines()]
    return "\n" + "\n".join(lines) + "\n"


def _one_line(content: str) -> str:
    return " ".join(content.split())


def _turned(context: Context, content: str) -> SafeString:
    """Mail programs drop the direction of the page, so that each cell says its own."""
    return format_html(
        '<div dir="{}" lang="{}">{}</div>',
        context["direction"],
        context["language"],
        mark_safe(content.strip()),  # noqa: S308 - escaped by the template that made it
    )
