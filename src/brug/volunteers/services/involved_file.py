"""All that the room knows of somebody as a volunteer of the house, and how it forgets it."""

from typing import Any

from brug.kernel import audit
from brug.kernel.periods import today
from brug.kernel.registries.privacy import Json
from brug.volunteers.enums import ClaimState
from brug.volunteers.models import (
    Agreement,
    BankAccount,
    Claim,
    HourEntry,
    Involvement,
    Review,
    SeenDocument,
    StepDone,
    Thanks,
)
from brug.volunteers.services.involved_fading import empty_papers


def export_involved(person_id: int) -> Json:
    """Return all that is known of a volunteer of the house, ready for JSON."""
    rows = Involvement.objects.filter(person_id=person_id).select_related(
        "task", "initiative__organisation"
    )
    account = BankAccount.objects.filter(person_id=person_id).first()
    documents = SeenDocument.objects.filter(person_id=person_id).select_related("kind")
    return {
        "time as a volunteer": [_involvement(row) for row in rows],
        "account": {"iban": account.iban, "holder": account.holder} if account else {},
        "thanks": [
            {"thanks_for": one.kind, "said_at": _plain(one.said_at)}
            for one in Thanks.objects.filter(person_id=person_id)
        ],
        "documents": [
            {
                "document": one.kind.name,
                "shown_on": _plain(one.seen_on),
                "valid_until": _plain(one.valid_until),
            }
            for one in documents
        ],
    }


def _involvement(row: Involvement) -> dict[str, object]:
    return {
        "role": row.task.name,
        "group": row.place,
        "began_on": _plain(row.began_on),
        "ended_on": _plain(row.ended_on),
        "leave_reason": row.leave_reason,
        "goodbye": row.goodbye_note,
        "is_minor": row.is_minor,
        "scheme": row.scheme,
        "papers": [_agreement(one) for one in row.agreements.all()],
        "claims": [
            {
                "kind": one.kind,
                "day": _plain(one.day),
                "amount": str(one.amount),
                "km": one.km,
                "what": one.what,
                "claim_state": one.state,
                "refusal": one.refusal,
            }
            for one in Claim.objects.filter(involvement=row)
        ],
        "hours": [
            {"day": _plain(one.day), "number": str(one.hours), "what": one.what}
            for one in HourEntry.objects.filter(involvement=row)
        ],
        "talks on how it goes": [
            {
                "planned_on": _plain(one.planned_on),
                "held_on": _plain(one.held_on),
                "agreed": one.agreed,
                "note": one.note,
            }
            for one in Review.objects.filter(involvement=row)
        ],
        "steps": [
            {"step": one.step.name, "done_on": _plain(one.done_on)}
            for one in StepDone.objects.filter(involvement=row).select_related("step")
        ],
    }


def _agreement(one: Agreement) -> dict[str, object]:
    return {
        "title": one.title,
        "text": one.body,
        "asked_at": _plain(one.asked_at),
        "signed_at": _plain(one.signed_at),
        "signed_name": one.signed_name,
        "guardian_name": one.guardian_name,
        "fingerprint": one.fingerprint,
        "taken_back_at": _plain(one.taken_back_at),
    }


def _plain(value: Any) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def erase_involved(person_id: int) -> int:
    """Forget a volunteer of the house: names, texts and notes go, what is counted stays.

    Whoever is there still leaves today. Return how many records it touched.
    """
    mine = Involvement.objects.filter(person_id=person_id)
    touched = audit.forget(Involvement, list(mine.values_list("pk", flat=True)))
    touched += empty_papers(Agreement.objects.filter(involvement__in=mine))
    touched += StepDone.objects.filter(involvement__in=mine).delete()[0]
    touched += SeenDocument.objects.filter(person_id=person_id).delete()[0]
    touched += BankAccount.objects.filter(person_id=person_id).delete()[0]
    claims = Claim.objects.filter(person_id=person_id)
    touched += claims.filter(state=ClaimState.ASKED).delete()[0]
    touched += HourEntry.objects.filter(involvement__in=mine).update(what="")
    touched += Review.objects.filter(involvement__in=mine).delete()[0]
    touched += Thanks.objects.filter(person_id=person_id).delete()[0]
    touched += claims.update(what="", refusal="")
    mine.filter(ended_on=None, began_on__lte=today()).update(ended_on=today())
    touched += mine.update(goodbye_note="", is_minor=False)
    return touched
