"""Take back what was just done: a contact added, a relation made or ended, a note."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.registries.privacy import privacy_handlers
from brug.people import signals
from brug.people.models import (
    Contact,
    ContactLanguage,
    ContactWord,
    DuplicatePair,
    EmailAddress,
    Note,
    Phone,
    PostalAddress,
    Relation,
)
from brug.people.services.marks import mark_contacts_changed
from brug.people.services.notes import require_keeper
from brug.people.services.rights import locked, require_over

JUST_MADE = timedelta(hours=1)
# What is made along with a contact, or by the house itself.
_CARD = (EmailAddress, Phone, PostalAddress, ContactLanguage, ContactWord, DuplicatePair)


@transaction.atomic
def take_back_contact(*, actor: Actor, contact_id: int) -> None:
    """Remove a contact that the actor added by mistake within the hour, with its card.

    Noted in the audit trail, without a name; publishes ``contact_erased``.

    Raises:
        PermissionDenied: the actor may not add contacts, or did not add this one just now.
        ValidationError: something was noted of it since.
        Contact.DoesNotExist: there is none of that key.
    """
    contact = locked(contact_id)
    require_over(actor, "people.add_contact", contact)
    made = ModelLogEntry.objects.for_instance(contact).filter(
        action="people.contact_made",
        user=actor.user,
        timestamp__gte=timezone.now() - JUST_MADE,
    )
    if actor.user is None or not made.exists():
        raise PermissionDenied(
            _("Only who added this contact can take that back, within the hour.")
        )
    if _has_more(contact):
        raise ValidationError(
            _("This cannot be undone any more: something was noted of this contact since.")
        )
    for handler in privacy_handlers:
        handler.erase(contact.pk)
    contact.refresh_from_db()
    audit.record(actor=actor, verb="people.contact_taken_back", target=contact)
    signals.publish(signals.contact_erased, person_id=contact.pk)
    contact.delete()
    mark_contacts_changed()


def _has_more(contact: Contact) -> bool:
    """Whether anything leads to a contact beside its card."""
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: contact.pk}).exists()
        for relation in contact._meta.related_objects
        if relation.related_model not in _CARD
    )


@transaction.atomic
def take_back_relation(*, actor: Actor, relation_id: int) -> None:
    """Remove a relation that was made by mistake. Noted for the subject.

    Raises:
        PermissionDenied: the actor may not change the subject.
        ValidationError: it was ended or removed since.
    """
    relation = _relation(actor, relation_id)
    if relation.ends_on is not None:
        raise ValidationError(_("This cannot be undone any more: the relation was ended since."))
    audit.record(
        actor=actor,
        verb="people.relation_taken_back",
        target=relation.subject,
        note=str(relation.kind),
    )
    relation.delete()


@transaction.atomic
def reopen_relation(*, actor: Actor, relation_id: int, ended_on: date, was: date | None) -> None:
    """Let a relation that was ended on a day end as it did before. Noted for the subject.

    Raises:
        PermissionDenied: the actor may not change the subject.
        ValidationError: it was removed since, or ends on another day by now.
    """
    relation = _relation(actor, relation_id)
    if relation.ends_on != ended_on:
        raise ValidationError(_("This cannot be undone any more: the relation has changed since."))
    relation.ends_on = was
    relation.save(update_fields=["ends_on"])
    audit.record(
        actor=actor,
        verb="people.relation_reopened",
        target=relation.subject,
        note=str(relation.kind),
    )


def _relation(actor: Actor, key: int) -> Relation:
    found = Relation.objects.select_for_update(of=("self",)).filter(pk=key)
    relation = found.select_related("subject", "kind").first()
    if relation is None:
        raise ValidationError(_("This cannot be undone any more: the relation is gone."))
    require_over(actor, "people.change_contact", relation.subject)
    return relation


@transaction.atomic
def put_back_note(*, actor: Actor, note_id: int) -> Note:
    """Put back a note that was removed; until the next night it is kept for that.

    Raises:
        PermissionDenied: the actor may not remove it either.
        ValidationError: it is gone for good.
    """
    note = Note.objects.select_for_update(of=("self",)).filter(pk=note_id).first()
    if note is None or note.removed_at is None:
        raise ValidationError(_("This cannot be undone any more: the note is gone."))
    require_keeper(actor, note)
    note.removed_at = None
    note.save(update_fields=["removed_at"])
    audit.record(actor=actor, verb="people.note_put_back", target=note.contact)
    return note
