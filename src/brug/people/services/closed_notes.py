"""Closed notes: written, read and handed over here alone, each reading with its line."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.closed.services import note_reading
from brug.kernel.models import ReadingWay
from brug.people.enums import Visibility
from brug.people.models import Contact, Note
from brug.people.models.note import READ_CLOSED
from brug.people.services.rights import require_over

KIND = "people.closed_notes"


@transaction.atomic
def write_closed_note(
    *, actor: Actor, contact_id: int, text: str, is_withheld: bool = False
) -> Note:
    """Write a closed note; the audit trail says that one was written, and nothing of it.

    ``is_withheld``: it also tells of somebody else; the person learns that it is there, not what
    it says.

    Raises:
        PermissionDenied: the actor may not change this contact, or not read closed notes.
        ValidationError: it says nothing.
    """
    contact = Contact.objects.get(pk=contact_id)
    require_over(actor, "people.change_contact", contact)
    require_over(actor, READ_CLOSED, contact)
    if not text.strip():
        raise ValidationError({"text": _("Write what is to be noted.")})
    note = Note.objects.create(
        contact=contact,
        author=actor.user,
        closed_text=text.strip(),
        is_withheld=is_withheld,
        visibility=Visibility.CLOSED,
    )
    audit.record(actor=actor, verb="people.closed_note_written", target=contact)
    return note


@transaction.atomic
def read_closed_note(*, actor: Actor, note_id: int, why: str) -> str:
    """Return the text of a closed note; one line in the log of readings, with the reason.

    Raises:
        PermissionDenied: the actor may not read closed notes, or does not see the contact.
        ValidationError: no reason is given.
        Note.DoesNotExist: there is no such closed note.
    """
    note = Note.objects.closed().select_related("contact").get(pk=note_id)
    require_over(actor, READ_CLOSED, note.contact)
    note_reading(actor=actor, kind=KIND, record_ids=[note.pk], person_id=note.contact_id, why=why)
    return note.closed_text or ""


@transaction.atomic
def hand_over(*, actor: Actor, contact_id: int, why: str) -> list[object]:
    """Return the closed notes about a person as they get them; a line for each text.

    Of those that are withheld only that they are there.

    Raises:
        PermissionDenied: the actor may not read closed notes, or does not see the contact.
        ValidationError: no reason is given.
    """
    contact = Contact.objects.get(pk=contact_id)
    require_over(actor, READ_CLOSED, contact)
    notes = list(contact.notes.closed().order_by("pk"))
    given = [note for note in notes if not note.is_withheld]
    note_reading(
        actor=actor,
        kind=KIND,
        record_ids=[note.pk for note in given],
        person_id=contact.pk,
        why=why,
        way=ReadingWay.HANDED_OVER,
    )
    return [
        {"text": note.closed_text or "", "written_at": note.written_at.isoformat()}
        if not note.is_withheld
        else without_text(note)
        for note in notes
    ]


def without_text(note: Note) -> dict[str, object]:
    """Return what a person learns of a closed note whose text they do not get here, and why not."""
    return {
        "written_at": note.written_at.isoformat(),
        "without_text": "others" if note.is_withheld else "ask",
    }
