"""Shifts and people under lock, with who sits where: the one way by which a seat is given."""
# messages: public

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.rosters import rules
from brug.rosters.enums import AssignmentState, Origin
from brug.rosters.models import Assignment, Need, Shift, Volunteer
from brug.rosters.queries.cases import shift_case, volunteer_cases
from brug.rosters.queries.seats import with_needs
from brug.rosters.wording import SOFT, cannot

LIMITS = rules.Limits()


class Board:
    """Some shifts and some people, locked until the transaction ends.

    Shifts are locked before people and each by key, so that two boards never wait for each other.
    Whoever gives a seat holds the row of the shift (its places are given one after the other) and
    that of the person (nobody is put in two places at once).
    """

    def __init__(self, shift_ids: Iterable[int], volunteer_ids: Iterable[int]) -> None:
        keys, people = sorted(set(shift_ids)), sorted(set(volunteer_ids))
        locked = Shift.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
        list(locked.values_list("pk", flat=True))
        rows = Volunteer.objects.select_for_update(of=("self",)).filter(pk__in=people)
        list(rows.order_by("pk").values_list("pk", flat=True))
        self.shifts = {one.pk: one for one in with_needs(Shift.objects.filter(pk__in=keys))}
        self.cases = {key: shift_case(one) for key, one in self.shifts.items()}
        known = Volunteer.objects.filter(pk__in=people).select_related("person")
        self.volunteers = {one.pk: one for one in known}
        found = volunteer_cases(known, list(self.cases.values()))
        self.people = {one.id: one for one in found}
        self.held = list(
            Assignment.objects.standing()
            .filter(shift__in=keys)
            .select_related("volunteer__person", "need__role")
        )

    def obstacle(self, need: Need, volunteer_id: int) -> str | None:
        """Return why somebody cannot have a seat of a need now, as ``wording`` calls it."""
        shift = self.shifts[need.shift_id]
        if shift.cancelled_at or shift.has_begun:
            return "over"
        here = [one for one in self.held if one.shift_id == shift.pk]
        if any(one.volunteer_id == volunteer_id for one in here):
            return "twice"
        if sum(one.need_id == need.pk for one in here) >= need.count:
            return "full"
        case, person = self.cases[shift.pk], self.people[volunteer_id]
        number = [one.pk for one in shift.needs.all()].index(need.pk)
        why = rules.unfit(person, case, case.needs[number])
        return why or rules.hindered(person, case, self._spans(volunteer_id), LIMITS)

    def _spans(self, volunteer_id: int) -> list[rules.Span]:
        return [
            self.cases[one.shift_id].span
            for one in self.held
            if one.volunteer_id == volunteer_id and not self.shifts[one.shift_id].cancelled_at
        ]

    def hard_obstacle(
        self, need: Need, volunteer_id: int, passing: Collection[str] = SOFT
    ) -> str | None:
        """Return why somebody cannot have a seat, though one may pass over some obstacles.

        An obstacle that may be passed over hides no harder one.
        """
        why = self.obstacle(need, volunteer_id)
        if why not in passing:
            return why
        case, person = self.cases[need.shift_id], self.people[volunteer_id]
        others = [*self._spans(volunteer_id), *person.worked]
        if any(span.overlaps(case.span) for span in others):
            return "same_time"
        return "busy" if any(span.overlaps(case.span) for span in person.busy) else None


def give_seat(
    board: Board,
    *,
    actor: Actor,
    need: Need,
    volunteer_id: int,
    origin: Origin,
    passing: Collection[str] = (),
    is_pinned: bool = True,
) -> Assignment:
    """Give somebody a seat; the calling service has checked the right of ``actor``.

    Raises:
        ValidationError: they cannot; the message says why.
    """
    why = board.hard_obstacle(need, volunteer_id, passing)
    if why is not None:
        name = board.volunteers[volunteer_id].person.name
        raise ValidationError(cannot(name, why), code=why)
    made = Assignment.objects.create(
        shift=board.shifts[need.shift_id],
        need=need,
        volunteer=board.volunteers[volunteer_id],
        origin=origin,
        is_pinned=is_pinned,
    )
    board.held.append(made)
    audit.record(actor=actor, verb="rosters.seat_given", target=made, note=origin.value)
    return made


def free_seat(
    board: Board, *, actor: Actor, assignment: Assignment, state: AssignmentState
) -> Assignment:
    """Take a seat from somebody; it is open again. One that is free already stays so.

    The calling service has checked the right of ``actor``.
    """
    for one in list(board.held):
        if one.pk == assignment.pk:
            board.held.remove(one)
            one.state, one.changed_at = state, timezone.now()
            one.save(update_fields=["state", "changed_at"])
            audit.record(actor=actor, verb="rosters.seat_freed", target=one, note=state.value)
            return one
    return assignment
