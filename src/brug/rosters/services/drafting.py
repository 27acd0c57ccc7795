"""Drafts of a roster: asked for, asked again, thrown away."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.rosters.enums import DraftState
from brug.rosters.models import Draft, Service
from brug.rosters.services.drafts import own, require_unpublished
from brug.rosters.services.shifts import make_shifts

LONGEST = 62  # days of one draft


@transaction.atomic
def ask_draft(*, actor: Actor, services: Collection[Service], period: Period) -> Draft:
    """Have a roster of services worked out in the background; missing shifts are made first.

    Raises:
        PermissionDenied: a service belongs to another region.
        ValidationError: no service, or more than two months.
    """
    if not services:
        raise ValidationError({"services": _("Choose at least one service.")})
    if period.days > LONGEST:
        raise ValidationError({"last_day": _("Choose at most two months.")})
    make_shifts(actor=actor, services=services, period=period)
    draft = Draft.objects.create(first_day=period.start, day_after=period.end, made_by=actor.user)
    draft.services.set(services)
    audit.record(actor=actor, verb="rosters.draft_asked", target=draft)
    _enqueue(draft)
    return draft


@transaction.atomic
def ask_again(
    *, actor: Actor, draft: Draft, pinned: Collection[int], barred: Collection[int]
) -> Draft:
    """Have a draft worked out anew: seats with these keys are pinned, others never given again.

    Raises:
        PermissionDenied: the actor does not plan all its services.
        ValidationError: it was published already.
    """
    draft = own(actor, draft)
    require_unpublished(draft)
    draft.seats.filter(is_barred=False).exclude(pk__in=pinned).update(is_pinned=False)
    draft.seats.filter(pk__in=pinned).update(is_pinned=True, is_barred=False)
    draft.seats.filter(pk__in=barred).exclude(pk__in=pinned).update(is_barred=True)
    draft.state, draft.turn, draft.trouble = DraftState.ASKED, draft.turn + 1, ""
    draft.save(update_fields=["state", "turn", "trouble"])
    audit.record(actor=actor, verb="rosters.draft_asked", target=draft)
    _enqueue(draft)
    return draft


def _enqueue(draft: Draft) -> None:
    jobs.enqueue(
        "rosters.work_out", key=f"{draft.pk}:{draft.turn}", draft_id=draft.pk, turn=draft.turn
    )


@transaction.atomic
def drop_draft(*, actor: Actor, draft: Draft) -> None:
    """Throw a draft away; one that was published stays, for what came of it.

    Raises:
        PermissionDenied: the actor does not plan all its services.
        ValidationError: it was published already.
    """
    draft = own(actor, draft)
    require_unpublished(draft)
    audit.record(actor=actor, verb="rosters.draft_dropped", target=draft)
    draft.delete()
