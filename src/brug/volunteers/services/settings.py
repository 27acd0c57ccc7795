"""What the house decides itself about its volunteers: roles, steps of welcome, documents."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.volunteers.models import DocumentKind, Task, WelcomeStep

Setting = Task | WelcomeStep | DocumentKind


@transaction.atomic
def keep_setting(
    *, actor: Actor, record: Setting, names: Mapping[str, str], told: Mapping[str, Any]
) -> Setting:
    """Make or change a role, step or kind of document; ``names`` by code of language.

    One that is no longer in use stays with what points to it.

    Raises:
        PermissionDenied: the actor may not.
        ValidationError: there is no Dutch name.
    """
    actor.require("volunteers.manage_papers")
    if not names.get("nl", "").strip():
        raise ValidationError({"name_nl": _("Give it a Dutch name.")})
    before = audit.snapshot(record)
    # Names in other languages stay as they are.
    record.names = {**record.names, **{code: name.strip() for code, name in names.items()}}
    if not record.code:
        record.code = _free_code(type(record), names["nl"])
    tasks = told.get("tasks")
    for name, value in told.items():
        if name != "tasks":
            setattr(record, name, value)
    record.save()
    if tasks is not None and isinstance(record, DocumentKind):
        record.tasks.set(tasks)
    audit.record(
        actor=actor,
        verb="volunteers.setting_changed",
        target=record,
        before=before,
        after=audit.snapshot(record),
    )
    return record


def _free_code(model: type[Setting], name: str) -> str:
    stem = slugify(name)[:34] or "x"
    taken = set(model.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbered if code not in taken)
