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
    Involvement,
    SeenDocument,
    StepDone,
)

FORGOTTEN = "–"


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
    papers = Agreement.objects.filter(involvement__in=mine)
    touched += papers.filter(signed_at=None).delete()[0]
    touched += papers.update(
        title=FORGOTTEN,
        body=FORGOTTEN,
        fingerprint="",
        signed_name=FORGOTTEN,
        signed_in="",
        guardian_email="",
        guardian_name="",
    )
    touched += StepDone.objects.filter(involvement__in=mine).delete()[0]
    touched += SeenDocument.objects.filter(person_id=person_id).delete()[0]
    touched += BankAccount.objects.filter(person_id=person_id).delete()[0]
    claims = Claim.objects.filter(person_id=person_id)
    touched += claims.filter(state=ClaimState.ASKED).delete()[0]
    touched += claims.update(what="", refusal="")
    mine.filter(ended_on=None, began_on__lte=today()).update(ended_on=today())
    touched += mine.update(goodbye_note="", is_minor=False)
    return touched
