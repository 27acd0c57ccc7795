"""Somebody cannot come: others are asked, or two people swap."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.people.enums import AskKind
from brug.people.models import Ask
from brug.rosters.enums import AssignmentState, CoverState, Origin, SwapState, Word
from brug.rosters.models import Assignment, CoverAsk, Service, Shift, Volunteer
from brug.rosters.services import (
    cover_answers,
    cover_waves,
    covering,
    seating,
    swap_answers,
    swapping,
    wishes,
)
from brug.rosters.services.needs import Sought
from tests.factories.kernel import HOUSE
from tests.factories.rosters import (
    make_helper,
    make_service,
    make_shift,
    put,
)

pytestmark = pytest.mark.django_db


def me(volunteer: Volunteer) -> Actor:
    return Actor.person(volunteer.person_id)


def mails(kind: str) -> list[str]:
    rows = OutgoingMail.objects.filter(kind=f"rosters.{kind}").order_by("pk")
    return list(rows.values_list("recipient", flat=True))


class TestCover:
    """Somebody cannot come."""

    def test_a_few_are_asked_and_the_first_yes_has_it(self, service: Service, shift: Shift) -> None:
        seat = put(make_helper(service), shift)
        others = [make_helper(service, name) for name in ("Berta", "Cem", "Dora", "Eva")]
        request = covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        assert covering.ask_cover(actor=me(seat.volunteer), assignment=seat) == request
        jobs.drain()
        asks = list(CoverAsk.objects.order_by("pk"))
        assert len(mails("cover_asked")) == len(asks) == cover_waves.A_WAVE
        assert [one.volunteer for one in asks] == others[: cover_waves.A_WAVE]
        won = cover_answers.answer_ask(actor=me(asks[1].volunteer), ask=asks[1], word=Word.YES)
        late = cover_answers.answer_ask(actor=me(asks[0].volunteer), ask=asks[0], word=Word.YES)
        assert (won.word, late.word) == (Word.YES, "")
        seat.refresh_from_db()
        assert seat.state == AssignmentState.EXCUSED
        taken = Assignment.objects.standing().get()
        assert (taken.volunteer, taken.origin) == (asks[1].volunteer, Origin.COVER)
        assert mails("cover_found") == ["amina@example.org"]
        assert mails("cover_thanks") == ["cem@example.org"]
        assert set(mails("cover_taken")) == {"berta@example.org", "dora@example.org"}

    def test_whoever_was_asked_longest_ago_comes_first(self, service: Service) -> None:
        first, second = (make_shift(service, today() + timedelta(days=n)) for n in (7, 9))
        seat = put(make_helper(service), first)
        names = ["Berta", "Cem", "Dora", "Eva"]
        for name in names:
            make_helper(service, name)
        covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        jobs.drain()
        again = put(seat.volunteer, second)
        covering.ask_cover(actor=me(seat.volunteer), assignment=again)
        jobs.drain()
        assert mails("cover_asked")[3] == "eva@example.org"

    def test_asks_speak_with_the_one_voice_of_the_house(
        self, service: Service, shift: Shift
    ) -> None:
        seat = put(make_helper(service), shift)
        make_helper(service, "Berta")
        covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        jobs.drain()
        [ask] = Ask.objects.filter(kind=AskKind.SHIFT)
        assert (ask.room, ask.person.first_name) == ("rosters", "Berta")

    def test_when_all_said_no_the_next_are_asked_at_once(
        self, service: Service, shift: Shift
    ) -> None:
        seat = put(make_helper(service), shift)
        for name in ("Berta", "Cem", "Dora", "Eva"):
            make_helper(service, name)
        covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        jobs.drain()
        for ask in CoverAsk.objects.all():
            cover_answers.answer_ask(actor=me(ask.volunteer), ask=ask, word=Word.NO)
        jobs.drain()
        assert mails("cover_asked")[-1] == "eva@example.org"
        assert len(mails("cover_asked")) == cover_waves.A_WAVE + 1

    def test_who_wants_not_to_be_asked_or_cannot_is_not_asked(
        self, service: Service, shift: Shift
    ) -> None:
        seat = put(make_helper(service), shift)
        quiet = make_helper(service, "Berta")
        told = wishes.Wishes(("nl",), may_be_asked=False)
        wishes.tell_wishes(actor=me(quiet), volunteer=quiet, wishes=told)
        make_helper(service, "Cem", times=[])
        covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        jobs.drain()
        assert mails("cover_asked") == []

    def test_nobody_answers_for_somebody_else(self, service: Service, shift: Shift) -> None:
        seat = put(make_helper(service), shift)
        berta = make_helper(service, "Berta")
        with pytest.raises(PermissionDenied):
            covering.ask_cover(actor=me(berta), assignment=seat)
        covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        jobs.drain()
        with pytest.raises(PermissionDenied):
            cover_answers.answer_ask(
                actor=me(seat.volunteer), ask=CoverAsk.objects.get(), word=Word.YES
            )

    def test_more_are_asked_where_nobody_answers_and_it_ends_when_the_shift_begins(
        self, service: Service, shift: Shift
    ) -> None:
        seat = put(make_helper(service), shift)
        for name in ("Berta", "Cem", "Dora", "Eva"):
            make_helper(service, name)
        request = covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        jobs.drain()
        soon = timezone.now() + timedelta(hours=1)
        assert covering.look_after(actor=HOUSE, at=soon) == 0
        jobs.drain()
        assert len(mails("cover_asked")) == cover_waves.A_WAVE
        covering.look_after(actor=HOUSE, at=timezone.now() + timedelta(hours=25))
        jobs.drain()
        assert len(mails("cover_asked")) == cover_waves.A_WAVE + 1
        for count in (1, 0):
            assert covering.look_after(actor=HOUSE, at=shift.starts) == count
        request.refresh_from_db()
        seat.refresh_from_db()
        assert (request.state, seat.state) == (CoverState.LAPSED, AssignmentState.EXCUSED)
        assert mails("cover_lapsed") == ["amina@example.org"]

    def test_who_can_come_after_all_keeps_the_shift(self, service: Service, shift: Shift) -> None:
        seat = put(make_helper(service), shift)
        make_helper(service, "Berta")
        request = covering.ask_cover(actor=me(seat.volunteer), assignment=seat)
        jobs.drain()
        covering.withdraw(actor=me(seat.volunteer), request=request)
        ask = CoverAsk.objects.get()
        assert cover_answers.answer_ask(actor=me(ask.volunteer), ask=ask, word=Word.YES).word == ""
        assert Assignment.objects.standing().get() == seat
        assert mails("cover_taken") == ["berta@example.org"]


class TestSwap:
    """Two people swap."""

    def test_on_a_yes_both_seats_change_hands(self, service: Service, shift: Shift) -> None:
        other = make_shift(service, shift.day + timedelta(days=2))
        mine, theirs = put(make_helper(service), shift), put(make_helper(service, "Berta"), other)
        swap = swapping.offer_swap(actor=me(mine.volunteer), offered=mine, wanted=theirs)
        assert swapping.offer_swap(actor=me(mine.volunteer), offered=mine, wanted=theirs) == swap
        assert mails("swap_asked") == ["berta@example.org"]
        for _twice in range(2):
            done = swap_answers.answer_swap(actor=me(theirs.volunteer), swap=swap, word=Word.YES)
        assert done.state == SwapState.DONE
        held = Assignment.objects.standing().values_list("shift", "volunteer")
        assert set(held) == {(shift.pk, theirs.volunteer_id), (other.pk, mine.volunteer_id)}
        assert mails("swap_done") == ["amina@example.org"]

    def test_two_shifts_at_the_same_time_can_be_swapped(
        self, service: Service, shift: Shift
    ) -> None:
        beside = make_shift(make_service("Infodesk"), shift.day)
        mine, theirs = put(make_helper(service), shift), None
        make_helper(beside.service)
        berta = make_helper(beside.service, "Berta")
        make_helper(service, "Berta")
        theirs = put(berta, beside)
        swap = swapping.offer_swap(actor=me(mine.volunteer), offered=mine, wanted=theirs)
        assert (
            swap_answers.answer_swap(actor=me(berta), swap=swap, word=Word.YES).state
            == SwapState.DONE
        )

    def test_a_swap_that_cannot_be_is_refused_with_the_reason(
        self, service: Service, shift: Shift
    ) -> None:
        other = make_shift(service, shift.day + timedelta(days=2), Sought(languages=("uk",)))
        mine = put(make_helper(service), shift)
        theirs = put(make_helper(service, "Berta", languages=["uk"]), other)
        with pytest.raises(ValidationError) as refused:
            swapping.offer_swap(actor=me(mine.volunteer), offered=mine, wanted=theirs)
        assert refused.value.code == "language"

    def test_a_yes_after_the_world_went_on_changes_nothing(
        self, service: Service, shift: Shift
    ) -> None:
        other = make_shift(service, shift.day + timedelta(days=2))
        mine, theirs = put(make_helper(service), shift), put(make_helper(service, "Berta"), other)
        swap = swapping.offer_swap(actor=me(mine.volunteer), offered=mine, wanted=theirs)
        seating.unassign(actor=HOUSE, assignment=mine)
        answer = swap_answers.answer_swap(actor=me(theirs.volunteer), swap=swap, word=Word.YES)
        assert answer.state == SwapState.LAPSED
        assert Assignment.objects.standing().get() == theirs

    def test_a_no_leaves_all_as_it_is(self, service: Service, shift: Shift) -> None:
        other = make_shift(service, shift.day + timedelta(days=2))
        mine, theirs = put(make_helper(service), shift), put(make_helper(service, "Berta"), other)
        swap = swapping.offer_swap(actor=me(mine.volunteer), offered=mine, wanted=theirs)
        swap_answers.answer_swap(actor=me(theirs.volunteer), swap=swap, word=Word.NO)
        assert set(Assignment.objects.standing()) == {mine, theirs}
        assert mails("swap_declined") == ["amina@example.org"]
