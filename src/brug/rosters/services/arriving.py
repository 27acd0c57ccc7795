"""Somebody comes to help in a service, by their address."""

from collections.abc import Collection, Iterable

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.rosters.models import Membership, Service
from brug.rosters.services.enrolling import enrol
from brug.rosters.services.rights import require_over_service


@transaction.atomic
def enrol_arrival(
    *,
    actor: Actor,
    service: Service,
    arrival: people.Arrival,
    role_ids: Collection[int] = (),
    languages: Iterable[str] | None = None,
) -> Membership:
    """Add somebody to a service by their address, known or new.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: no e-mail address, or a role is another service's.
    """
    require_over_service(actor, service)
    person = people.intake(actor=Actor.visitor(), arrival=arrival)
    return enrol(
        actor=actor,
        service=service,
        person_id=person.id,
        role_ids=role_ids,
        languages=languages,
    )
