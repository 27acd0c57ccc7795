"""An entry of the audit trail in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
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


Names = dict[tuple[type[models.Model], int], str]


def names_in(entries: Iterable[ModelLogEntry]) -> Names:
    """Return how the records are called to which changed fields lead; each table is asked once."""
    keys: dict[type[models.Model], set[int]] = {}
    for entry in entries:
        for field, before, after in _changed(entry):
            if field is not None and field.related_model:
                found = {value for value in (before, after) if isinstance(value, int)}
                keys.setdefault(field.related_model, set()).update(found)
    names: Names = {}
    for model, wanted in keys.items():
        rows: models.QuerySet[models.Model] = models.QuerySet(model).filter(pk__in=wanted)
        names.update({(model, record.pk): str(record) for record in rows})
    return names


def changes_of(entry: ModelLogEntry, names: Names | None = None) -> list[Change]:
    """Return the fields that changed, by the names that forms give them.

    ``names`` are those of ``names_in`` for all entries of a page; None looks them up.
    """
    known = names_in([entry]) if names is None else names
    return [
        Change(
            str(field.verbose_name) if field is not None else name,
            _in_words(before, field, known),
            _in_words(after, field, known),
        )
        for name, (field, before, after) in zip(_said(entry), _changed(entry), strict=True)
        if not (field is not None and field.primary_key)
    ]


def _said(entry: ModelLogEntry) -> dict[str, list[Any]]:
    return entry.data.get("changes") or {}


def _changed(entry: ModelLogEntry) -> list[tuple[Any, Any, Any]]:
    model = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    return [(_field(model, name), before, after) for name, (before, after) in _said(entry).items()]


def _field(model: Any, name: str) -> Any:
    """The field of that name; None where the model, or it, is no more."""
    try:
        field = model._meta.get_field(name)
    except (FieldDoesNotExist, AttributeError):
        return None
    return field if getattr(field, "concrete", False) else None


def _in_words(value: Any, field: Any, names: Names) -> str:
    """A value as readers know it: by the name of a record or choice, days as they write them."""
    if isinstance(value, int) and field is not None and field.related_model:
        return names.get((field.related_model, value)) or _("no. %(key)s, gone") % {"key": value}
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
