"""Talks on how it goes: planned with a mail, held, with what was agreed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit, messages
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.models import Involvement, Review
from brug.volunteers.services.rights import require_over_involvement


@transaction.atomic
def plan_review(*, actor: Actor, involvement: Involvement, planned_on: date) -> Review:
    """Plan a talk with a volunteer, or move the one that is planned; they are mailed the day.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: the day is past, or they left.
    """
    require_over_involvement(actor, involvement)
    if planned_on < today() or involvement.ended_on is not None:
        raise ValidationError({"planned_on": _("Plan it from today on, while they are there.")})
    review, _is_new = Review.objects.update_or_create(
        involvement=involvement,
        held_on=None,
        defaults={"planned_on": planned_on, "by": actor.user},
    )
    audit.record(actor=actor, verb="volunteers.review_planned", target=involvement)
    person = people.person(involvement.person_id)
    if person.email:
        messages.send(
            actor=actor,
            kind="volunteers.review_planned",
            to=person.email,
            language=person.language,
            variables={"first_name": person.first_name, "day": planned_on},
            key=f"volunteers.review_planned:{review.pk}:{planned_on:%Y%m%d}",
            person_id=person.id,
        )
    return review


@transaction.atomic
def hold_review(
    *, actor: Actor, involvement: Involvement, held_on: date, agreed: str, note: str
) -> Review:
    """Note that a talk was held: the planned one, or one that nobody planned.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: the day is to come.
    """
    require_over_involvement(actor, involvement)
    if held_on > today():
        raise ValidationError({"held_on": _("It was held today at the latest.")})
    planned = Review.objects.select_for_update().filter(involvement=involvement, held_on=None)
    review = planned.first() or Review(involvement=involvement, planned_on=held_on)
    review.held_on, review.by = held_on, actor.user
    review.agreed, review.note = agreed.strip(), note.strip()
    review.save()
    audit.record(actor=actor, verb="volunteers.review_held", target=involvement)
    return review
