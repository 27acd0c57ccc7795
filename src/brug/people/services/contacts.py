"""Make and change contacts."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import signals
from brug.people.enums import ContactKind
from brug.people.models import Contact, ContactLanguage
from brug.people.rules import names
from brug.people.services.contact_data import (
    NewContact,
    check_birth_year,
    check_language,
    set_sort_name,
)
from brug.people.services.contacts_bulk import PostalCodes, write_contacts
from brug.people.services.marks import mark_contacts_changed
from brug.people.services.rights import locked, require_over
from brug.people.services.words import write_words

_LENGTHS = {"first_name": 100, "last_name": 100, "organisation_name": 200}
_CHANGEABLE = {*_LENGTHS, "kind", "language", "birth_year", "is_volunteer"}


@transaction.atomic
def make_contact(*, actor: Actor, new: NewContact) -> Contact:
    """Make a contact with its addresses; note it in the audit trail and publish ``contact_made``.

    The region follows from the postal code.

    Raises:
        PermissionDenied: the actor may not add contacts, or the address lies in a region that the
            actor does not see.
        ValidationError: a field cannot be, the key of an earlier system is taken, or whoever works
            for some regions gives no postal code: they would never see the contact again.
    """
    actor.require("people.add_contact")
    contact = make_unasked(actor=actor, new=new)
    if actor.working_regions is not None:
        if contact.region_id is None:
            raise ValidationError({"postal_code": _("Give a postal code of your own region.")})
        _require_sight(actor, contact)
    return contact


def make_unasked(*, actor: Actor, new: NewContact) -> Contact:
    """Make a contact for whoever comes in by the intake, which asks no right."""
    (contact,) = write_contacts([new], PostalCodes([new.postal_code]))
    if contact is None:
        raise ValidationError({"external_id": _("Another contact has this key.")})
    audit.record(actor=actor, verb="people.contact_made", target=contact)
    signals.publish(signals.contact_made, person_id=contact.pk)
    return contact


@transaction.atomic
def change_contact(*, actor: Actor, contact_id: int, **changes: Any) -> Contact:
    """Change kind, names, language, year of birth, or whether somebody is a volunteer.

    What stays the same leaves no trace; else an audit line with before and after, and the fact
    ``contact_changed``.

    Raises:
        PermissionDenied: the actor may not, or not this one; people may not call themselves
            volunteers.
        ValidationError: a field cannot be.
        TypeError: a field is not changed this way.
    """
    if unknown := set(changes) - _CHANGEABLE:
        raise TypeError(f"change_contact does not change {sorted(unknown)}")
    contact = locked(contact_id)
    require_over(actor, "people.change_contact", contact)
    if actor.person_id is not None and {"kind", "is_volunteer"} & set(changes):
        raise PermissionDenied(_("The organisation keeps this."))
    before = audit.snapshot(contact)
    for name, value in changes.items():
        setattr(contact, name, names.clean(value, _LENGTHS[name]) if name in _LENGTHS else value)
    _check(contact)
    set_sort_name(contact)
    after = audit.snapshot(contact)
    if after != before:
        contact.save()
        write_words(contact)
        if after["kind"] != before["kind"]:
            mark_contacts_changed()
        note_change(actor, contact, before, after)
    return contact


@transaction.atomic
def set_languages(*, actor: Actor, contact_id: int, languages: Iterable[str]) -> None:
    """Set the languages that a contact speaks; noted in the audit trail where they change.

    Raises:
        PermissionDenied: the actor may not, or not this one.
    """
    contact = locked(contact_id)
    require_over(actor, "people.change_contact", contact)
    wanted = {names.clean(language, 10).lower() for language in languages} - {""}
    present = set(contact.languages.values_list("language", flat=True))
    if wanted == present:
        return
    contact.languages.filter(language__in=present - wanted).delete()
    ContactLanguage.objects.bulk_create(
        ContactLanguage(contact=contact, language=language) for language in sorted(wanted - present)
    )
    note_change(
        actor,
        contact,
        {"languages": ", ".join(sorted(present))},
        {"languages": ", ".join(sorted(wanted))},
    )


def note_change(
    actor: Actor, contact: Contact, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Write the audit line of a change and publish ``contact_changed``.

    Whoever changes it has taken up what a visitor typed in.
    """
    if contact.is_unclaimed:
        contact.is_unclaimed = False
        contact.save(update_fields=["is_unclaimed"])
    before.pop("updated_at", None)
    after.pop("updated_at", None)
    audit.record(
        actor=actor, verb="people.contact_changed", target=contact, before=before, after=after
    )
    signals.publish(signals.contact_changed, person_id=contact.pk)


def _check(contact: Contact) -> None:
    if contact.kind not in ContactKind.values:
        raise ValidationError({"kind": _("A contact is a person or an organisation.")})
    check_language(contact.language)
    check_birth_year(contact.birth_year)
    has_name = contact.first_name or contact.last_name or contact.organisation_name
    if not has_name and not contact.emails.exists():
        raise ValidationError({"last_name": _("Give a name or an e-mail address.")})


def _require_sight(actor: Actor, contact: Contact) -> None:
    if not Contact.objects.visible_to(actor).filter(pk=contact.pk).exists():
        raise PermissionDenied(_("This contact belongs to another region."))
