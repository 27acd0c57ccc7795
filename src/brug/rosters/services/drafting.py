"""Drafts of a roster: asked for, worked out in the background, looked at and changed."""

from collections.abc import Collection
from dataclasses import asdict, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period
from brug.rosters import rules
from brug.rosters.enums import DraftState
from brug.rosters.models import Assignment, Draft, DraftSeat, Need, Service, Shift, Volunteer
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.queries.seats import with_needs
from brug.rosters.services.board import LIMITS
from brug.rosters.services.rights import require_over_service
from brug.rosters.services.shifts import make_shifts

LONGEST = 62  # days of one draft
_EFFORT = 8.0  # the solver's own seconds for each aim; four weeks of eighty people take half a one


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


@transaction.atomic
def work_out(*, actor: Actor, draft_id: int, turn: int) -> Draft | None:
    """Work a draft out: most cover, then least change, then a fair load, then wishes.

    Runs in the transaction of its job; a turn that is no longer the last one does nothing. What
    contradicts itself is told in the draft.
    """
    draft = Draft.objects.select_for_update(of=("self",)).filter(pk=draft_id, turn=turn).first()
    if draft is None or draft.state != DraftState.ASKED:
        return None
    try:
        _solve(draft)
    except rules.RosterError as error:
        draft.state, draft.trouble = DraftState.FAILED, str(error)[:300]
    else:
        draft.state, draft.ready_at, draft.trouble = DraftState.READY, timezone.now(), ""
    draft.save()
    audit.record(actor=actor, verb="rosters.draft_ready", target=draft)
    return draft


def _solve(draft: Draft) -> None:
    shifts = shifts_of(draft)
    cases = [shift_case(one) for one in shifts]
    needs = {
        (one.pk, number): need for one in shifts for number, need in enumerate(one.needs.all())
    }
    numbers = {need.pk: number for (_shift, number), need in needs.items()}
    services = list(draft.services.all())
    people = volunteer_cases(Volunteer.objects.helping_in(*services), cases)
    barred = list(draft.seats.filter(is_barred=True))
    people = [_without(one, barred, cases) for one in people]
    known = {one.id for one in people}
    standing = [
        one
        for one in Assignment.objects.standing().filter(shift__in=shifts)
        if one.volunteer_id in known
    ]
    pins = {
        rules.Seat(one.shift_id, numbers[one.need_id], one.volunteer_id)
        for one in standing
        if one.is_pinned
    }
    pins |= {
        rules.Seat(one.shift_id, numbers[one.need_id], one.volunteer_id)
        for one in draft.seats.filter(is_pinned=True, is_barred=False)
        if one.need_id in numbers and one.volunteer_id in known
    }
    before = {rules.Seat(one.shift_id, numbers[one.need_id], one.volunteer_id) for one in standing}
    found = rules.plan_roster(
        cases, people, limits=LIMITS, pinned=pins, before=before, effort=_EFFORT
    )
    _write(draft, found, needs, pins, before)


def _without(
    one: rules.Volunteer, barred: Collection[DraftSeat], cases: Collection[rules.Shift]
) -> rules.Volunteer:
    """Somebody who is busy during the shifts from which a draft bars them."""
    keys = {seat.shift_id for seat in barred if seat.volunteer_id == one.id}
    spans = tuple(case.span for case in cases if case.id in keys)
    return replace(one, busy=(*one.busy, *spans)) if spans else one


def _write(
    draft: Draft,
    found: rules.Roster,
    needs: dict[tuple[int, int], Need],
    pins: Collection[rules.Seat],
    before: Collection[rules.Seat],
) -> None:
    draft.seats.filter(is_barred=False).delete()
    DraftSeat.objects.bulk_create(
        DraftSeat(
            draft=draft,
            shift_id=int(seat.shift),
            need=needs[int(seat.shift), seat.need],
            volunteer_id=int(seat.volunteer),
            is_pinned=seat in pins,
            is_new=seat not in before,
        )
        for seat in found.seats
    )
    told = asdict(found)
    draft.figures = {
        name: told[name] for name in ("covered", "wanted", "spread", "kept", "wishes", "is_best")
    }


@transaction.atomic
def put_in(*, actor: Actor, draft: Draft, need: Need, volunteer: Volunteer) -> DraftSeat:
    """Put somebody in a draft by hand, pinned; whether it holds is checked when it is published.

    Raises:
        PermissionDenied: the actor does not plan all its services.
        ValidationError: they are there already, the need is full, or it was published.
    """
    draft = own(actor, draft)
    require_unpublished(draft)
    require_over_service(actor, need.shift.service)
    seats = draft.seats.filter(is_barred=False)
    if seats.filter(shift=need.shift_id, volunteer=volunteer).exists():
        raise ValidationError(_("They are on this shift already."))
    if seats.filter(need=need).count() >= need.count:
        raise ValidationError(_("All places are taken: take somebody out first."))
    draft.seats.filter(shift=need.shift_id, volunteer=volunteer, is_barred=True).delete()
    standing = Assignment.objects.standing().filter(need=need, volunteer=volunteer)
    seat = DraftSeat.objects.create(
        draft=draft,
        shift=need.shift,
        need=need,
        volunteer=volunteer,
        is_pinned=True,
        is_new=not standing.exists(),
    )
    audit.record(actor=actor, verb="rosters.draft_changed", target=draft)
    return seat


@transaction.atomic
def take_out(*, actor: Actor, draft: Draft, seat: DraftSeat) -> None:
    """Take somebody out of a draft by hand; twice is once.

    Raises:
        PermissionDenied: the actor does not plan all its services.
        ValidationError: it was published already.
    """
    draft = own(actor, draft)
    require_unpublished(draft)
    if draft.seats.filter(pk=seat.pk).delete()[0]:
        audit.record(actor=actor, verb="rosters.draft_changed", target=draft)


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
