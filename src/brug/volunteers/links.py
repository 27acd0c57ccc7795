"""Where the pages of the volunteers room are, for other modules of it."""

from uuid import UUID

from django.urls import NoReverseMatch, reverse


def candidate_url(public_id: UUID) -> str:
    """Return the address of a candidate's page in the desk; '' where the desk is not there."""
    return _url("volunteers_candidates:inspect", public_id)


def initiative_url(public_id: UUID) -> str:
    """Return the address of an initiative's page in the desk; '' where the desk is not there."""
    return _url("volunteers_initiatives:inspect", public_id)


def involvement_url(public_id: UUID) -> str:
    """Return the address of a volunteer of the house in the desk; '' where it is not there."""
    return _url("volunteers_involved:inspect", public_id)


def _url(name: str, public_id: UUID) -> str:
    try:
        return reverse(name, args=[public_id])
    except NoReverseMatch:
        return ""
