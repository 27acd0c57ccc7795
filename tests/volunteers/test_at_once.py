"""Volunteers of the house while others write: no ceiling is passed, nothing is done twice.

On PostgreSQL, where several write at a time; SQLite has one writer.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.volunteers.enums import ClaimKind, PaperKind, ThanksKind
from brug.volunteers.models import Agreement, Claim, DocumentKind, PaymentRun, SeenDocument, Thanks
from brug.volunteers.services import (
    accounts,
    agreements,
    claiming,
    deciding,
    documents,
    paying,
    signing,
    thanking,
)
from brug.volunteers.services.claiming import Wanted
from tests.factories.involvements import (
    make_flat,
    make_involved,
    make_task,
    make_texts,
    signing_of,
)
from tests.factories.kernel import HOUSE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="one writer at a time"),
]


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


def test_two_phones_do_not_pass_the_ceiling_of_a_day_together() -> None:
    here, there = make_flat("30.00"), make_flat("30.00", task=make_task("events"))
    own = Actor.person(here.person_id)
    for days in range(5):
        wanted = [Wanted(ClaimKind.FLAT, today() - timedelta(days=days)) for _one in range(2)]
        told = at_once(
            lambda: claiming.claim(actor=own, involvement=here, wanted=wanted[0]),  # noqa: B023
            lambda: claiming.claim(actor=own, involvement=there, wanted=wanted[1]),  # noqa: B023
        )
        assert sorted(type(one).__name__ for one in told) == ["Claim", "ValidationError"]
    assert Claim.objects.total() == Decimal("150.00")


def test_a_form_that_is_sent_twice_at_once_is_one_claim() -> None:
    involvement = make_flat("30.00")
    own, wanted = Actor.person(involvement.person_id), Wanted(ClaimKind.FLAT, today())
    act = lambda: claiming.claim(actor=own, involvement=involvement, wanted=wanted)  # noqa: E731
    told = at_once(act, act, act)
    assert len({one.pk for one in told}) == 1


def test_two_payment_runs_at_once_take_each_claim_once() -> None:
    involvement = make_flat("30.00")
    own = Actor.person(involvement.person_id)
    accounts.keep_account(
        actor=own, person_id=involvement.person_id, iban="BE68539007547034", holder="A"
    )
    for turn in range(4):
        wanted = Wanted(ClaimKind.FLAT, today() - timedelta(days=turn))
        made = claiming.claim(actor=own, involvement=involvement, wanted=wanted)
        deciding.decide(actor=HOUSE, claim=made)
        act = lambda: paying.make_run(actor=HOUSE)  # noqa: E731
        told = at_once(act, act)
        assert sorted(type(one).__name__ for one in told) == ["PaymentRun", "ValidationError"]
    assert PaymentRun.objects.count() == 4
    assert all(run.claims.count() == 1 for run in PaymentRun.objects.all())


def test_a_run_is_either_paid_or_undone() -> None:
    involvement = make_flat("30.00")
    own = Actor.person(involvement.person_id)
    accounts.keep_account(
        actor=own, person_id=involvement.person_id, iban="BE68539007547034", holder="A"
    )
    made = claiming.claim(
        actor=own, involvement=involvement, wanted=Wanted(ClaimKind.FLAT, today())
    )
    deciding.decide(actor=HOUSE, claim=made)
    run = paying.make_run(actor=HOUSE)

    def pay() -> Any:
        try:
            return paying.mark_paid(actor=HOUSE, run=run)
        except PaymentRun.DoesNotExist as error:
            return error

    at_once(pay, lambda: paying.undo_run(actor=HOUSE, run=run))
    made.refresh_from_db()
    assert (made.state, made.run_id) in {("paid", run.pk), ("approved", None)}


def test_an_agreement_that_is_sent_and_signed_twice_at_once_is_one() -> None:
    make_texts()
    involvement = make_involved()
    ask = lambda: agreements.ask(  # noqa: E731
        actor=HOUSE, involvement=involvement, kind=PaperKind.NOTE
    )
    told = at_once(ask, ask)
    assert len({one.pk for one in told}) == 1
    own, agreement = Actor.person(involvement.person_id), told[0]
    names = ("Amina Rahimi", "Amina R.")
    at_once(
        *(
            lambda name=name: signing.sign(
                actor=own, agreement=agreement, signing=signing_of(agreement, name)
            )
            for name in names
        )
    )
    assert Agreement.objects.get().signed_name in names


def test_somebody_is_thanked_and_reminded_once_by_two_workers() -> None:
    involvement = make_involved(task=make_task("welcome"))
    kind = DocumentKind.objects.get(code="criminal-record-2")
    at_once(
        *(
            lambda: documents.note_seen(
                actor=HOUSE,
                involvement=involvement,
                kind=kind,
                seen_on=today(),
                valid_until=today(),
            )
            for _one in range(3)
        )
    )
    assert SeenDocument.objects.filter(replaced_at=None).count() == 1
    remind = lambda: documents.remind_due(actor=HOUSE)  # noqa: E731
    thank = lambda: thanking.thank(  # noqa: E731
        actor=HOUSE, involvement=involvement, kind=ThanksKind.YEAR, year=2026
    )
    at_once(remind, remind, thank, thank)
    assert OutgoingMail.objects.filter(kind="volunteers.document_expiring").count() == 1
    assert OutgoingMail.objects.filter(kind="volunteers.thanks_year").count() == 1
    assert Thanks.objects.count() == 1
