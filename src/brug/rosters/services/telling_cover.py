"""The mails about who takes a shift over: each occasion once."""
# messages: public

from django.utils import translation

from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.rosters.models import Assignment, CoverAsk
from brug.rosters.services.mailing import COVER_SCOPE, facts_of, send_to
from brug.rosters.wording import need_text


def ask_to_cover(*, actor: Actor, ask: CoverAsk) -> None:
    """Mail somebody whether they take a shift over."""
    seat = ask.request.assignment
    person = people.person(ask.volunteer.person_id)
    with translation.override(person.language):
        need = need_text(seat.need.role, seat.need.languages)
    send_to(
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
    send_to(
        actor,
        given.volunteer,
        "rosters.cover_found",
        f"rosters.cover_found:{key}",
        {**facts, "other": other.first_name or other.name},
        names=[other.id],
    )
    send_to(
        actor,
        taken.volunteer,
        "rosters.cover_thanks",
        f"rosters.cover_thanks:{key}",
        {**facts, "about": taken.shift.service.about},
    )


def tell_too_late(*, actor: Actor, ask: CoverAsk) -> None:
    """Mail somebody who was asked that somebody else was faster."""
    send_to(
        actor,
        ask.volunteer,
        "rosters.cover_taken",
        f"rosters.cover_taken:{ask.pk}",
        facts_of(ask.request.assignment.shift),
    )


def tell_nobody_found(*, actor: Actor, assignment: Assignment) -> None:
    """Mail who cannot come that nobody could take their shift over."""
    send_to(
        actor,
        assignment.volunteer,
        "rosters.cover_lapsed",
        f"rosters.cover_lapsed:{assignment.pk}",
        facts_of(assignment.shift),
    )
