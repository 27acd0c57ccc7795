"""An entry of the audit trail in the reader's words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from brug.kernel.access.parts import actor_in_words
from brug.kernel.registries.audit_verbs import audit_verbs


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
    return actor_in_words(str(entry.data.get("actor") or ""))


def note_of(entry: ModelLogEntry) -> str:
    """Return what the service wrote beside it, codes in words."""
    note = str(entry.data.get("note") or "")
    return audit_verbs.get(entry.action).note(note) if entry.action in audit_verbs else note


def changes_of(entry: ModelLogEntry) -> list[Change]:
    """Return the fields that changed, by the names that forms give them."""
    changes: dict[str, list[Any]] = entry.data.get("changes") or {}
    content_type = ContentType.objects.get_for_id(entry.content_type_id)
    model = content_type.model_class()
    return [
        Change(
            str(getattr(field, "verbose_name", name)),
            _in_words(pair[0], field),
            _in_words(pair[1], field),
        )
        for name, pair in changes.items()
        if not getattr(field := _field(model, name), "primary_key", False)
    ]


def _field(model: Any, name: str) -> Any:
    """The field of that name; None where the model, or it, is no more."""
    try:
        return model._meta.get_field(name)
    except (FieldDoesNotExist, AttributeError):
        return None


def _in_words(value: Any, field: Any) -> str:
    """A value as readers know it: a choice by its name, days and moments as they write them."""
    choices = dict(getattr(field, "flatchoices", None) or ())
    if isinstance(value, str | int) and value in choices:
        return str(choices[value])
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value) or _("nothing")
    return _moment(value) if isinstance(value, str) else str(value)


def _moment(text: str) -> str:
    """A day or moment of JSON as the reader writes it; other texts as they are."""
    try:
        if len(text) == len("2026-11-27"):
            return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if timezone.is_naive(moment):
        return text
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
