"""Forget somebody in the files of imports: whatever names them goes, the report stays."""

from collections.abc import Iterator
from functools import partial

from django.db import transaction
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.import_words import Reason, RunState
from brug.people.models import Contact, ImportedKey, ImportRow, ImportRun
from brug.people.rules.imports.records import ContactRecord
from brug.people.rules.imports.traces import Traces
from brug.people.services.imports.folder import remove_folder, spool_of
from brug.people.services.imports.profiles.choice import profile_of

# Where the cell itself is told beside the reason: once the files are gone nobody knows whose.
_TELLS_A_CELL = (
    Reason.UNREADABLE,
    Reason.NOT_DAY,
    Reason.TWO_DAYS,
    Reason.NOT_AMOUNT,
    Reason.NOT_YES,
)
_STOPS_AS = {RunState.TRYING: RunState.READY, RunState.RUNNING: RunState.STOPPED}


def forget_in_files(person_id: int) -> int:
    """Delete the files of every import in which somebody stands; return of how many.

    Part of an erasure, while it is still known who they are. Files that nobody read yet go too:
    nobody knows who stands in them. An import at work stops; handed in again it goes on, and passes
    over whoever was forgotten. What became of each row stays, without what stood in it. Each is
    noted in the audit trail.
    """
    contact = Contact.objects.get(pk=person_id)
    held = ImportRun.objects.select_for_update(of=("self",)).filter(files_gone_at=None)
    runs = [run for run in held.order_by("pk") if _stands_in(contact, run)]
    for run in runs:
        run.files_gone_at = timezone.now()
        run.state = _STOPS_AS.get(RunState(run.state), run.state)
        run.save(update_fields=["files_gone_at", "state"])
        told = ImportRow.objects.filter(run=run, reason__in=_TELLS_A_CELL)
        told.exclude(detail="").update(detail="…")
        audit.record(actor=Actor.system("rights"), verb="people.import_files_deleted", target=run)
        transaction.on_commit(partial(remove_folder, run))
    return len(runs)


def _stands_in(contact: Contact, run: ImportRun) -> bool:
    if not run.tables:
        return True
    try:
        spool = spool_of(run)
    except FileNotFoundError:
        return True
    table = profile_of(run).contact_table
    told = _traces(contact, run.source)
    try:
        if spool.holds(table, told.keys):
            return True
        return any(
            told.are_in(data, key=key if kind == table else "")
            for kind, key, data in spool.everything()
        )
    finally:
        spool.close()


def _traces(contact: Contact, source: str) -> Traces:
    mine = ImportedKey.objects.filter(contact=contact, kind=ContactRecord.KIND, source=source)
    return Traces.of(
        keys=[*mine.values_list("key", flat=True), *_own_keys(contact)],
        emails=contact.emails.values_list("address", flat=True),
        numbers=contact.phones.values_list("number", flat=True),
        names=[f"{contact.first_name} {contact.last_name}", contact.organisation_name],
    )


def _own_keys(contact: Contact) -> Iterator[str]:
    """What exports of ours call them, and called those who were merged into them."""
    yield str(contact.public_id)
    for alias in contact.aliases.all():
        yield str(alias.public_id)
