"""Lists of volunteering that somebody takes along."""

from brug.kernel import audit
from brug.kernel.access.actor import Actor


def note_exported(*, actor: Actor, count: int, note: str) -> None:
    """Note who took a list along, and how many it named.

    Raises:
        PermissionDenied: the actor may not take lists along.
    """
    actor.require("volunteers.export")
    if actor.user is not None and count:
        told = f"{count}: {note}"
        audit.record(actor=actor, verb="volunteers.list_exported", target=actor.user, note=told)
