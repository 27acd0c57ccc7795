"""How a contact is reached: e-mail addresses, telephone numbers, a postal address."""
# messages: public

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.regions.queries import region_for_postal_code
from brug.people.models import Contact, EmailAddress, Phone, PostalAddress
from brug.people.rules.names import clean
from brug.people.rules.phones import digits
from brug.people.services.contact_data import check_email
from brug.people.services.contacts import note_change
from brug.people.services.marks import mark_contacts_changed
from brug.people.services.rights import locked, require_over
from brug.people.services.words import write_words


def _open(actor: Actor, contact_id: int) -> Contact:
    contact = locked(contact_id)
    require_over(actor, "people.change_contact", contact)
    return contact


@transaction.atomic
def add_email(*, actor: Actor, contact_id: int, address: str) -> EmailAddress:
    """Add an e-mail address, not confirmed; the first one is the main one.

    One that the contact has already is returned as it is.

    Raises:
        PermissionDenied: the actor may not, or not this one.
        ValidationError: it is no e-mail address.
    """
    contact = _open(actor, contact_id)
    tidy = check_email(address)
    present = contact.emails.filter(address=tidy).first()
    if present:
        return present
    is_first = not contact.emails.filter(is_primary=True).exists()
    email = EmailAddress.objects.create(contact=contact, address=tidy, is_primary=is_first)
    write_words(contact)
    note_change(actor, contact, {"email": ""}, {"email": tidy})
    return email


@transaction.atomic
def change_email(*, actor: Actor, email: EmailAddress, address: str) -> EmailAddress:
    """Correct an e-mail address; it counts as not confirmed again. Return what takes its place.

    It becomes a new row, so that no link that was mailed to the old address works any longer.

    Raises:
        PermissionDenied: the actor may not, or not this one.
        ValidationError: it is no e-mail address, or the contact has it already.
    """
    contact = _open(actor, email.contact_id)
    tidy, before = check_email(address), email.address
    if tidy == before:
        return email
    if contact.emails.filter(address=tidy).exists():
        raise ValidationError({"email": _("This contact has that address already.")})
    is_primary = contact.emails.filter(pk=email.pk, is_primary=True).exists()
    contact.emails.filter(pk=email.pk).delete()
    corrected = EmailAddress.objects.create(contact=contact, address=tidy, is_primary=is_primary)
    write_words(contact)
    note_change(actor, contact, {"email": before}, {"email": tidy})
    return corrected


@transaction.atomic
def remove_email(*, actor: Actor, email: EmailAddress) -> None:
    """Remove an e-mail address; where it was the main one, the oldest other becomes that.

    Raises:
        PermissionDenied: the actor may not, or not this one.
    """
    contact = _open(actor, email.contact_id)
    contact.emails.filter(pk=email.pk).delete()
    following = contact.emails.order_by("pk").first()
    # Asked now that the contact is held: another may have become the main one meanwhile.
    if following and not contact.emails.filter(is_primary=True).exists():
        contact.emails.filter(pk=following.pk).update(is_primary=True)
    write_words(contact)
    note_change(actor, contact, {"email": email.address}, {"email": ""})


@transaction.atomic
def make_main_email(*, actor: Actor, email: EmailAddress) -> None:
    """Make an address the one that mails go to.

    Raises:
        PermissionDenied: the actor may not, or not this one.
    """
    contact = _open(actor, email.contact_id)
    main = contact.emails.filter(is_primary=True).first()
    if main and main.pk == email.pk:
        return
    contact.emails.filter(is_primary=True).update(is_primary=False)
    contact.emails.filter(pk=email.pk).update(is_primary=True)
    before = main.address if main else ""
    note_change(actor, contact, {"main_email": before}, {"main_email": email.address})


@transaction.atomic
def confirm_email(*, actor: Actor, email: EmailAddress) -> None:
    """Note that the person showed that they read this address; a second time changes nothing.

    Raises:
        PermissionDenied: the actor may not, or not this one.
    """
    contact = _open(actor, email.contact_id)
    if email.confirmed_at is None:
        email.confirmed_at, email.bounced_at = timezone.now(), None
        email.save(update_fields=["confirmed_at", "bounced_at"])
        note_change(actor, contact, {"confirmed": ""}, {"confirmed": email.address})


@transaction.atomic
def set_phone(*, actor: Actor, contact_id: int, number: str) -> None:
    """Set the main telephone number; '' removes it. Others stay.

    A number without a country's code is one of the country of the main address.

    Raises:
        PermissionDenied: the actor may not, or not this one.
        ValidationError: there are no digits in it.
    """
    contact = _open(actor, contact_id)
    tidy = clean(number, 40)
    main = contact.phones.filter(is_primary=True).first()
    before = main.number if main else ""
    if tidy == before:
        return
    home = contact.addresses.filter(is_primary=True).values_list("country", flat=True).first()
    found = digits(tidy, home or "BE")
    if tidy and not found:
        raise ValidationError({"phone": _("This is not a telephone number.")})
    if not tidy and main:
        main.delete()
    elif main:
        main.number, main.digits = tidy, found
        main.save()
    else:
        Phone.objects.create(contact=contact, number=tidy, digits=found)
    note_change(actor, contact, {"phone": before}, {"phone": tidy})


@transaction.atomic
def set_postal_address(
    *,
    actor: Actor,
    contact_id: int,
    street: str = "",
    extra: str = "",
    postal_code: str = "",
    city: str = "",
    country: str = "BE",
) -> None:
    """Set the main postal address and with it the contact's region; all empty removes it.

    Raises:
        PermissionDenied: the actor may not, or not this one.
    """
    contact = _open(actor, contact_id)
    main = contact.addresses.filter(is_primary=True).first() or PostalAddress(contact=contact)
    before = _told(main)
    main.street, main.extra = clean(street, 200), clean(extra, 200)
    main.postal_code, main.city = clean(postal_code, 12), clean(city, 120)
    main.country = (clean(country, 2) or "BE").upper()
    after = _told(main)
    if after == before:
        return
    main.region = region_for_postal_code(main.postal_code, main.country, main.city)
    if after:
        main.save()
    else:
        main.delete()
    lived = contact.region_id
    contact.region = main.region if after else None
    contact.save(update_fields=["region", "updated_at"])
    if contact.region_id != lived:
        mark_contacts_changed()
    note_change(actor, contact, {"address": before}, {"address": after})


def _told(address: PostalAddress) -> str:
    """All of an address in one line; '' where there is nothing but a country."""
    parts = [address.street, address.extra, address.postal_code, address.city]
    told = ", ".join(part for part in parts if part)
    return f"{told} ({address.country})" if told else ""
