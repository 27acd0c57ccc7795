"""The audit trail: who did what, with what was there before and after.

Kept in Wagtail's log (``wagtail.ModelLogEntry``), so the desk's history pages and its report of all
changes show it without screens of our own.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.encryption import EncryptedField
from brug.kernel.registries.audit_verbs import audit_verbs

REDACTED = "•••"
_SECRET_COLUMNS = frozenset({"password", "session_salt"})


def snapshot(record: models.Model) -> dict[str, Any]:
    """Return a record's plain columns by name, ready for JSON; encrypted and secret ones blank."""
    values: dict[str, Any] = {}
    for column in record._meta.concrete_fields:
        if isinstance(column, EncryptedField) or column.name in _SECRET_COLUMNS:
            values[column.name] = REDACTED if getattr(record, column.attname) else ""
        else:
            values[column.name] = getattr(record, column.attname)
    return values


def record(
    *,
    actor: Actor,
    verb: str,
    target: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Write one line of the audit trail, in the caller's transaction.

    Of ``before`` and ``after`` (see ``snapshot``) only what differs is kept.

    Raises:
        UnknownEntry: no room declared the verb.
    """
    audit_verbs.get(verb)
    data: dict[str, Any] = {"actor": str(actor)}
    changes = _changes(before or {}, after or {})
    if changes:
        data["changes"] = changes
    if note:
        data["note"] = note
    log(
        instance=target,
        action=verb,
        user=actor.user,
        data=_plain(data),
        content_changed=bool(changes),
        # Of entries that share one, Wagtail's history shows only the last.
        uuid=uuid4(),
    )


def forget(model: type[models.Model], keys: Iterable[int]) -> int:
    """Blank what the trail says of records of somebody who is forgotten; return how many lines.

    That something was done, by whom and when, stays: figures and reviews need it.
    """
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=map(str, keys)
    )
    lines = list(entries.only("label", "data"))
    for line in lines:
        line.label = "–"
        line.data = {name: said for name, said in line.data.items() if name == "actor"}
    ModelLogEntry.objects.bulk_update(lines, ["label", "data"], batch_size=200)
    return len(lines)


def note_list_exported(*, actor: Actor, right: str, name: str, count: int, note: str) -> None:
    """Note in the trail, with the one who did it, that a list of the house was taken along.

    Raises:
        PermissionDenied: the actor may not read that list.
    """
    actor.require(right)
    if actor.user is not None and count:
        told = f"{name}, {note}"
        record(actor=actor, verb="kernel.list_exported", target=actor.user, note=told)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    names = [*before, *(name for name in after if name not in before)]
    return {
        name: [before.get(name), after.get(name)]
        for name in names
        if before.get(name) != after.get(name)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return DjangoJSONEncoder().default(value) if not isinstance(value, models.Model) else str(value)
