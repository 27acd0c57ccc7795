"""Notes of staff about contacts."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.enums import Visibility
from brug.people.models import Contact, Note
from brug.people.services.rights import require_over

KEPT_TO_PUT_BACK = timedelta(hours=1)  # a removed note, at least; it goes the next night


@transaction.atomic
def write_note(
    *, actor: Actor, contact_id: int, text: str, visibility: Visibility = Visibility.TEAM
) -> Note:
    """Write a note about a contact; the audit trail says that, not what, was written.

    Raises:
        PermissionDenied: the actor may not change contacts, or not this one.
        ValueError: a closed one: ``closed_notes.write_closed_note`` writes those.
    """
    if visibility is Visibility.CLOSED:
        raise ValueError(visibility)
    contact = Contact.objects.get(pk=contact_id)
    require_over(actor, "people.change_contact", contact)
    note = Note.objects.create(
        contact=contact, author=actor.user, text=text.strip(), visibility=visibility
    )
    audit.record(actor=actor, verb="people.note_written", target=contact)
    return note


@transaction.atomic
def remove_note(*, actor: Actor, note: Note) -> None:
    """Remove a note; only its author, or who may erase contacts. ``put_back_note`` undoes it.

    Nobody reads it from now on; the next night it is deleted.

    Raises:
        PermissionDenied: neither.
    """
    require_keeper(actor, note)
    note.removed_at = timezone.now()
    note.save(update_fields=["removed_at"])
    audit.record(actor=actor, verb="people.note_removed", target=note.contact)


def require_keeper(actor: Actor, note: Note) -> None:
    """Pass for a note's author, and for who may erase contacts.

    Raises:
        PermissionDenied: somebody else.
    """
    is_author = actor.user is not None and note.author_id == actor.user.pk
    if not is_author and not actor.may("people.delete_contact"):
        raise PermissionDenied(_("Only its author may remove a note."))


def forget_removed_notes() -> int:
    """Delete the notes that were removed, where nobody can put them back any more; how many."""
    return Note.objects.filter(removed_at__lt=timezone.now() - KEPT_TO_PUT_BACK).delete()[0]
