"""All that is known of a person in one file."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone

from brug.kernel.registries.privacy import Json
from brug.people.models import Contact


@dataclass(frozen=True)
class Part:
    """A name with a value, or with parts of its own."""

    name: str
    value: str
    parts: "list[Part]"


def archive(person: Contact, told: dict[str, Json]) -> bytes:
    """Return a zip file with ``index.html`` to read and ``data.json`` for machines."""
    page = render_to_string(
        "people/personal/archive.html",
        {
            "person": person,
            "now": timezone.localtime(),
            "parts": _parts(told),
        },
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        file.writestr("index.html", page)
        file.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
    return buffer.getvalue()


def _parts(content: Any) -> list[Part]:
    """The content as a tree of names and values, without what is empty, for a template to show."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content, start=1)
    parts = []
    for name, value in pairs:
        label = str(name).replace("_", " ")
        if isinstance(value, dict | list):
            if value:
                parts.append(Part(label, "", _parts(value)))
        elif value not in (None, ""):
            parts.append(Part(label, str(value), []))
    return parts
