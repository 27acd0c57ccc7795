"""Paying volunteers back: their account, and runs that take each claim once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.volunteers.enums import ClaimState, RunState
from brug.volunteers.models import BankAccount, Claim, PaymentRun


@transaction.atomic
def make_run(*, actor: Actor) -> PaymentRun:
    """Put all approved claims whose volunteer gave an account in one run; each stands in one only.

    Raises:
        PermissionDenied: the actor may not pay.
        ValidationError: there is nothing to pay.
    """
    actor.require("volunteers.pay")
    accounts = BankAccount.objects.values("person")
    ready = Claim.objects.to_pay().filter(person__in=accounts, person__anonymised_at=None)
    keys = list(ready.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise ValidationError(_("There is nothing to pay: no approved claim with an account."))
    run = PaymentRun.objects.create(made_by=actor.user)
    Claim.objects.filter(pk__in=keys).update(run=run)
    audit.record(actor=actor, verb="volunteers.run_made", target=run)
    return run


@transaction.atomic
def undo_run(*, actor: Actor, run: PaymentRun) -> None:
    """Let go of the claims of a run that was not paid; they wait for the next one.

    Raises:
        PermissionDenied: the actor may not pay.
        ValidationError: it is paid.
    """
    actor.require("volunteers.pay")
    found = PaymentRun.objects.select_for_update().filter(pk=run.pk).first()
    if found is None:
        return
    if found.state == RunState.PAID:
        raise ValidationError(_("It is paid: it can no longer be undone."))
    audit.record(actor=actor, verb="volunteers.run_undone", target=found)
    found.claims.update(run=None)
    found.delete()


@transaction.atomic
def mark_paid(*, actor: Actor, run: PaymentRun) -> PaymentRun:
    """Note that the bank paid a run, with all claims in it; twice is once.

    Raises:
        PermissionDenied: the actor may not pay.
    """
    actor.require("volunteers.pay")
    run = PaymentRun.objects.select_for_update().get(pk=run.pk)
    if run.state == RunState.MADE:
        run.state, run.paid_at = RunState.PAID, timezone.now()
        run.save(update_fields=["state", "paid_at"])
        run.claims.update(state=ClaimState.PAID)
        audit.record(actor=actor, verb="volunteers.run_paid", target=run)
    return run


@transaction.atomic
def note_run_taken(*, actor: Actor, run: PaymentRun) -> None:
    """Leave a line that a run was taken along with its account numbers.

    Raises:
        PermissionDenied: the actor may not pay.
    """
    actor.require("volunteers.pay")
    audit.record(actor=actor, verb="volunteers.run_taken", target=run)
