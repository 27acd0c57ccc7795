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
from brug.rosters.models import Membership, Role, Service, Volunteer
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
