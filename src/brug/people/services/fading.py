"""Let go of what a term has ended for; called by the house's nightly run."""

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.models import (
    Ask,
    BulkChange,
    BulkLine,
    FrozenList,
    FrozenMember,
    Note,
    RightsRequest,
)
from brug.people.services.privacy import erase_person

_ACTOR = "retention"


def forget_faded(person_id: int) -> None:
    """Forget a person of whom nothing was heard for the term; see ``erase_person``."""
    erase_person(actor=Actor.system(_ACTOR), person_id=person_id, reason="term over")


def drop_note(note_id: int) -> None:
    """Delete a note whose term is over; noted in the audit trail."""
    note = Note.objects.select_related("contact").get(pk=note_id)
    audit.record(actor=Actor.system(_ACTOR), verb="people.note_removed", target=note.contact)
    note.delete()


def drop_ask(ask_id: int) -> None:
    """Delete an ask whose term is over: no rule looks back so far."""
    Ask.objects.filter(pk=ask_id).delete()


def empty_list(list_id: int) -> None:
    """Take the people off a frozen list: who was chosen goes; how many, why and by whom stays."""
    frozen = FrozenList.objects.get(pk=list_id)
    gone = FrozenMember.objects.filter(frozen_list=frozen).delete()[0]
    audit.record(
        actor=Actor.system(_ACTOR), verb="people.list_emptied", target=frozen, note=str(gone)
    )


def drop_request(request_id: int) -> None:
    """Delete an answered request whose term is over; noted in the audit trail of its person."""
    request = RightsRequest.objects.select_related("person").get(pk=request_id)
    request.delete()
    audit.record(
        actor=Actor.system(_ACTOR),
        verb="people.request_deleted",
        target=request.person,
        note=f"{request.kind} {request_id}",
    )


def empty_bulk(change_id: int) -> None:
    """Forget whom a change of many changed: who goes; how many, what and by whom stays."""
    change = BulkChange.objects.get(pk=change_id)
    gone = BulkLine.objects.filter(change=change).delete()[0]
    audit.record(
        actor=Actor.system(_ACTOR), verb="people.bulk_emptied", target=change, note=str(gone)
    )
