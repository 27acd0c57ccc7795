"""Where the pages of the rosters room are, for other modules of it."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse


def shift_url(public_id: UUID) -> str:
    """Return the address of a shift's page in the desk; '' where the desk is not there."""
    return _url("rosters_shifts:inspect", public_id)


def service_url(public_id: UUID) -> str:
    """Return the address of a service's page in the desk; '' where the desk is not there."""
    return _url("rosters_services:inspect", public_id)


def volunteer_url(public_id: UUID) -> str:
    """Return the address of somebody's page in the desk; '' where the desk is not there.

    ``public_id`` is that of their contact.
    """
    return _url("rosters_volunteers:inspect", public_id)


def _url(name: str, public_id: UUID) -> str:
    try:
        return reverse(name, args=[public_id])
    except NoReverseMatch:
        return ""
