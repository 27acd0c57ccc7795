"""The address of somebody's calendar: secret, for reading alone, void once it is renewed."""

from datetime import timedelta

from django.db import transaction

from brug.kernel import audit, tokens
from brug.kernel.access.actor import Actor
from brug.rosters.models import Volunteer
from brug.rosters.services.rights import require_over_volunteer

_SCOPE = "rosters.calendar"
# A calendar that goes silent one day costs somebody a shift: it lasts until it is renewed.
_LASTS = timedelta(days=3_650)


def calendar_token(volunteer: Volunteer) -> str:
    """Return what the address of somebody's calendar ends with."""
    payload = [volunteer.pk, volunteer.calendar_turn]
    return tokens.make(_SCOPE, payload, lasts=_LASTS)


def read_calendar(token: str) -> Volunteer:
    """Return whose calendar an address shows.

    Raises:
        LinkError: the address was renewed since, was changed, or its person is gone.
    """
    key, turn = tokens.read(_SCOPE, token)
    rows = Volunteer.objects.filter(pk=key, calendar_turn=turn, person__anonymised_at=None)
    found = rows.select_related("person").first()
    if found is None:
        raise tokens.LinkInvalid(_SCOPE)
    return found


@transaction.atomic
def renew_calendar(*, actor: Actor, volunteer: Volunteer) -> Volunteer:
    """Give somebody's calendar another address; whoever has the old one sees nothing more.

    Raises:
        PermissionDenied: neither the person nor who plans their service.
    """
    require_over_volunteer(actor, volunteer)
    volunteer = Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    volunteer.calendar_turn += 1
    volunteer.save(update_fields=["calendar_turn"])
    audit.record(actor=actor, verb="rosters.calendar_renewed", target=volunteer)
    return volunteer
