"""Lists that leave the house."""

from brug.kernel import audit
from brug.kernel.access.actor import Actor


def note_contacts_exported(*, actor: Actor, count: int, note: str) -> None:
    """Note in the audit trail, with the one who did it, that a list of people was taken along.

    ``note`` says in which form and how it was narrowed.

    Raises:
        PermissionDenied: the actor may not export contacts.
    """
    actor.require("people.export_contact")
    if actor.user is not None and count:
        audit.record(actor=actor, verb="people.list_exported", target=actor.user, note=note)
