"""May this actor do this to this record?"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.volunteers.models import Candidate, Initiative, Involvement


def require_over_initiative(actor: Actor, initiative: Initiative) -> None:
    """Pass for who leads it, and for who may change initiatives and sees it.

    Raises:
        PermissionDenied: neither.
    """
    if actor.person_id is None:
        actor.require("volunteers.change_initiative")
    if not Initiative.objects.visible_to(actor).filter(pk=initiative.pk).exists():
        raise PermissionDenied(_("This initiative belongs to others."))


def require_over_candidate(actor: Actor, candidate: Candidate) -> None:
    """Pass for who guides candidates and sees this one.

    Raises:
        PermissionDenied: the actor does not.
    """
    actor.require("volunteers.place")
    if not Candidate.objects.visible_to(actor).filter(pk=candidate.pk).exists():
        raise PermissionDenied(_("This candidate belongs to another region."))


def require_over_involvement(actor: Actor, involvement: Involvement) -> None:
    """Pass for who guides volunteers of the house and sees this one.

    Raises:
        PermissionDenied: the actor does not.
    """
    actor.require("volunteers.guide")
    if not Involvement.objects.visible_to(actor).filter(pk=involvement.pk).exists():
        raise PermissionDenied(_("This volunteer belongs to another region."))


def require_own(actor: Actor, involvement: Involvement) -> None:
    """Pass for the volunteer themselves, and for who guides them.

    Raises:
        PermissionDenied: neither.
    """
    if actor.person_id is None:
        require_over_involvement(actor, involvement)
    elif actor.person_id != involvement.person_id:
        raise PermissionDenied(_("You can act for yourself only."))
