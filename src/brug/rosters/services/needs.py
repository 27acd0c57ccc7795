"""Whom a shift needs."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from brug.rosters.models import Service


@dataclass(frozen=True)
class Sought:
    """So many people in a role (None: any of the service) who each speak all the languages."""

    role_id: int | None = None
    languages: tuple[str, ...] = ()
    count: int = 1


def check_needs(service: Service, needs: Iterable[Sought]) -> None:
    """Pass where needs can be those of a service.

    Raises:
        ValidationError: nobody is needed, or a role is another service's.
    """
    listed = list(needs)
    if not listed or any(one.count < 1 for one in listed):
        raise ValidationError(_("Say whom a shift needs: at least one person."))
    roles = {one.role_id for one in listed if one.role_id is not None}
    if service.roles.filter(pk__in=roles).count() != len(roles):
        raise ValidationError(_("A role belongs to another service."))
