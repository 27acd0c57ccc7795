"""Whoever a new roster concerns hears it, in parts."""

from django.db import transaction

from brug.kernel.access.actor import Actor
from brug.rosters.enums import AssignmentState
from brug.rosters.models import Draft, Shift, Volunteer
from brug.rosters.services.telling_people import tell_published

A_PART = 20


@transaction.atomic
def tell_part(*, actor: Actor, draft_id: int, after: int) -> int | None:
    """Mail the next people for whom a roster brought a new shift; return the last one's key.

    Runs in the transaction of its job: after a kill a part was told whole or not at all. None:
    nobody is left.
    """
    draft = Draft.objects.get(pk=draft_id)
    new = draft.seats.filter(is_new=True, is_barred=False, refused="").order_by()
    rows = Volunteer.objects.filter(pk__in=new.values("volunteer"), pk__gt=after)
    people = list(rows.select_related("person").order_by("pk")[:A_PART])
    for one in people:
        shifts = (
            Shift.objects.standing()
            .within(draft.period)
            .filter(assignments__volunteer=one, assignments__state=AssignmentState.PLANNED)
        )
        listed = list(shifts.select_related("service").order_by("starts"))
        if listed:
            tell_published(
                actor=actor,
                key=f"rosters.published:{draft.pk}:{one.pk}",
                volunteer=one,
                shifts=listed,
                last_day=draft.period.last_day,
            )
    return people[-1].pk if people else None
