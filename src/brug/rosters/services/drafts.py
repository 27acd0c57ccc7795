"""Drafts of a roster: who may, and of which shifts they are."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.rosters.enums import DraftState
from brug.rosters.models import Draft, Shift
from brug.rosters.queries.seats import with_needs


def own(actor: Actor, draft: Draft) -> Draft:
    """Return a draft under lock, to who plans all its services.

    Raises:
        PermissionDenied: the actor does not.
    """
    actor.require("rosters.plan")
    rows = Draft.objects.all() if actor.is_system else Draft.objects.visible_to(actor)
    if not rows.filter(pk=draft.pk).exists():
        raise PermissionDenied(_("This roster has services of another region."))
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def require_unpublished(draft: Draft) -> None:
    """Pass where a draft was not published.

    Raises:
        ValidationError: it was.
    """
    if draft.state == DraftState.PUBLISHED:
        raise ValidationError(_("This roster was published: change the shifts themselves."))


def shifts_of(draft: Draft) -> list[Shift]:
    """Return the shifts of a draft that have not begun, with their needs."""
    rows = Shift.objects.standing().to_come().within(draft.period)
    return list(with_needs(rows.filter(service__in=draft.services.all())))
