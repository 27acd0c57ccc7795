"""Undo an import: what it made goes, unless somebody touched it since."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people import signals
from brug.people.enums import ConsentState, Place
from brug.people.import_words import Fate, Reason, RunState
from brug.people.models import (
    Consent,
    Contact,
    ContactLanguage,
    ContactWord,
    ImportedKey,
    ImportRow,
    ImportRun,
    PostalAddress,
    Relation,
    TargetGroup,
)
from brug.people.services.imports.keeping import Keeper
from brug.people.services.imports.settling import KEEPERS
from brug.people.services.journal_bulk import move_last_engaged_back
from brug.people.services.marks import mark_contacts_changed
from brug.people.services.words import write_words

_BATCH = 500
_AT_ONCE = 20_000
# What comes with a contact and says nothing of its own.
_WITH_A_CONTACT = {ContactWord, ContactLanguage, ImportedKey}


def undo_part(run: ImportRun) -> bool:
    """Undo the next part, in the caller's transaction; return whether there is more."""
    kinds = [keeper.kind for keeper in reversed(KEEPERS)]
    place = run.place.setdefault("undo", {"phase": 0, "pk": 0})
    if place["phase"] < len(kinds):
        kind = kinds[place["phase"]]
        mine = ImportedKey.objects.filter(run=run, kind=kind, pk__gt=place["pk"]).order_by("pk")
        keys = list(mine[:_BATCH])
        if keys:
            _undo(run, kind, keys)
            place["pk"] = keys[-1].pk
        else:
            run.place["undo"] = {"phase": place["phase"] + 1, "pk": 0}
    elif not _mark_rows(run):
        run.state, run.finished_at = RunState.UNDONE, timezone.now()
        actor = Actor.of_user(run.by) if run.by else Actor.system("import")
        audit.record(actor=actor, verb="people.import_undone", target=run)
        signals.publish(signals.contacts_loaded, count=0)
    run.save(update_fields=["place", "counts", "state", "finished_at", "done"])
    return run.is_busy


def _undo(run: ImportRun, kind: str, keys: list[ImportedKey]) -> None:
    """Undo what some keys lead to; who keeps what, and why, is told."""
    made = [key for key in keys if key.is_ours]
    kept = {**_touched(kind, made)}
    gone = [key for key in made if key.pk not in kept]
    if kind == "refusal":
        _take_back_refusals({key.record for key in gone})
    else:
        _delete(kind, [key.record for key in gone])
    ImportedKey.objects.filter(pk__in=[key.pk for key in keys if key.pk not in kept]).delete()
    ImportRow.objects.bulk_create(
        ImportRow(
            run=run,
            table=kind,
            line=0,
            key=key.key,
            fate=Fate.KEPT,
            reason=kept[key.pk],
        )
        for key in made
        if key.pk in kept
    )
    told = Counter(run.counts.get(f"undo {kind}", {}))
    told.update(undone=len(gone), kept=len(kept))
    run.counts[f"undo {kind}"] = {fate: count for fate, count in told.items() if count}
    run.done = max(run.done - len(keys), 0)


def _touched(kind: str, keys: list[ImportedKey]) -> dict[int, Reason]:
    """Which records somebody changed, or hangs something on, by the keys' own keys."""
    if kind == "refusal":
        return {}
    keeper: Keeper = next(one for one in KEEPERS if one.kind == kind)()  # type: ignore[type-arg, assignment]
    standing = keeper.standing(key.record for key in keys)
    touched = {
        key.pk: Reason.CHANGED_HERE
        for key in keys
        if key.record in standing and standing[key.record] != key.digest
    }
    in_use = _in_use(kind, {key.record for key in keys})
    return touched | {key.pk: Reason.IN_USE for key in keys if key.record in in_use}


def _in_use(kind: str, records: set[int]) -> set[int]:
    look = _IN_USE.get(kind)
    return look(records) if look else set()


def _contacts_in_use(contacts: set[int]) -> set[int]:
    """Those on whom any table of any room leans, or who have an account."""
    used = set(
        Contact.objects.filter(pk__in=contacts).exclude(user=None).values_list("pk", flat=True)
    )
    for relation in Contact._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if model in _WITH_A_CONTACT or isinstance(model, str):
            continue
        rows = model._default_manager.filter(**{f"{name}__in": contacts})
        used.update(rows.order_by().values_list(name, flat=True))
    return used & contacts


def _groups_in_use(groups: set[int]) -> set[int]:
    rows = TargetGroup.contacts.through.objects.filter(targetgroup_id__in=groups)
    children = TargetGroup.objects.filter(parent__in=groups).exclude(pk__in=groups)
    parents = {parent for parent in children.values_list("parent", flat=True) if parent}
    return set(rows.values_list("targetgroup_id", flat=True)) | parents


def _kinds_in_use(kinds: set[int]) -> set[int]:
    return set(Relation.objects.filter(kind__in=kinds).values_list("kind", flat=True))


_IN_USE = {
    "contact": _contacts_in_use,
    "group": _groups_in_use,
    "relationkind": _kinds_in_use,
}


def _delete(kind: str, records: list[int]) -> None:
    model = next(one for one in KEEPERS if one.kind == kind).model  # type: ignore[attr-defined]
    rows = model._default_manager.filter(pk__in=records)
    if kind == "group":
        rows.update(parent=None)
    whose = _people_of(kind, rows)
    rows.delete()
    if kind in {"contact", "address"}:
        mark_contacts_changed()
    if kind == "email":
        for contact in Contact.objects.filter(pk__in=whose):
            write_words(contact)
    elif kind == "address":
        _look_up_regions(whose)
    elif kind == "act":
        move_last_engaged_back(whose)


def _people_of(kind: str, rows: Iterable[object]) -> set[int]:
    name = {"email": "contact_id", "address": "contact_id", "act": "person_id"}.get(kind)
    return set(rows.values_list(name, flat=True)) if name else set()  # type: ignore[attr-defined]


def _look_up_regions(contacts: set[int]) -> None:
    mains = dict(
        PostalAddress.objects.filter(contact__in=contacts, is_primary=True).values_list(
            "contact_id", "region_id"
        )
    )
    rows = [Contact(pk=contact, region_id=mains.get(contact)) for contact in contacts]
    Contact.objects.bulk_update(rows, ["region"], batch_size=200)


def _take_back_refusals(contacts: set[int]) -> None:
    """Delete the consents that the import withdrew and nobody touched since."""
    rows = Consent.objects.filter(person__in=contacts, state=ConsentState.WITHDRAWN)
    only_told = rows.annotate(times=Count("events")).filter(times=1)
    keys = only_told.filter(events__where=Place.IMPORT).values_list("pk", flat=True)
    Consent.objects.filter(pk__in=list(keys)).delete()


def _mark_rows(run: ImportRun) -> bool:
    """Mark the rows of what is gone; return whether there are more."""
    rows = ImportRow.objects.filter(run=run, fate=Fate.MADE).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:_AT_ONCE])
    if keys:
        rows.filter(pk__lte=keys[-1]).update(fate=Fate.UNDONE)
    return bool(keys)
