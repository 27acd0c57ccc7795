"""Involvements: somebody begins as a volunteer of the house, or what was agreed changes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import noon_of, today
from brug.people import api as people
from brug.people.enums import EngagementKind
from brug.volunteers.enums import Scheme
from brug.volunteers.models import Initiative, Involvement, Placement, Task
from brug.volunteers.services.rights import (
    require_over_candidate,
    require_over_initiative,
    require_over_involvement,
)


@dataclass(frozen=True)
class Terms:
    """What is agreed with a volunteer: role, and which costs are paid back.

    ``day_amount`` in euro, for a fixed amount only.
    """

    task: Task
    is_minor: bool = False
    scheme: Scheme = Scheme.NONE
    day_amount: Decimal | None = None
    has_raised_ceiling: bool = False

    def check(self) -> None:
        """Raise ValidationError where a fixed amount has no sum."""
        if self.scheme == Scheme.FLAT and not self.day_amount:
            raise ValidationError({"day_amount": _("Say how much a day brings.")})

    def put_on(self, involvement: Involvement) -> None:
        """Write the terms on an involvement, without saving it."""
        involvement.task, involvement.is_minor = self.task, self.is_minor
        involvement.scheme, involvement.has_raised_ceiling = self.scheme, self.has_raised_ceiling
        is_flat = self.scheme == Scheme.FLAT
        involvement.day_amount = self.day_amount if is_flat else None


@transaction.atomic
def begin(
    *,
    actor: Actor,
    arrival: people.Arrival,
    initiative: Initiative | None,
    terms: Terms,
    began_on: date,
) -> Involvement:
    """Begin with a volunteer whom staff brings in; counts in the journal, ties them to the group.

    Raises:
        PermissionDenied: the actor may not, or not for this group.
        ValidationError: no e-mail address, they are there already, or the day is to come.
    """
    actor.require("volunteers.guide")
    if initiative is not None:
        require_over_initiative(actor, initiative)
    elif actor.working_regions is not None:
        raise ValidationError({"initiative": _("Choose a group of your region.")})
    person = people.intake(actor=actor, arrival=arrival)
    involvement = _make(actor, person.id, initiative, terms, began_on)
    if initiative is not None:
        people.tie(
            actor=actor,
            kind="volunteers-in",
            person_id=person.id,
            organisation_id=initiative.organisation_id,
            since=began_on,
        )
    people.record_engagement(
        actor=actor,
        person_id=person.id,
        kind=EngagementKind.VOLUNTEERED,
        occurred_at=min(noon_of(began_on), timezone.now()),
        record=f"volunteers.involvement:{involvement.pk}",
    )
    return involvement


@transaction.atomic
def begin_from_placement(*, actor: Actor, placement: Placement, terms: Terms) -> Involvement:
    """Begin with a volunteer who was placed; twice is once. The start itself counts already.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: they are at that group already, or left it.
    """
    require_over_candidate(actor, placement.candidate)
    present = Involvement.objects.filter(placement=placement).first()
    if present is not None:
        return present
    if placement.ended_on is not None:
        raise ValidationError(_("They left this group already."))
    initiative = placement.proposal.opening.initiative
    involvement = _make(actor, placement.person_id, initiative, terms, placement.started_on)
    involvement.placement = placement
    involvement.save(update_fields=["placement"])
    return involvement


def _make(
    actor: Actor, person_id: int, initiative: Initiative | None, terms: Terms, began_on: date
) -> Involvement:
    terms.check()
    if began_on > today():
        raise ValidationError({"began_on": _("They begin today at the latest.")})
    involvement = Involvement(
        person_id=person_id,
        initiative=initiative,
        region=initiative.region if initiative else None,
        began_on=began_on,
        begun_by=actor.user,
    )
    terms.put_on(involvement)
    try:
        with transaction.atomic():
            involvement.save()
    except IntegrityError as error:
        raise ValidationError(_("They are there already: look for them in the list.")) from error
    audit.record(actor=actor, verb="volunteers.involvement_begun", target=involvement)
    return involvement


@transaction.atomic
def change_terms(*, actor: Actor, involvement: Involvement, terms: Terms) -> Involvement:
    """Change a volunteer's role or which costs are paid back.

    What they signed stays as it was: ask them to sign anew where it says otherwise.

    Raises:
        PermissionDenied: the actor does not guide them.
        ValidationError: a fixed amount without a sum, or they do that in the house already.
    """
    require_over_involvement(actor, involvement)
    terms.check()
    involvement = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    before = audit.snapshot(involvement)
    terms.put_on(involvement)
    try:
        with transaction.atomic():
            involvement.save()
    except IntegrityError as error:
        raise ValidationError({"task": _("They have this role already.")}) from error
    audit.record(
        actor=actor,
        verb="volunteers.involvement_changed",
        target=involvement,
        before=before,
        after=audit.snapshot(involvement),
    )
    return involvement
