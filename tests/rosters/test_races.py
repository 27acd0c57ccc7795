"""Seats given at the same moment: one wins. PostgreSQL: SQLite has one writer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.rosters.enums import SwapState, Word
from brug.rosters.models import Assignment, CoverAsk, Shift
from brug.rosters.services import (
    cover_answers,
    covering,
    reminding,
    seating,
    shifts,
    swap_answers,
    swapping,
)
from tests.factories.kernel import HOUSE
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_service,
    make_shift,
    need_of,
    next_week,
    put,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time"),
]

TURNS = 4


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do things in threads that start together; return results, refusals as themselves."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except ValidationError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refused(told: list[Any]) -> list[str]:
    """The codes of what was refused."""
    return [str(one.code) for one in told if isinstance(one, ValidationError)]


def test_the_last_place_is_given_once() -> None:
    service = make_service()
    helpers = [make_helper(service, name) for name in ("Amina", "Berta", "Cem")]
    for turn in range(TURNS):
        need = need_of(make_shift(service, today() + timedelta(days=7 + 3 * turn)))
        told = at_once(
            *(
                lambda one=one, need=need: seating.assign(
                    actor=HOUSE, need=need, volunteer=one, anyway=True
                )
                for one in helpers
            )
        )
        assert refused(told) == ["full", "full"]
        assert Assignment.objects.standing().filter(need=need).count() == 1


def test_nobody_is_put_in_two_places_at_once() -> None:
    here, there = make_service("Hier"), make_service("Daar")
    make_helper(here)
    amina = make_helper(there)
    for turn in range(TURNS):
        day = today() + timedelta(days=7 + 3 * turn)
        needs = [need_of(make_shift(one, day)) for one in (here, there)]
        told = at_once(
            *(
                lambda need=need: seating.assign(
                    actor=HOUSE, need=need, volunteer=amina, anyway=True
                )
                for need in needs
            )
        )
        assert refused(told) == ["same_time"]


def test_of_two_yeses_to_cover_one_has_it_and_the_other_hears_it() -> None:
    service = make_service()
    amina = make_helper(service)
    for name in ("Berta", "Cem"):
        make_helper(service, name)
    for turn in range(TURNS):
        seat = put(amina, make_shift(service, today() + timedelta(days=7 + 3 * turn)))
        request = covering.ask_cover(actor=HOUSE, assignment=seat)
        jobs.drain()
        asks = list(CoverAsk.objects.filter(request=request).select_related("volunteer"))
        assert len(asks) == 2
        told = at_once(
            *(
                lambda ask=ask: cover_answers.answer_ask(
                    actor=Actor.person(ask.volunteer.person_id), ask=ask, word=Word.YES
                )
                for ask in asks
            )
        )
        assert sorted(one.word for one in told) == ["", Word.YES]
        assert Assignment.objects.standing().filter(shift=seat.shift).count() == 1
        late = OutgoingMail.objects.filter(kind="rosters.cover_taken")
        assert late.count() == turn + 1


def test_a_yes_while_the_asker_comes_after_all_is_one_or_the_other() -> None:
    service = make_service()
    amina, _berta = make_helper(service), make_helper(service, "Berta")
    for turn in range(TURNS):
        seat = put(amina, make_shift(service, today() + timedelta(days=7 + 3 * turn)))
        request = covering.ask_cover(actor=HOUSE, assignment=seat)
        jobs.drain()
        ask = CoverAsk.objects.select_related("volunteer").get(request=request)
        at_once(
            lambda ask=ask: cover_answers.answer_ask(
                actor=Actor.person(ask.volunteer.person_id), ask=ask, word=Word.YES
            ),
            lambda request=request: covering.withdraw(actor=HOUSE, request=request),
        )
        held = Assignment.objects.standing().get(shift=seat.shift)
        request.refresh_from_db()
        assert (held.volunteer_id == amina.pk) == (request.state == "withdrawn")


def test_two_swaps_of_one_shift_give_it_to_one() -> None:
    service = make_service()
    amina, berta, cem = (make_helper(service, name) for name in ("Amina", "Berta", "Cem"))
    for turn in range(TURNS):
        days = [today() + timedelta(days=7 + 9 * turn + 3 * number) for number in range(3)]
        mine, hers, his = (
            put(one, make_shift(service, day))
            for one, day in zip((amina, berta, cem), days, strict=True)
        )
        actor = Actor.person(amina.person_id)
        swaps = [
            swapping.offer_swap(actor=actor, offered=mine, wanted=other) for other in (hers, his)
        ]
        told = at_once(
            *(
                lambda swap=swap, who=who: swap_answers.answer_swap(
                    actor=Actor.person(who.person_id), swap=swap, word=Word.YES
                )
                for swap, who in zip(swaps, (berta, cem), strict=True)
            )
        )
        assert sorted(one.state for one in told) == sorted([SwapState.DONE, SwapState.LAPSED])
        shifts_held = Assignment.objects.standing().filter(
            shift__in=[one.shift for one in (mine, hers, his)]
        )
        assert shifts_held.count() == 3
        assert shifts_held.values("volunteer").distinct().count() == 3


def test_shifts_of_a_period_are_made_once_by_two_at_once() -> None:
    service = make_service()
    make_pattern(service, weekdays=range(7))
    told = at_once(
        *(
            lambda: shifts.make_shifts(actor=HOUSE, services=[service], period=next_week())
            for _twice in range(2)
        )
    )
    assert sum(told) == Shift.objects.count()
    assert len(set(Shift.objects.values_list("day", flat=True))) == Shift.objects.count()


def test_two_workers_remind_of_each_seat_once() -> None:
    service = make_service()
    for name in ("Amina", "Berta", "Cem"):
        put(make_helper(service, name), make_shift(service, today() + timedelta(days=1)))
    at_once(*(lambda: reminding.remind_due(actor=HOUSE) for _twice in range(3)))
    assert OutgoingMail.objects.filter(kind="rosters.reminder").count() == 3
