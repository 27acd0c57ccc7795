"""All that is known of a person in one file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from brug.kernel.numbers import day_text
from brug.kernel.registries.privacy import Json, PrivacyHandler, privacy_handlers
from brug.people.models import Contact


@dataclass(frozen=True)
class Part:
    """A name with a value, or with parts of its own."""

    name: str
    value: str
    parts: "list[Part]"


def archive(person: Contact, told: Mapping[str, Json]) -> bytes:
    """Return a zip file with ``index.html`` to read, in the person's language, and ``data.json``
    for machines."""
    with translation.override(person.language):
        page = render_to_string(
            "people/personal/archive.html",
            {"person": person, "now": timezone.localtime(), "parts": _rooms(told)},
        )
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        file.writestr("index.html", page)
        file.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
    return buffer.getvalue()


def _rooms(told: Mapping[str, Json]) -> list[Part]:
    rooms = []
    for name, content in told.items():
        handler = privacy_handlers.get(name)
        if parts := _parts(content, handler):
            rooms.append(Part(str(handler.words[name]), "", parts))
    return rooms


def _parts(content: Any, handler: PrivacyHandler) -> list[Part]:
    """The content as a tree of names and values, without what is empty, for a template to show."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content, start=1)
    parts = []
    for name, value in pairs:
        label = str(handler.words.get(str(name), name))
        if isinstance(value, dict | list):
            if inner := _parts(value, handler):
                parts.append(Part(label, "", inner))
        elif value not in (None, ""):
            codes = handler.codes.get(str(name), {})
            parts.append(Part(label, str(codes.get(value) or _read(value)), []))
    return parts


def _read(value: object) -> str:
    """A value as people write it: yes or no, and moments in the house's time zone."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    if len(text) < len("2026-01-01") or text[4:5] != "-":
        return text
    try:
        if "T" not in text:
            return day_text(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return day_text(local, "DATETIME_FORMAT")
