"""A payment run as the bank wants it: one transfer for each volunteer."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.volunteers.models import BankAccount, Claim, PaymentRun


@dataclass(frozen=True)
class Transfer:
    """A payment to one volunteer, in euro, with what stands on their statement."""

    holder: str
    iban: str
    amount: Decimal
    message: str


def transfers_of(run: PaymentRun) -> list[Transfer]:
    """Return the transfers of a run, in the order of names; an account that is gone stays empty."""
    claims = defaultdict(list)
    for row in Claim.objects.filter(run=run).order_by("day", "pk"):
        claims[row.person_id].append(row)
    accounts = {one.person_id: one for one in BankAccount.objects.filter(person__in=list(claims))}
    transfers = [_transfer(rows, accounts.get(key)) for key, rows in claims.items()]
    return sorted(transfers, key=lambda one: (one.holder, one.iban))


def _transfer(rows: list[Claim], account: BankAccount | None) -> Transfer:
    days = {"first": f"{rows[0].day:%d/%m/%Y}", "last": f"{rows[-1].day:%d/%m/%Y}"}
    return Transfer(
        holder=account.holder if account else "",
        iban=account.iban if account else "",
        amount=sum((row.amount for row in rows), Decimal(0)),
        message=_("Costs as a volunteer, %(first)s to %(last)s") % days,
    )
