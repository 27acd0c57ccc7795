"""The rosters of the small world for the matrix of access."""

from datetime import timedelta

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.services import calendars, covering, drafting, swapping, times
from tests.factories.kernel import HOUSE
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_role,
    make_service,
    make_shift,
    need_of,
    next_week,
    put,
)
from tests.house.world_parts import Things, newest, token_of


def rosters() -> Things:
    """A service with a week of shifts, somebody on them whom others ask to cover and to swap."""
    service = make_service("Startpunt")
    role = make_role(service)
    make_pattern(service)
    shift, other, third = (
        make_shift(service, today() + timedelta(days=number)) for number in (8, 10, 12)
    )
    own = make_helper(service, "Jan")
    berta = make_helper(service, "Berta")
    asked = covering.ask_cover(actor=HOUSE, assignment=put(berta, shift))
    seat = put(own, other)
    jobs.drain()
    swap = swapping.offer_swap(
        actor=Actor.person(berta.person_id),
        offered=put(berta, third),
        wanted=seat,
    )
    away, foreign = (
        times.tell_away(actor=HOUSE, volunteer=one, first_day=today(), last_day=today())
        for one in (own, berta)
    )
    open_ = make_shift(service, today() + timedelta(days=14))
    draft = drafting.ask_draft(actor=HOUSE, services=[service], period=next_week())
    jobs.drain()
    return {
        "own_shift": seat.public_id,
        "shift_act": "cannot",
        "open_need": need_of(open_).pk,
        "own_away": away.pk,
        "own_ask": asked.asks.get(volunteer=own).pk,
        "own_swap": swap.public_id,
        "roster_seat": seat.public_id,
        "seat_state": "present",
        "roster_draft": draft.public_id,
        "draft_act": "again",
        "roster_shift": open_.public_id,
        "roster_act": "put",
        "roster_service": service.public_id,
        "service_act": "role",
        "service_end": "role",
        "roster_role": role.pk,
        "roster_pattern": service.patterns.get().pk,
        "roster_person": berta.person.public_id,
        "person_act": "rest",
        "membership_act": "roles",
        "roster_membership": berta.memberships.get().pk,
        "roster_away": foreign.pk,
        "roster_cover": token_of(newest("rosters.cover_asked")),
        "roster_swap": token_of(newest("rosters.swap_asked")),
        "roster_link": token_of(newest("rosters.assigned")),
        "roster_calendar": calendars.calendar_token(own),
    }
