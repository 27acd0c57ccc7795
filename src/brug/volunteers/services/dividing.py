"""Dividing everybody who looks over all open places: a draft, then proposals."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.volunteers import rules
from brug.volunteers.enums import CandidateState
from brug.volunteers.models import Candidate, Division, DivisionRow
from brug.volunteers.queries.matching import Pair, best_division
from brug.volunteers.services.proposing import Fit, propose

A_PART = 20


@transaction.atomic
def work_out(
    *,
    actor: Actor,
    name: str = "",
    weights: Mapping[str, float] = rules.WEIGHTS,
    pinned: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
) -> Division:
    """Work out the best division of the candidates whom the actor guides, as a draft.

    Pairs are keys (candidate, opening). What one side declined before is never proposed again.

    Raises:
        PermissionDenied: the actor does not guide candidates.
        ValidationError: the wishes contradict themselves.
    """
    actor.require("volunteers.place")
    division = Division.objects.create(
        name=name.strip(), weights=dict(weights), forbidden=sorted(forbidden), made_by=actor.user
    )
    _fill(actor, division, set(pinned))
    audit.record(actor=actor, verb="volunteers.division_made", target=division)
    return division


@transaction.atomic
def work_out_again(
    *, actor: Actor, division: Division, pinned: Iterable[Pair], forbidden: Iterable[Pair]
) -> Division:
    """Work a draft out anew, with other pins and pairs that never stand together.

    Raises:
        PermissionDenied: it is another's.
        ValidationError: it was proposed already, or the wishes contradict themselves.
    """
    division = _own(actor, division)
    if division.proposed_at:
        raise ValidationError(_("This division was proposed already."))
    division.forbidden = sorted(forbidden)
    division.made_at = timezone.now()
    division.save(update_fields=["forbidden", "made_at"])
    division.rows.all().delete()
    _fill(actor, division, set(pinned))
    audit.record(actor=actor, verb="volunteers.division_made", target=division)
    return division


def _fill(actor: Actor, division: Division, pinned: set[Pair]) -> None:
    forbidden = {(pair[0], pair[1]) for pair in division.forbidden}
    try:
        result = best_division(actor, division.weights, pinned, forbidden).division
    except rules.CaseError as error:
        raise ValidationError(_("This cannot be divided: %(why)s") % {"why": error}) from error
    division.total = result.total
    division.save(update_fields=["total"])
    DivisionRow.objects.bulk_create(
        DivisionRow(
            division=division,
            candidate_id=one.candidate,
            opening_id=one.opening,
            score=one.score or 0,
            reasons=[reason._asdict() for reason in one.reasons],
            unplaced=asdict(one.unplaced_because) if one.unplaced_because else {},
            is_pinned=one.is_pinned,
        )
        for one in result.outcomes
    )


@transaction.atomic
def propose_division(*, actor: Actor, division: Division) -> Division:
    """Have all places of a draft proposed, in parts, in the background; asked twice, it is once.

    Raises:
        PermissionDenied: it is another's.
        ValidationError: it gives nobody a place.
    """
    division = _own(actor, division)
    if division.proposed_at:
        return division
    if not division.rows.exclude(opening=None).exists():
        raise ValidationError(_("This division gives nobody a place."))
    division.proposed_at = timezone.now()
    division.save(update_fields=["proposed_at"])
    audit.record(actor=actor, verb="volunteers.division_proposed", target=division)
    jobs.enqueue("volunteers.propose_part", key=str(division.pk), division_id=division.pk)
    return division


@transaction.atomic
def propose_part(*, division_id: int) -> bool:
    """Propose the next places of a division; return whether there are more.

    Runs in the transaction of its job: after a kill, a part was proposed whole or not at all.
    What can no longer be proposed says why in its row.
    """
    division = Division.objects.select_related("made_by").get(pk=division_id)
    actor = Actor.of_user(division.made_by) if division.made_by else Actor.system("schedule")
    waiting = division.rows.exclude(opening=None).filter(proposed_at=None, refused="")
    rows = list(waiting.select_related("candidate", "opening__initiative")[:A_PART])
    for row in rows:
        _propose_row(actor, row)
    return len(rows) >= A_PART


def _propose_row(actor: Actor, row: DivisionRow) -> None:
    fit = Fit(row.score, tuple(row.reasons))
    if row.opening is None:
        return
    try:
        with transaction.atomic():
            propose(actor=actor, candidate=row.candidate, opening=row.opening, fit=fit)
    except (ValidationError, PermissionDenied) as error:
        told = error.messages if isinstance(error, ValidationError) else [str(error)]
        row.refused = " ".join(told)[:300]
    else:
        row.proposed_at = timezone.now()
    row.save(update_fields=["proposed_at", "refused"])


@transaction.atomic
def drop_division(*, actor: Actor, division: Division) -> None:
    """Throw a draft away; proposals that were made of it stay.

    Raises:
        PermissionDenied: it is another's.
    """
    division = _own(actor, division)
    audit.record(actor=actor, verb="volunteers.division_dropped", target=division)
    division.delete()


def _own(actor: Actor, division: Division) -> Division:
    rows = Division.objects.visible_to(actor).select_for_update(of=("self",))
    found = rows.filter(pk=division.pk).first()
    if found is None:
        raise PermissionDenied(_("This division is somebody else's."))
    return found


def looking_count(actor: Actor) -> int:
    """Return how many candidates a division of the actor's would look at."""
    return Candidate.objects.visible_to(actor).filter(state=CandidateState.OPEN).count()
