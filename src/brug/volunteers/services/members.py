"""Who helps in a group, for its leads: the list, taking it along, who stopped."""
# messages: public

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.models import Initiative, Involvement, Placement
from brug.volunteers.services.placing import close_placement
from brug.volunteers.services.rights import require_over_initiative


def members_of(*, actor: Actor, initiative: Initiative) -> list[people.Helper]:
    """Return who helps in a group today, also whom it found by itself.

    Raises:
        PermissionDenied: the actor neither leads the group nor may change it.
    """
    require_over_initiative(actor, initiative)
    return people.helpers(organisation_id=initiative.organisation_id)


def take_along(*, actor: Actor, initiative: Initiative, form: str) -> list[people.Helper]:
    """Return who helps in a group, for a file; the audit trail says who took how many along.

    Raises:
        PermissionDenied: the actor neither leads the group nor may change it.
    """
    members = members_of(actor=actor, initiative=initiative)
    note = f"{form}: {len(members)}"
    audit.record(actor=actor, verb="volunteers.members_exported", target=initiative, note=note)
    return members


@transaction.atomic
def note_stopped(*, actor: Actor, initiative: Initiative, person_id: int, ended_on: date) -> None:
    """Note that somebody no longer helps in a group; what they did there stays counted.

    A placement through the house ends with it, and its place is free again. Asked twice is once.

    Raises:
        PermissionDenied: the actor neither leads the group nor may change it.
        ValidationError: the day lies in the future, or before they began.
    """
    here = {one.person_id: one for one in members_of(actor=actor, initiative=initiative)}
    if person_id not in here:
        return
    since = here[person_id].since
    if ended_on > today() or (since and ended_on < since):
        raise ValidationError({"ended_on": _("They stopped between the start and today.")})
    placements = Placement.objects.filter(
        person_id=person_id, proposal__opening__initiative=initiative, ended_on=None
    )
    for placement in placements.select_related("candidate", "proposal__opening__initiative"):
        close_placement(actor=actor, placement=placement, ended_on=ended_on)
    # Whoever was guided there as a volunteer of the house left with it; a goodbye is still due.
    Involvement.objects.present().filter(
        person_id=person_id, initiative=initiative, began_on__lte=ended_on
    ).update(ended_on=ended_on)
    people.untie(
        actor=actor,
        kind="volunteers-in",
        person_id=person_id,
        organisation_id=initiative.organisation_id,
        until=ended_on,
    )
