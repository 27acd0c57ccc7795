"""What people ask about their data: answered in time, proven, and holding back meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.kernel.registries.retention import retention_kinds
from brug.kernel.roles import Role
from brug.people.enums import AskKind, Channel, RequestKind, RequestState
from brug.people.models import Contact, RightsRequest
from brug.people.models.request_choices import Identity, RequestWay
from brug.people.queries.segments.reaching import reachable
from brug.people.queries.why_reach import why_may_reach
from brug.people.rules.reaching import Why
from brug.people.rules.rights import due_on
from brug.people.services import consent, privacy
from brug.people.services.consent import Proof
from brug.people.services.merging import merge_contacts
from brug.people.services.pressure.asking import reserve_asks
from brug.people.services.requests import ending, noting
from brug.people.services.requests.erasing import erase_due
from brug.people.services.requests.noting import Asked
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_person

pytestmark = pytest.mark.django_db


def asked(
    person: Contact,
    kind: RequestKind = RequestKind.ACCESS,
    *,
    days: int = 0,
    identity: str = Identity.KNOWN,
    actor: Actor = HOUSE,
) -> RightsRequest:
    told = Asked(kind, RequestWay.LETTER, today() - timedelta(days=days), "Alsjeblieft", identity)
    return noting.note_request(actor=actor, person_id=person.pk, asked=told)


def test_a_request_has_its_day_and_stands_once() -> None:
    person = make_person()
    first = asked(person)
    assert (first.due_on, first.state, first.is_late) == (due_on(today()), "open", False)
    assert asked(person).pk == first.pk
    assert asked(person, RequestKind.PORTABILITY).pk != first.pk
    with pytest.raises(ValidationError):
        asked(person, RequestKind.CORRECTION, days=-1)
    lines = ModelLogEntry.objects.filter(action="people.request_noted")
    assert lines.count() == 2
    assert "Alsjeblieft" not in str(list(lines.values())), "the trail keeps no words of people"


def test_it_takes_longer_only_with_a_reason_and_in_time() -> None:
    request = asked(make_person(), days=5)
    for months, reason in ((3, "veel werk"), (0, "veel werk"), (1, "  ")):
        with pytest.raises(ValidationError):
            noting.extend(actor=HOUSE, request=request, months=months, reason=reason)
    longer = noting.extend(actor=HOUSE, request=request, months=2, reason="veel bronnen")
    assert longer.due_on == due_on(request.received_on, 2)
    late = asked(make_person(), days=60)
    assert late.is_late
    with pytest.raises(ValidationError):
        noting.extend(actor=HOUSE, request=late, months=1, reason="veel werk")


def test_it_is_answered_once_and_only_to_whom_it_is_about() -> None:
    request = asked(make_person(), identity="")
    with pytest.raises(ValidationError):
        ending.answer(actor=HOUSE, request=request, is_granted=True, outcome="")
    with pytest.raises(ValidationError):
        ending.answer(actor=HOUSE, request=request, is_granted=False, outcome=" ")
    request = noting.check_identity(actor=HOUSE, request=request, identity="called")
    done = ending.answer(actor=HOUSE, request=request, is_granted=True, outcome="Gemaild.")
    assert (done.state, done.stands, done.closed_at is None) == (RequestState.DONE, False, False)
    with pytest.raises(ValidationError):
        ending.call_back(actor=HOUSE, request=done)


def agree(person: Contact) -> None:
    consent.give(
        actor=HOUSE,
        person_id=person.pk,
        purpose="news",
        channel=Channel.EMAIL,
        proof=Proof("beurs"),
    )


def may(person: Contact) -> set[bool]:
    """What each door says, which must be the same."""
    asks = reserve_asks(
        actor=HOUSE,
        person_ids=[person.pk],
        kind=AskKind.MAILING,
        room="test",
        what=str(timezone.now()),
    )
    return {
        consent.may_reach(person, "news", Channel.EMAIL),
        why_may_reach(person, "news", Channel.EMAIL).may,
        Contact.objects.filter(reachable("news", Channel.EMAIL)).exists(),
        person.pk in asks.people,
    }


@pytest.mark.parametrize("kind", RequestKind)
def test_who_wants_to_be_left_alone_is_while_that_stands(kind: RequestKind) -> None:
    person = make_person(email="jan@example.org")
    agree(person)
    assert may(person) == {True}
    request = asked(person, kind)
    holds = kind in {RequestKind.ERASURE, RequestKind.RESTRICTION, RequestKind.OBJECTION}
    assert may(person) == {not holds}
    if holds:
        assert why_may_reach(person, "news", Channel.EMAIL).why is Why.HELD
    confirmation = {"room": "test", "what": "antwoord", "kind": AskKind.CONFIRMATION}
    answered = reserve_asks(actor=HOUSE, person_ids=[person.pk], **confirmation)  # type: ignore[arg-type]
    assert person.pk in answered.people, "an answer is still given"
    ending.call_back(actor=HOUSE, request=request)
    assert may(person) == {True}


def test_what_is_granted_lasts() -> None:
    person = make_person(email="jan@example.org")
    agree(person)
    request = asked(person, RequestKind.RESTRICTION)
    granted = ending.answer(actor=HOUSE, request=request, is_granted=True, outcome="")
    assert may(person) == {False}
    ending.lift(actor=HOUSE, request=granted)
    assert may(person) == {True}
    objection = asked(person, RequestKind.OBJECTION)
    ending.answer(actor=HOUSE, request=objection, is_granted=True, outcome="")
    assert not consent.may_reach(person, "news", Channel.EMAIL)
    assert not person.rights_requests.holding().exists(), "the consent itself was withdrawn"


def test_an_erasure_waits_can_be_called_back_and_is_done_by_the_worker(settings) -> None:
    settings.BRUG_ERASURE_WAIT_DAYS = 7
    person, other = make_person("Peeters"), make_person("Maes")
    itself = Actor.person(person.pk)
    wishes = [asked(person, RequestKind.ERASURE, actor=itself), asked(other, RequestKind.ERASURE)]
    ending.plan_erasure(actor=itself, request=wishes[0])
    ending.plan_erasure(actor=HOUSE, request=wishes[1])
    assert erase_due() == 0
    ending.call_back(actor=HOUSE, request=wishes[1])
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        assert erase_due() == 0
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        jobs.enqueue("people.erase_asked", key="test")
        jobs.drain()
        assert erase_due() == 0
    person.refresh_from_db()
    other.refresh_from_db()
    assert person.anonymised_at is not None
    assert other.anonymised_at is None
    line = RightsRequest.objects.get(pk=wishes[0].pk)
    assert (line.state, line.details, line.holds) == (RequestState.DONE, "", False)


def test_an_erasure_needs_to_know_who_asks_and_the_right() -> None:
    person = make_person()
    wish = asked(person, RequestKind.ERASURE, identity="")
    with pytest.raises(ValidationError):
        ending.plan_erasure(actor=HOUSE, request=wish)
    with pytest.raises(ValidationError):
        ending.answer(actor=HOUSE, request=wish, is_granted=True, outcome="")
    wish = noting.check_identity(actor=HOUSE, request=wish, identity="shown")
    keeper = Actor.of_user(make_user(Role.STAFF_MOVEMENT))
    with pytest.raises(PermissionDenied):
        ending.plan_erasure(actor=keeper, request=wish)
    with pytest.raises(ValidationError):
        ending.plan_erasure(actor=HOUSE, request=asked(person))


def test_nobody_answers_for_themselves_or_for_others() -> None:
    person, other = make_person(), make_person("Maes")
    request = asked(person)
    for actor in (Actor.person(person.pk), Actor.person(other.pk), Actor.visitor()):
        for act in (
            lambda a: ending.answer(actor=a, request=request, is_granted=True, outcome=""),
            lambda a: noting.extend(actor=a, request=request, months=1, reason="x"),
            lambda a: noting.take_up(actor=a, request=request),
            lambda a: ending.lift(actor=a, request=request),
        ):
            with pytest.raises(PermissionDenied):
                act(actor)
    with pytest.raises(PermissionDenied):
        ending.call_back(actor=Actor.person(other.pk), request=request)


def test_a_coordinator_sees_the_requests_of_the_own_region() -> None:
    make_municipality("3500", "Hasselt", make_region().code)
    near, far = make_person(postal_code="3500"), make_person("Ver")
    mine, other = asked(near), asked(far)
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=make_region()))
    assert list(RightsRequest.objects.visible_to(actor)) == [mine]
    with pytest.raises(PermissionDenied):
        noting.take_up(actor=actor, request=other)
    assert not RightsRequest.objects.visible_to(Actor.of_user(make_user(Role.BOARD))).exists()


def test_requests_follow_a_merge_and_stand_in_the_own_file() -> None:
    keep, lose = make_person(), make_person("Peters")
    request = asked(lose)
    merge_contacts(actor=HOUSE, keep_id=keep.pk, lose_id=lose.pk)
    request.refresh_from_db()
    assert request.person_id == keep.pk
    told = privacy.export_person(actor=HOUSE, person_id=keep.pk)["people.file"]
    assert told["requests about your data"][0]["details"] == "Alsjeblieft"  # type: ignore[index,call-overload]


def test_answered_requests_go_after_their_term_and_those_that_hold_or_stand_stay() -> None:
    kind = retention_kinds.get("people.requests")
    seen, held = asked(make_person()), asked(make_person(), RequestKind.RESTRICTION)
    for request in (seen, held):
        ending.answer(actor=HOUSE, request=request, is_granted=True, outcome="Gemaild.")
    standing = asked(make_person(), days=40)
    later = timezone.now() + timedelta(days=1)
    assert list(kind.due(timezone.now() - timedelta(days=1))) == []
    assert [request.pk for request in kind.due(later)] == [seen.pk]
    assert [rows.count() for rows in kind.protected(later).values()] == [1]
    kind.let_go(seen.pk)
    assert set(RightsRequest.objects.values_list("pk", flat=True)) == {held.pk, standing.pk}
    line = ModelLogEntry.objects.get(action="people.request_deleted")
    assert line.object_id == str(seen.person_id)
