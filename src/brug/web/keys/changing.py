"""Add a key of encrypted fields, and drop one that nothing needs any more."""

import secrets
from collections import Counter

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.encryption import fingerprint, key_of
from brug.web.keys.places import places
from brug.web.secrets_on_disk import write_keys

_RIGHT = "kernel.run_operations"
_BYTES = 50
KEY_FILE = "keys/fields"


class CannotDrop(Exception):
    """The key stays; the message says why and what to do."""


def are_set() -> bool:
    """Whether the keys come from the setting; else they lie in the data folder."""
    return settings.ENVIRONMENT.brug_field_keys is not None


def add_key(*, actor: Actor) -> list[str]:
    """Make a key that will write from now on; return all keys, newest first.

    Keys that lie in the data folder are written there; a setting is the operator's to change. What
    runs goes on with the keys that it began with. Noted in the audit trail, by fingerprint.

    Raises:
        PermissionDenied: the actor may not run operations.
    """
    actor.require(_RIGHT)
    keys = [secrets.token_urlsafe(_BYTES), *settings.BRUG_FIELD_KEYS]
    _put(actor, "web.key_added", keys, keys[0])
    return keys


def drop_key(*, actor: Actor, mark: str) -> list[str]:
    """Take a key away that nothing was written with; return the keys that stay, newest first.

    ``mark`` is its fingerprint. Every record is read first. Noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not run operations.
        CannotDrop: there is no such key, it writes, or something needs it or cannot be read.
    """
    actor.require(_RIGHT)
    keys = list(settings.BRUG_FIELD_KEYS)
    place = next((n for n, key in enumerate(keys) if fingerprint(key) == mark), None)
    if place is None:
        raise CannotDrop(f"no key has the fingerprint {mark}: see `brug keys status`")
    if place == 0:
        raise CannotDrop("this is the newest key, which writes: add another one first")
    if used := _uses(place):
        said = ", ".join(f"{count} of {name}" for name, count in used.items())
        raise CannotDrop(f"it is still needed by {said}: run `brug keys rotate` first")
    left = keys[:place] + keys[place + 1 :]
    _put(actor, "web.key_dropped", left, keys[place])
    return left


def _uses(place: int) -> Counter[str]:
    """Count the records, by where they lie, of which a text needs that key, or one not given."""
    found: Counter[str] = Counter()
    for kept in places():
        for _key, value in kept.rows().iterator(chunk_size=200):
            if {key_of(text) for text in kept.texts(value)} & {place, None}:
                found[kept.name] += 1
    return found


def _put(actor: Actor, verb: str, keys: list[str], changed: str) -> None:
    # The trail needs a record: the kind of what these keys keep most secret.
    target = ContentType.objects.get_for_model(Authenticator)
    with transaction.atomic():
        audit.record(actor=actor, verb=verb, target=target, note=fingerprint(changed))
        if not are_set():
            write_keys(settings.DATA_DIR / KEY_FILE, keys)
