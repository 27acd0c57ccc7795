"""May this actor do this?"""
# messages: public

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.rosters.models import Service, Volunteer


def require_over_service(actor: Actor, service: Service) -> None:
    """Pass for who plans rosters and sees this service.

    Raises:
        PermissionDenied: the actor does not.
    """
    actor.require("rosters.plan")
    if not Service.objects.visible_to(actor).filter(pk=service.pk).exists():
        raise PermissionDenied(_("This service belongs to another region."))


def require_over_volunteer(actor: Actor, volunteer: Volunteer) -> None:
    """Pass for the person themselves, and for who plans rosters of a service they help in.

    Raises:
        PermissionDenied: neither.
    """
    if actor.person_id is not None:
        if actor.person_id != volunteer.person_id:
            raise PermissionDenied(_("You can act for yourself only."))
        return
    actor.require("rosters.plan")
    if (
        not actor.is_system
        and not Volunteer.objects.visible_to(actor).filter(pk=volunteer.pk).exists()
    ):
        raise PermissionDenied(_("This person helps in a service of another region."))
