"""Who helps in which service, and in which roles."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.rosters.enums import Liking
from brug.rosters.models import Assignment, Membership, Role, Service, Volunteer
from brug.rosters.services.rights import require_over_service


@transaction.atomic
def enrol(
    *,
    actor: Actor,
    service: Service,
    person_id: int,
    role_ids: Collection[int] = (),
    languages: Iterable[str] | None = None,
    since: date | None = None,
) -> Membership:
    """Add somebody to a service; who is in it already gets these roles.

    Their languages are those that their contact has, until told otherwise.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: the person was forgotten, or a role is another service's.
    """
    require_over_service(actor, service)
    person = people.person(person_id)
    if person.is_forgotten:
        raise ValidationError(_("This person asked to be forgotten."))
    volunteer, is_new = Volunteer.objects.get_or_create(person_id=person.id)
    volunteer = Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    if languages is not None or is_new:
        volunteer.languages = sorted(_spoken(volunteer) if languages is None else set(languages))
        volunteer.save(update_fields=["languages"])
    membership, joined = Membership.objects.get_or_create(
        volunteer=volunteer,
        service=service,
        until=None,
        defaults={"since": since or today()},
    )
    membership.roles.set(_roles(service, role_ids))
    verb = "rosters.enrolled" if joined else "rosters.membership_changed"
    audit.record(actor=actor, verb=verb, target=volunteer, note=service.name)
    return membership


def _spoken(volunteer: Volunteer) -> set[str]:
    rows = volunteer.person.languages.values_list("language", flat=True)
    return set(rows)


def _roles(service: Service, role_ids: Collection[int]) -> list[Role]:
    roles = list(service.roles.filter(pk__in=role_ids))
    if len(roles) != len(set(role_ids)):
        raise ValidationError({"roles": _("A role belongs to another service.")})
    return roles


@transaction.atomic
def set_liking(*, actor: Actor, membership: Membership, liking: Liking) -> Membership:
    """Note how gladly somebody helps in a service: rosters follow it where cover allows.

    Raises:
        PermissionDenied: neither the person nor who plans the service.
    """
    if actor.person_id != membership.volunteer.person_id:
        require_over_service(actor, membership.service)
    if membership.liking != liking:
        membership.liking = liking
        membership.save(update_fields=["liking"])
        note = f"{membership.service}: {liking.label}"
        audit.record(
            actor=actor, verb="rosters.wishes_told", target=membership.volunteer, note=note
        )
    return membership


@transaction.atomic
def leave(*, actor: Actor, membership: Membership) -> Membership:
    """Note that somebody no longer helps in a service; twice is once.

    Raises:
        PermissionDenied: the service belongs to another region.
        ValidationError: they stand on shifts to come.
    """
    require_over_service(actor, membership.service)
    Volunteer.objects.select_for_update(of=("self",)).get(pk=membership.volunteer_id)
    membership.refresh_from_db()
    if membership.until is not None:
        return membership
    standing = Assignment.objects.to_come().filter(
        volunteer=membership.volunteer, shift__service=membership.service
    )
    if standing.exists():
        raise ValidationError(_("They stand on shifts to come: take them off first."))
    membership.until = max(membership.since, today())
    membership.save(update_fields=["until"])
    audit.record(
        actor=actor,
        verb="rosters.membership_ended",
        target=membership.volunteer,
        note=membership.service.name,
    )
    return membership


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
