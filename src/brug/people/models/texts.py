"""Texts that are data, kept by language."""

from collections.abc import Mapping

from django.utils.translation import get_language


def in_reader_language(texts: Mapping[str, str]) -> str:
    """Return the text in the active language, in Dutch where there is none, or ''."""
    return texts.get(get_language() or "nl") or texts.get("nl") or ""
