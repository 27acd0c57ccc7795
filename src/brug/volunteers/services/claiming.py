"""Claims: made by the volunteer within the law's ceilings, taken back while nobody decided."""
# messages: public

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.money import to_cents
from brug.kernel.periods import today
from brug.volunteers.enums import ClaimKind, ClaimState, Means, Scheme
from brug.volunteers.models import Claim, Involvement, MileageRate
from brug.volunteers.queries.allowances import ceiling_for, costs_of
from brug.volunteers.rules.allowances import Cost, obstacles
from brug.volunteers.services.locks import lock_person
from brug.volunteers.services.rights import require_own

_FITS = {
    Scheme.FLAT: (ClaimKind.FLAT, ClaimKind.TRAVEL),
    Scheme.REAL: (ClaimKind.REAL, ClaimKind.TRAVEL),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody wants back: a day; a cost in euro and what for; or kilometres."""

    kind: ClaimKind
    day: date
    amount: Decimal | None = None
    km: int = 0
    means: Means = Means.CAR
    what: str = ""
    form_key: UUID = field(default_factory=uuid4)


@transaction.atomic
def claim(*, actor: Actor, involvement: Involvement, wanted: Wanted) -> Claim:
    """Claim what is agreed; a form that is sent twice is one claim.

    Ceilings count over all groups of the house in the calendar year, one claim after the other.

    Raises:
        PermissionDenied: it is not the actor's own, nor do they guide the volunteer.
        ValidationError: it is not agreed, not within the time there, or above what the law allows.
    """
    require_own(actor, involvement)
    rows = {row.pk: row for row in lock_person(involvement.person_id)}
    involvement = rows[involvement.pk]
    known = Claim.objects.filter(form_key=wanted.form_key, involvement=involvement).first()
    if known is not None:
        return known
    _check_fits(involvement, wanted)
    amount = _amount(involvement, wanted)
    cost = Cost(wanted.kind, wanted.day, amount, _km(wanted))
    ceiling = ceiling_for(involvement, wanted.day)
    if ceiling is None:
        raise ValidationError({"day": _("No ceilings are known for that day: ask us.")})
    if found := obstacles(cost, costs_of(involvement.person_id, wanted.day.year), ceiling):
        raise ValidationError([_why(code) for code in found])
    made = Claim.objects.create(
        involvement=involvement,
        person_id=involvement.person_id,
        kind=wanted.kind,
        day=wanted.day,
        amount=amount,
        km=_km(wanted) or None,
        means=wanted.means if wanted.kind == ClaimKind.TRAVEL else "",
        what=wanted.what.strip()[:200],
        form_key=wanted.form_key,
    )
    audit.record(actor=actor, verb="volunteers.claimed", target=involvement, note=wanted.kind.value)
    return made


def _km(wanted: Wanted) -> int:
    return wanted.km if wanted.kind == ClaimKind.TRAVEL else 0


def _check_fits(involvement: Involvement, wanted: Wanted) -> None:
    if wanted.kind not in _FITS.get(Scheme(involvement.scheme), ()):
        raise ValidationError(_("This was not agreed with you: ask whoever guides you."))
    last = involvement.ended_on or today()
    if not involvement.began_on <= wanted.day <= min(last, today()):
        raise ValidationError({"day": _("Choose a day on which you helped, today at the latest.")})
    flat = Claim.objects.counting().filter(involvement=involvement, kind=ClaimKind.FLAT)
    if wanted.kind == ClaimKind.FLAT and flat.filter(day=wanted.day).exists():
        raise ValidationError({"day": _("You claimed this day already.")})


def _amount(involvement: Involvement, wanted: Wanted) -> Decimal:
    """What it comes to, in euro."""
    if wanted.kind == ClaimKind.FLAT:
        return involvement.day_amount or Decimal(0)
    if wanted.kind == ClaimKind.REAL:
        if not wanted.amount or wanted.amount <= 0:
            raise ValidationError({"amount": _("Say how much it cost.")})
        return to_cents(wanted.amount)
    rate = MileageRate.objects.on(wanted.day, wanted.means)
    if rate is None:
        raise ValidationError({"day": _("No rate is known for that day: ask us.")})
    amount = to_cents(rate.per_km * wanted.km)
    if amount <= 0:
        raise ValidationError({"km": _("Say how many kilometres.")})
    return amount


def _why(code: str) -> str:
    return {
        "day": _("This goes above what the law allows for one day."),
        "year": _("This goes above what the law allows for this year."),
        "mixed": _(
            "The law does not allow fixed amounts and real costs in one year for the same person."
        ),
        "kilometres": _("This is more kilometres than the law allows for this year."),
    }[code]


@transaction.atomic
def take_back_claim(*, actor: Actor, claim: Claim) -> None:
    """Take back a claim that nobody decided on yet; twice is once.

    Raises:
        PermissionDenied: it is not the actor's own, nor do they guide the volunteer.
        ValidationError: it was decided.
    """
    require_own(actor, claim.involvement)
    found = Claim.objects.select_for_update(of=("self",)).filter(pk=claim.pk).first()
    if found is None:
        return
    if found.state != ClaimState.ASKED:
        raise ValidationError(_("It was decided already."))
    found.delete()
    audit.record(actor=actor, verb="volunteers.claim_taken_back", target=claim.involvement)
