"""The mails by which volunteers hear of their shifts: each occasion once."""
# messages: public

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from brug.kernel import messages, tokens
from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.rosters.models import Assignment, CoverAsk, Shift, Swap, Volunteer
from brug.rosters.wording import need_text

SHIFT_SCOPE = "rosters.shift"
COVER_SCOPE = "rosters.cover"
SWAP_SCOPE = "rosters.swap"
_LASTS = timedelta(days=60)


def facts_of(shift: Shift) -> dict[str, object]:
    """Return what each mail about a shift tells."""
    return {
        "service": shift.service.name,
        "day": shift.day,
        "hours": shift.hours,
        "place": shift.service.place,
    }


def _send(
    actor: Actor,
    volunteer: Volunteer,
    kind: str,
    key: str,
    variables: Mapping[str, object],
    *,
    link: tuple[str, Any] | None = None,
    names: Iterable[int] = (),
) -> bool:
    """Queue a mail for somebody who has an address; tell whether there is one."""
    person = people.person(volunteer.person_id)
    if not person.email or person.is_forgotten:
        return False
    told = {"first_name": person.first_name, **variables}
    if link is not None:
        scope, payload = link
        token = tokens.make(scope, payload, lasts=_LASTS)
        view = {
            SHIFT_SCOPE: "rosters:by-link",
            COVER_SCOPE: "rosters:cover",
            SWAP_SCOPE: "rosters:swap-answer",
        }[scope]
        told["link_url"] = messages.link(view, language=person.language, token=token)
    messages.send(
        actor=actor,
        kind=kind,
        to=person.email,
        language=person.language,
        variables=told,
        key=key,
        person_id=person.id,
        names=list(names),
    )
    return True


def tell_assigned(*, actor: Actor, assignment: Assignment) -> None:
    """Mail somebody that they were put on a shift; the mail itself is the trace."""
    _send(
        actor,
        assignment.volunteer,
        "rosters.assigned",
        f"rosters.assigned:{assignment.pk}",
        facts_of(assignment.shift),
        link=(SHIFT_SCOPE, [assignment.volunteer_id, assignment.pk]),
    )


def tell_taken_off(*, actor: Actor, assignment: Assignment) -> None:
    """Mail somebody that they need not come."""
    _send(
        actor,
        assignment.volunteer,
        "rosters.taken_off",
        f"rosters.taken_off:{assignment.pk}",
        facts_of(assignment.shift),
    )


def tell_cancelled(*, actor: Actor, assignment: Assignment) -> None:
    """Mail somebody that their shift was called off."""
    shift = assignment.shift
    _send(
        actor,
        assignment.volunteer,
        "rosters.cancelled",
        f"rosters.cancelled:{assignment.pk}",
        {**facts_of(shift), "reason": shift.cancel_reason},
    )


def remind(*, actor: Actor, assignment: Assignment) -> bool:
    """Mail somebody that they are expected; tell whether they have an address."""
    shift = assignment.shift
    return _send(
        actor,
        assignment.volunteer,
        "rosters.reminder",
        f"rosters.reminder:{assignment.pk}",
        {**facts_of(shift), "about": shift.service.about},
        link=(SHIFT_SCOPE, [assignment.volunteer_id, assignment.pk]),
    )


def tell_published(
    *, actor: Actor, key: str, volunteer: Volunteer, shifts: Iterable[Shift], last_day: date
) -> None:
    """Mail somebody all shifts that they have in a roster that was published."""
    person = people.person(volunteer.person_id)
    with translation.override(person.language):
        until = date_format(last_day, "SHORT_DATE_FORMAT")
    _send(
        actor,
        volunteer,
        "rosters.published",
        key,
        {
            "last_day": until,
            "shifts": [
                {"service": one.service.name, "day": one.day, "hours": one.hours} for one in shifts
            ],
        },
        link=(SHIFT_SCOPE, [volunteer.pk, 0]),
    )


def ask_to_cover(*, actor: Actor, ask: CoverAsk) -> None:
    """Mail somebody whether they take a shift over."""
    seat = ask.request.assignment
    person = people.person(ask.volunteer.person_id)
    with translation.override(person.language):
        need = need_text(seat.need.role, seat.need.languages)
    _send(
        actor,
        ask.volunteer,
        "rosters.cover_asked",
        f"rosters.cover_asked:{ask.pk}",
        {**facts_of(seat.shift), "need": need},
        link=(COVER_SCOPE, ask.pk),
    )


def tell_covered(*, actor: Actor, given: Assignment, taken: Assignment) -> None:
    """Mail who cannot come, and who comes instead, that it is settled."""
    facts = facts_of(taken.shift)
    key = f"{given.pk}:{taken.pk}"
    other = people.person(taken.volunteer.person_id)
    _send(
        actor,
        given.volunteer,
        "rosters.cover_found",
        f"rosters.cover_found:{key}",
        {**facts, "other": other.first_name or other.name},
        names=[other.id],
    )
    _send(
        actor,
        taken.volunteer,
        "rosters.cover_thanks",
        f"rosters.cover_thanks:{key}",
        {**facts, "about": taken.shift.service.about},
    )


def tell_too_late(*, actor: Actor, ask: CoverAsk) -> None:
    """Mail somebody who was asked that somebody else was faster."""
    _send(
        actor,
        ask.volunteer,
        "rosters.cover_taken",
        f"rosters.cover_taken:{ask.pk}",
        facts_of(ask.request.assignment.shift),
    )


def tell_nobody_found(*, actor: Actor, assignment: Assignment) -> None:
    """Mail who cannot come that nobody could take their shift over."""
    _send(
        actor,
        assignment.volunteer,
        "rosters.cover_lapsed",
        f"rosters.cover_lapsed:{assignment.pk}",
        facts_of(assignment.shift),
    )


def ask_to_swap(*, actor: Actor, swap: Swap) -> None:
    """Mail somebody whether they swap."""
    asker = people.person(swap.offered.volunteer.person_id)
    theirs = facts_of(swap.wanted.shift)
    _send(
        actor,
        swap.wanted.volunteer,
        "rosters.swap_asked",
        f"rosters.swap_asked:{swap.pk}",
        {
            **facts_of(swap.offered.shift),
            "other": asker.first_name or asker.name,
            "their_service": theirs["service"],
            "their_day": theirs["day"],
            "their_hours": theirs["hours"],
        },
        link=(SWAP_SCOPE, swap.pk),
        names=[asker.id],
    )


def tell_swap(*, actor: Actor, swap: Swap, is_done: bool) -> None:
    """Mail who asked whether the other swaps, with the shift that is theirs now."""
    other = people.person(swap.wanted.volunteer.person_id)
    shift = swap.wanted.shift if is_done else swap.offered.shift
    kind = "rosters.swap_done" if is_done else "rosters.swap_declined"
    _send(
        actor,
        swap.offered.volunteer,
        kind,
        f"{kind}:{swap.pk}",
        {**facts_of(shift), "other": other.first_name or other.name},
        names=[other.id],
    )
