"""Where the pages of the people tier are, for other modules of it."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse


def contact_url(public_id: UUID) -> str:
    """Return the address of a contact's page in the desk; '' where the desk is not there."""
    try:
        return reverse("people_contacts:inspect", args=[public_id])
    except NoReverseMatch:
        return ""
