"""What is done once all rows came in, one small part at a time."""

from collections import Counter

from django.db import connection

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import signals
from brug.people.import_words import Fate, Reason
from brug.people.models import (
    Consent,
    Contact,
    ContactWord,
    EmailAddress,
    Engagement,
    ImportedKey,
    ImportRow,
    ImportRun,
    PastRecord,
    Phone,
    PostalAddress,
    Relation,
)
from brug.people.rules.imports.records import ContactRecord
from brug.people.rules.names import fold
from brug.people.services.imports.profiles.base import Profile
from brug.people.services.imports.reaching import promote_first
from brug.people.services.imports.work import Work

_LOADED = (
    Contact,
    ContactWord,
    EmailAddress,
    Phone,
    PostalAddress,
    Relation,
    Consent,
    Engagement,
    PastRecord,
    ImportedKey,
)
_ENOUGH = 1000  # rows; fewer do not change what the database knows of its tables


def finish_part(work: Work, profile: Profile, step: int) -> bool:
    """Do a step; return whether there was one."""
    if step == 0:
        tell_twins(work, profile)
        return True
    if work.is_trial:
        return False
    ways = (EmailAddress, Phone, PostalAddress)
    if step <= len(ways):
        promote_first(ways[step - 1])
        return True
    if step == len(ways) + 1 and work.run.total >= _ENOUGH:
        analyse()
        return True
    return False


def analyse() -> None:
    """Let the database count anew what is in the tables that grew."""
    with connection.cursor() as cursor:
        for model in _LOADED:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def tell_twins(work: Work, profile: Profile) -> None:
    """Tell, at the rows of those made, who has the name and address of an earlier line."""
    table = profile.contact_table
    for kind in ("email", table) if table != "email" else (table,):
        for rows in work.spool.twins(kind):
            owners = [
                row.data.get("contact_id", row.key) if kind == "email" else row.key for row in rows
            ]
            people = work.spool.by_key(table, owners)
            lines = work.spool.lines(table, owners)
            firsts: dict[str, str] = {}
            for owner in dict.fromkeys(owners):
                if owner not in people:
                    continue
                name = _name(people[owner])
                first = firsts.setdefault(name, owner)
                if first != owner:
                    made = ImportRow.objects.filter(run=work.run, table=table, key=owner)
                    made.filter(fate=Fate.MADE, reason="").update(
                        reason=Reason.LOOKS_LIKE, detail=str(lines.get(first, ""))
                    )


def _name(data: dict[str, str]) -> str:
    names = (
        "first_name",
        "middle_name",
        "last_name",
        "full_name",
        "organization_name",
        "organisation_name",
        "household_name",
    )
    return fold(" ".join(data.get(name, "") for name in names))


def tell_done(run: ImportRun, actor: Actor) -> None:
    """Note in the audit trail what came in, and tell the house."""
    fates: Counter[str] = Counter()
    for counts in run.counts.values():
        fates.update(counts)
    told = ", ".join(f"{fate}: {count}" for fate, count in sorted(fates.items()))
    audit.record(actor=actor, verb="people.import_done", target=run, note=told)
    made = ImportedKey.objects.filter(run=run, kind=ContactRecord.KIND, is_ours=True)
    if count := made.count():
        signals.publish(signals.contacts_loaded, count=count)
    acts = ImportedKey.objects.filter(run=run, kind="act", is_ours=True)
    if count := acts.count():
        signals.publish(signals.engagements_loaded, count=count)
