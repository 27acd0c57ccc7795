"""Notes of staff about contacts."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.enums import Visibility
from brug.people.models import Contact, Note
from brug.people.services.rights import require_over


@transaction.atomic
def write_note(
    *, actor: Actor, contact_id: int, text: str, visibility: Visibility = Visibility.TEAM
) -> Note:
    """Write a note about a contact; the audit trail says that, not what, was written.

    Raises:
        PermissionDenied: the actor may not change contacts, or not this one.
    """
    contact = Contact.objects.get(pk=contact_id)
    require_over(actor, "people.change_contact", contact)
    note = Note.objects.create(
        contact=contact, author=actor.user, text=text.strip(), visibility=visibility
    )
    audit.record(actor=actor, verb="people.note_written", target=contact)
    return note


@transaction.atomic
def remove_note(*, actor: Actor, note: Note) -> None:
    """Remove a note; only its author, or who may erase contacts.

    Raises:
        PermissionDenied: neither.
    """
    is_author = actor.user is not None and note.author_id == actor.user.pk
    if not is_author and not actor.may("people.delete_contact"):
        raise PermissionDenied(_("Only its author may remove a note."))
    audit.record(actor=actor, verb="people.note_removed", target=note.contact)
    note.delete()
