"""An entry of the audit trail in the reader's words."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from brug.kernel.roles import Role


@dataclass(frozen=True)
class Change:
    """One field that changed, with what stood there before and after."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


def who(entry: ModelLogEntry) -> str:
    """Return who did it: the user's name, or which part of the house acted."""
    if entry.user_id:
        return str(entry.user_display_name)
    return str(entry.data.get("actor") or "")


def note_of(entry: ModelLogEntry) -> str:
    """Return what the service wrote beside it; a role by its name."""
    first, space, rest = str(entry.data.get("note") or "").partition(" ")
    word = str(Role(first).label) if first in Role.values else first
    return f"{word}{space}{rest}"


def changes_of(entry: ModelLogEntry) -> list[Change]:
    """Return the fields that changed, by the names that forms give them."""
    changes: dict[str, list[Any]] = entry.data.get("changes") or {}
    content_type = ContentType.objects.get_for_id(entry.content_type_id)
    model = content_type.model_class()
    return [
        Change(_field_name(model, name), _in_words(pair[0]), _in_words(pair[1]))
        for name, pair in changes.items()
    ]


def _field_name(model: Any, name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except (FieldDoesNotExist, AttributeError):
        return name
    return str(getattr(field, "verbose_name", name))


def _in_words(value: Any) -> str:
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value) or _("nothing")
    return str(value)
