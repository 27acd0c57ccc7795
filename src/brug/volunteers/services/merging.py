"""How the volunteers room's own records follow when two contacts become one."""

from datetime import date

from django.utils import timezone

from brug.kernel.ledger import Ledger
from brug.kernel.periods import today
from brug.volunteers.enums import CandidateState, InitiativeState, ProposalState, StopReason
from brug.volunteers.models import (
    BankAccount,
    Candidate,
    Initiative,
    Involvement,
    Lead,
    Opening,
    Proposal,
    SeenDocument,
)

_SEARCHING = (CandidateState.OPEN, CandidateState.PROPOSED, CandidateState.AGREED)
_STANDING = (ProposalState.OPEN, ProposalState.AGREED)


def merge_searches(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry searches along; of two that are open the one that came furthest goes on."""
    ours = Candidate.objects.filter(person_id=keep, state__in=_SEARCHING).first()
    theirs = Candidate.objects.filter(person_id=lose, state__in=_SEARCHING).first()
    if ours and theirs:
        _stop(ledger, min(ours, theirs, key=_progress))
    ledger.move(Candidate.objects.filter(person_id=lose), "person_id", keep)


def _progress(candidate: Candidate) -> tuple[int, float]:
    """How far a search came; of two that came as far the older one counts."""
    began = candidate.confirmed_at or candidate.signed_up_at
    return _SEARCHING.index(CandidateState(candidate.state)), -began.timestamp()


def _stop(ledger: Ledger, candidate: Candidate) -> None:
    now = timezone.now()
    for proposal in Proposal.objects.filter(candidate=candidate, state__in=_STANDING):
        ledger.change(proposal, state=ProposalState.WITHDRAWN, ended_at=now)
    ledger.change(
        candidate, state=CandidateState.STOPPED, stop_reason=StopReason.OTHER, ended_at=now
    )


def merge_initiatives(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry the page of a group along; of two pages the listed one stays, with all openings."""
    theirs = Initiative.objects.filter(organisation_id=lose).first()
    if theirs is None:
        return
    ours = Initiative.objects.filter(organisation_id=keep).first()
    if ours is None:
        ledger.move(Initiative.objects.filter(pk=theirs.pk), "organisation_id", keep)
        return
    if ours.state != InitiativeState.LISTED and theirs.state == InitiativeState.LISTED:
        ledger.change(ours, state=InitiativeState.LISTED, approved_at=theirs.approved_at)
    ledger.move(Opening.objects.filter(initiative=theirs), "initiative_id", ours.pk)
    present = set(ours.leads.filter(ended_on=None).values_list("person", flat=True))
    double = Lead.objects.filter(initiative=theirs, ended_on=None, person__in=present)
    ledger.remove(Lead.objects.filter(pk__in=list(double.values_list("pk", flat=True))))
    ledger.move(Lead.objects.filter(initiative=theirs), "initiative_id", ours.pk)
    ledger.remove(Initiative.themes.through._default_manager.filter(initiative=theirs))
    ledger.remove(Initiative.objects.filter(pk=theirs.pk))


def merge_involved(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry times as a volunteer along; of two at the same place that last, theirs ends today."""
    present = Involvement.objects.present()
    ours = {_where(row) for row in present.filter(person_id=keep)}
    for row in present.filter(person_id=lose):
        if _where(row) in ours:
            day = max(today(), row.began_on)
            ledger.change(row, ended_on=day, parted_at=timezone.now())
    ledger.move(Involvement.objects.filter(person_id=lose), "person_id", keep)


def _where(row: Involvement) -> tuple[int | None, int | None]:
    """By what two of the same person would be one: the group, or the role in the house."""
    return (row.initiative_id, None if row.initiative_id else row.task_id)


def merge_documents(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry documents along; of two of a kind the one that holds longer stays the present one."""
    present = SeenDocument.objects.filter(replaced_at=None)
    ours = {row.kind_id: row for row in present.filter(person_id=keep)}
    for row in present.filter(person_id=lose):
        twin = ours.get(row.kind_id)
        if twin is not None:
            older = min(twin, row, key=lambda one: one.valid_until or date.max)
            ledger.change(older, replaced_at=timezone.now())
    ledger.move(SeenDocument.objects.filter(person_id=lose), "person_id", keep)


def merge_accounts(ledger: Ledger, keep: int, lose: int) -> None:
    """Carry the account along; of two the one that was given last stays."""
    ours = BankAccount.objects.filter(person_id=keep).first()
    theirs = BankAccount.objects.filter(person_id=lose).first()
    if theirs is None:
        return
    if ours is not None:
        older = min(ours, theirs, key=lambda one: one.changed_at)
        ledger.remove(BankAccount.objects.filter(pk=older.pk))
    ledger.move(BankAccount.objects.filter(person_id=lose), "person_id", keep)
