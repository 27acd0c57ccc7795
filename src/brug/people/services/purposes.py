"""Purposes: what the organisation may want to use data for, and the words people agree to."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.uniqueness import refusing_doubles
from brug.people.enums import Channel
from brug.people.models import Purpose
from brug.people.rules.names import clean


@transaction.atomic
def make_purpose(
    *,
    actor: Actor,
    code: str,
    names: Mapping[str, str],
    wording: Mapping[str, str],
    channels: Sequence[str],
    order: int = 100,
) -> Purpose:
    """Make a purpose; its code stays for ever, because consents and links carry it.

    Raises:
        PermissionDenied: the actor may not change purposes.
        ValidationError: the code is taken, there are no words in Dutch, or no channel.
    """
    actor.require("people.manage_purposes")
    purpose = Purpose(code=code, order=order)
    taken = ValidationError({"code": _("There is a purpose with this code.")})
    with refusing_doubles(taken):
        return _save(actor, purpose, {"names": names, "wording": wording, "channels": channels}, {})


@transaction.atomic
def change_purpose(*, actor: Actor, purpose: Purpose, **changes: Any) -> Purpose:
    """Change names, wording, channels, order, or whether a purpose is in use.

    Another wording raises the version: consents given before keep the words and version that they
    were given to.

    Raises:
        PermissionDenied: the actor may not change purposes.
        ValidationError: there are no words in Dutch, or no channel.
        TypeError: a field is not changed this way.
    """
    actor.require("people.manage_purposes")
    known = {"names", "wording", "channels", "order", "is_active"}
    if unknown := set(changes) - known:
        raise TypeError(f"change_purpose does not change {sorted(unknown)}")
    purpose = Purpose.objects.select_for_update().get(pk=purpose.pk)
    return _save(actor, purpose, changes, audit.snapshot(purpose))


def _save(
    actor: Actor, purpose: Purpose, changes: Mapping[str, Any], before: dict[str, Any]
) -> Purpose:
    for name, value in changes.items():
        setattr(purpose, name, _tidy(name, value))
    if not purpose.names.get("nl") or not purpose.wording.get("nl"):
        raise ValidationError(_("Name and wording are needed in Dutch at least."))
    if not purpose.channels or set(purpose.channels) - set(Channel.values):
        raise ValidationError({"channels": _("Choose at least one channel.")})
    if before and purpose.wording != before["wording"]:
        purpose.version += 1
    purpose.save()
    audit.record(
        actor=actor,
        verb="people.purpose_changed",
        target=purpose,
        before=before,
        after=audit.snapshot(purpose),
    )
    return purpose


def _tidy(name: str, value: Any) -> Any:
    if name in {"names", "wording"}:
        return {language: clean(text) for language, text in value.items() if clean(text)}
    return list(value) if name == "channels" else value
