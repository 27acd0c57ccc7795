"""What the kernel's services write beside a line of the audit trail, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.models.retention import RetentionState
from brug.kernel.registries.retention import retention_kinds
from brug.kernel.roles import Role

_WAYS: dict[str, str | Promise] = {
    "password": _("with the password"),
    "second factor": _("with the second step"),
    "passkey": _("with a passkey"),
    "totp": _("authenticator app"),
    "webauthn": _("passkey"),
    "demo": _("in the demo"),
    "it arrived": _("it arrived"),
    "send again": _("send again"),
}


def way(note: str) -> str:
    """A way in, a kind of key or a decision about a mail."""
    return str(_WAYS.get(note, note))


def role(note: str) -> str:
    """A role by its name, with its region."""
    first, space, rest = note.partition(" ")
    return f"{Role(first).label}{space}{rest}" if first in Role.values else note


def kind_of_data(note: str) -> str:
    """A kind of data with a term; behind it, what was decided of how many."""
    name, colon, rest = note.partition(":")
    if name not in retention_kinds:
        return note
    count, _space, state = rest.strip().partition(" ")
    known = RetentionState(state).label if state in RetentionState.values else state
    return f"{retention_kinds.get(name).label}{colon} {count} {known}".strip()
