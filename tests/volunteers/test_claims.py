"""Costs of volunteers: claimed within the law, decided once, paid in one run only."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail
from brug.kernel.periods import today
from brug.kernel.roles import Role
from brug.people.models import Contact
from brug.volunteers.enums import ClaimKind, ClaimState, Means, RunState, Scheme
from brug.volunteers.models import (
    AllowanceCeiling,
    BankAccount,
    Claim,
    Involvement,
    MileageRate,
    PaymentRun,
)
from brug.volunteers.queries.runs import transfers_of
from brug.volunteers.services import accounts, claiming, deciding, paying, rates
from brug.volunteers.services.claiming import Wanted
from tests.factories.involvements import make_flat, make_involved, make_task
from tests.factories.kernel import HOUSE, give_factor, make_user, sign_in
from tests.factories.volunteers import make_initiative

pytestmark = pytest.mark.django_db

IBAN = "BE68539007547034"


def _claim(involvement: Involvement, days_ago: int = 0, **told: object) -> Claim:
    wanted = Wanted(
        **{"kind": ClaimKind.FLAT, "day": today() - timedelta(days=days_ago), **told}  # type: ignore[arg-type]
    )
    actor = Actor.person(involvement.person_id)
    return claiming.claim(actor=actor, involvement=involvement, wanted=wanted)


def _account(involvement: Involvement) -> BankAccount:
    return accounts.keep_account(
        actor=Actor.person(involvement.person_id),
        person_id=involvement.person_id,
        iban=IBAN,
        holder="Amina Rahimi",
    )


def test_a_day_brings_what_was_agreed_and_is_claimed_once() -> None:
    involvement = make_flat("30.00")
    made = _claim(involvement)
    assert (made.amount, made.state) == (Decimal("30.00"), ClaimState.ASKED)
    with pytest.raises(ValidationError):
        _claim(involvement)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            involvement=involvement,
            person_id=involvement.person_id,
            kind=ClaimKind.FLAT,
            day=made.day,
            amount=30,
        )


def test_a_form_that_is_sent_twice_is_one_claim() -> None:
    involvement = make_involved(scheme=Scheme.REAL)
    wanted = Wanted(ClaimKind.REAL, today(), Decimal("12.505"), what="Trein")
    actor = Actor.person(involvement.person_id)
    first = claiming.claim(actor=actor, involvement=involvement, wanted=wanted)
    assert claiming.claim(actor=actor, involvement=involvement, wanted=wanted) == first
    assert Claim.objects.get().amount == Decimal("12.51")


def test_the_ceiling_of_a_day_holds_over_all_groups_of_the_house() -> None:
    here = make_flat("30.00")
    there = make_flat("30.00", task=make_task("events"))
    _claim(here)
    with pytest.raises(ValidationError) as refused:
        _claim(there)
    assert len(refused.value.messages) == 1
    assert _claim(there, days_ago=1).amount == 30


def test_the_ceiling_of_a_year_refuses_and_real_costs_do_not_mix_in() -> None:
    rates.enter_ceiling(
        actor=HOUSE,
        valid_from=date(today().year, 1, 1),
        per_day=Decimal(40),
        per_year=Decimal(50),
        per_year_raised=Decimal(90),
        travel_km=100,
        may_mix=False,
        source="proef",
    )
    involvement = make_flat("30.00")
    _claim(involvement)
    with pytest.raises(ValidationError):
        _claim(involvement, days_ago=1)
    real = make_involved(task=make_task("events"), scheme=Scheme.REAL)
    with pytest.raises(ValidationError):
        _claim(real, kind=ClaimKind.REAL, amount=Decimal(5))
    _claim(real, kind=ClaimKind.TRAVEL, km=100)
    with pytest.raises(ValidationError):
        _claim(real, kind=ClaimKind.TRAVEL, km=1)


def test_a_refused_claim_no_longer_counts() -> None:
    involvement = make_flat("30.00")
    made = _claim(involvement)
    deciding.decide(actor=HOUSE, claim=made, refusal="Die dag was er niemand.")
    assert OutgoingMail.objects.filter(kind="volunteers.claim_refused").count() == 1
    assert _claim(involvement).pk != made.pk
    with pytest.raises(ValidationError):
        deciding.decide(actor=HOUSE, claim=made)


def test_kilometres_bring_the_rate_of_their_day_and_means() -> None:
    MileageRate.objects.all().delete()
    day = today()
    for means, days, per_km in (("car", 400, "0.40"), ("car", 0, "0.50"), ("bicycle", 400, "0.30")):
        rates.enter_rate(
            actor=HOUSE,
            means=Means(means),
            valid_from=day - timedelta(days=days),
            per_km=Decimal(per_km),
            source="proef",
        )
    involvement = make_flat()
    travel = {"kind": ClaimKind.TRAVEL, "km": 10}
    assert _claim(involvement, **travel).amount == Decimal("5.00")
    assert _claim(involvement, days_ago=1, **travel).amount == Decimal("4.00")
    assert _claim(involvement, means=Means.BICYCLE, **travel).amount == Decimal("3.00")


def test_only_what_was_agreed_and_only_while_there_is_claimed() -> None:
    none = make_involved()
    with pytest.raises(ValidationError):
        _claim(none)
    flat = make_flat(task=make_task("events"))
    with pytest.raises(ValidationError):
        _claim(flat, kind=ClaimKind.REAL, amount=Decimal(5))
    for days_ago in (-1, 91):
        with pytest.raises(ValidationError):
            _claim(flat, days_ago=days_ago)
    wanted = Wanted(ClaimKind.FLAT, today())
    with pytest.raises(PermissionDenied):
        claiming.claim(actor=Actor.person(none.person_id + 999), involvement=flat, wanted=wanted)
    AllowanceCeiling.objects.all().delete()
    with pytest.raises(ValidationError):
        _claim(flat)


def test_a_claim_is_taken_back_only_while_nobody_decided() -> None:
    involvement = make_flat()
    actor = Actor.person(involvement.person_id)
    first, second = _claim(involvement), _claim(involvement, days_ago=1)
    claiming.take_back_claim(actor=actor, claim=first)
    claiming.take_back_claim(actor=actor, claim=first)
    deciding.decide(actor=HOUSE, claim=second)
    with pytest.raises(ValidationError):
        claiming.take_back_claim(actor=actor, claim=second)
    assert Claim.objects.get() == second


def test_an_account_is_checked_and_kept_encrypted() -> None:
    involvement = make_flat()
    with pytest.raises(ValidationError) as refused:
        accounts.keep_account(
            actor=Actor.person(involvement.person_id),
            person_id=involvement.person_id,
            iban="BE00",
            holder="A",
        )
    assert "iban" in refused.value.message_dict
    account = _account(involvement)
    with connection.cursor() as cursor:
        cursor.execute("SELECT iban FROM volunteers_bankaccount")
        (kept,) = cursor.fetchone()
    assert IBAN not in kept
    account.refresh_from_db()
    assert account.iban == IBAN
    with pytest.raises(PermissionDenied):
        accounts.keep_account(
            actor=HOUSE, person_id=involvement.person_id, iban=IBAN, holder="Iemand"
        )


def test_each_claim_is_in_one_run_and_a_run_is_undone_only_before_it_is_paid() -> None:
    involvement = make_flat("30.00")
    for days_ago in (0, 1):
        deciding.decide(actor=HOUSE, claim=_claim(involvement, days_ago=days_ago))
    _claim(involvement, days_ago=2)
    with pytest.raises(ValidationError):
        paying.make_run(actor=HOUSE)
    _account(involvement)
    run = paying.make_run(actor=HOUSE)
    (transfer,) = transfers_of(run)
    assert (transfer.amount, transfer.iban) == (Decimal("60.00"), IBAN)
    with pytest.raises(ValidationError):
        paying.make_run(actor=HOUSE)
    paying.undo_run(actor=HOUSE, run=run)
    again = paying.make_run(actor=HOUSE)
    assert again.claims.count() == 2
    paying.mark_paid(actor=HOUSE, run=again)
    paid_at = PaymentRun.objects.get().paid_at
    paying.mark_paid(actor=HOUSE, run=again)
    assert PaymentRun.objects.get().paid_at == paid_at
    assert again.claims.filter(state=ClaimState.PAID).count() == 2
    with pytest.raises(ValidationError):
        paying.undo_run(actor=HOUSE, run=again)


def test_the_database_itself_refuses_a_paid_claim_without_a_run() -> None:
    made = _claim(make_flat())
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=made.pk).update(state=ClaimState.PAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=made.pk).update(run=PaymentRun.objects.create())


def test_who_approves_does_not_pay_and_who_pays_does_not_approve() -> None:
    made = _claim(make_flat())
    office = Actor.of_user(make_user(Role.STAFF_OFFICE))
    movement = Actor.of_user(make_user(Role.STAFF_MOVEMENT))
    with pytest.raises(PermissionDenied):
        deciding.decide(actor=office, claim=made)
    with pytest.raises(PermissionDenied):
        paying.make_run(actor=movement)


def test_the_waiting_list_asks_as_much_of_the_database_for_many_as_for_few() -> None:
    user = make_user(Role.STAFF_MOVEMENT)
    give_factor(user)
    desk = sign_in(Client(), user)
    involvement = make_flat("10.00")
    counts = []
    for many in (2, 12):
        for days_ago in range(many):
            if not Claim.objects.filter(day=today() - timedelta(days=days_ago)).exists():
                _claim(involvement, days_ago=days_ago)
        desk.get("/desk/claims-that-wait/")
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("/desk/claims-that-wait/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_desk_approves_refuses_and_pays_and_takes_a_run_along() -> None:
    user = make_user(Role.ADMINISTRATOR)
    give_factor(user)
    desk = sign_in(Client(), user)
    involvement = make_flat("30.00", initiative=make_initiative())
    _account(involvement)
    first, second, third = (_claim(involvement, days_ago=ago) for ago in range(3))
    desk.post("/desk/claims-that-wait/approve/", {"claim": [str(first.public_id)]})
    desk.post(f"/desk/claims-that-wait/{second.public_id}/refuse/", {"refusal": "Neen"})
    desk.post(f"/desk/claims-that-wait/{third.public_id}/approve/")
    states = list(Claim.objects.order_by("-day").values_list("state", flat=True))
    assert states == [ClaimState.APPROVED, ClaimState.REFUSED, ClaimState.APPROVED]
    desk.post("/desk/payment-runs/make/")
    run = PaymentRun.objects.get()
    page = f"/desk/payment-runs/{run.public_id}/"
    assert IBAN in desk.get(page).content.decode()
    file = b"".join(desk.get(f"{page}?export=csv").streaming_content).decode()
    assert IBAN in file
    assert "60" in file
    desk.post(f"{page}paid/")
    run.refresh_from_db()
    assert run.state == RunState.PAID


def test_ceilings_and_rates_are_entered_with_their_source() -> None:
    user = make_user(Role.STAFF_OFFICE)
    give_factor(user)
    desk = sign_in(Client(), user)
    told = {
        "valid_from": "2031-01-01",
        "per_day": "50",
        "per_year": "2000",
        "per_year_raised": "3500",
        "travel_km": "2000",
        "source": "Staatsblad",
    }
    assert desk.post("/desk/volunteer-rates/ceiling/", told).status_code == 302
    found = AllowanceCeiling.objects.on(date(2031, 6, 1))
    assert found is not None
    assert (found.per_day, found.source) == (Decimal(50), "Staatsblad")
    rate = {"means": "car", "valid_from": "2031-01-01", "per_km": "0.51", "source": "BOSA"}
    assert desk.post("/desk/volunteer-rates/rate/", rate).status_code == 302
    assert desk.post("/desk/volunteer-rates/rate/", {"means": "car"}).status_code == 422
    assert b"BOSA" in desk.get("/desk/volunteer-rates/").content


def test_every_figure_of_the_law_that_the_house_starts_with_names_its_source() -> None:
    for row in [*AllowanceCeiling.objects.all(), *MileageRate.objects.all()]:
        assert len(row.source) > 20


def test_a_volunteer_claims_on_the_phone(enter: Callable[[Contact], Client]) -> None:
    involvement = make_flat("30.00")
    client = enter(involvement.person)
    home = f"/nl/my/volunteering/{involvement.public_id}/costs/"
    page = client.get(home)
    key = page.context["forms"][0][1]["form_key"].value()
    told = {"day": today().isoformat(), "form_key": str(key)}
    assert client.post(f"{home}flat/", told).status_code == 302
    assert client.post(f"{home}flat/", told).status_code == 302
    made = Claim.objects.get()
    refused = client.post(
        f"{home}flat/", {**told, "form_key": "6d1f3b1e-0000-4000-8000-1234567890ab"}
    )
    assert refused.status_code == 422
    client.post(f"{home}account/", {"iban": "BE68 5390 0754 7034", "holder": "Amina"})
    shown = client.get(home).content.decode()
    assert "7034" in shown
    assert IBAN not in shown
    client.post(f"/nl/my/costs/{made.public_id}/take-back/")
    assert not Claim.objects.exists()
