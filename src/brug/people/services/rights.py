"""May this actor do this to this contact?"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.people.models import Contact


def require_over(actor: Actor, permission: str, contact: Contact) -> None:
    """Pass where the actor holds the right and sees the contact, or is the contact.

    Raises:
        PermissionDenied: neither.
    """
    if actor.person_id is not None and actor.person_id == contact.pk:
        return
    actor.require(permission)
    if not Contact.objects.visible_to(actor).filter(pk=contact.pk).exists():
        raise PermissionDenied(_("This contact belongs to another region."))


def require_everywhere(actor: Actor, permission: str) -> None:
    """Pass where the actor holds the right and no region binds them: for many records at once.

    Raises:
        PermissionDenied: the right is lacking, or holds in some regions only.
    """
    actor.require(permission)
    if actor.working_regions is not None:
        raise PermissionDenied(_("This contact belongs to another region."))


def locked(contact_id: int) -> Contact:
    """Return a contact and keep others from changing it until the transaction ends.

    Raises:
        Contact.DoesNotExist: there is none of that key.
    """
    return Contact.objects.select_for_update(of=("self",)).get(pk=contact_id)
