"""Forget whoever asked for it, once the waiting time is over."""

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.models import RightsRequest
from brug.people.services.privacy import erase_person

A_PART = 50


def erase_due() -> int:
    """Forget a part of those whose waiting time is over, each in its own transaction.

    Returns how many; as many as ``A_PART``: there may be more.
    """
    due = list(RightsRequest.objects.to_erase_on(today()).order_by("pk")[:A_PART])
    for request in due:
        _erase(request.pk)
    return len(due)


@transaction.atomic
def _erase(key: int) -> None:
    request = RightsRequest.objects.select_for_update(of=("self",)).get(pk=key)
    # Called back meanwhile, or merged into somebody who was forgotten.
    if request.stands:
        note = f"asked for: request {request.pk}"
        actor = Actor.system("rights")
        erase_person(actor=actor, person_id=request.person_id, reason=note)
