"""Do a change of many part by part: the contacts, their fates and the mark in one transaction."""

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.models import BulkChange, BulkLine, Contact
from brug.people.models.bulk_choices import BulkFate, BulkReason, BulkState
from brug.people.services.bulk.deeds.base import Deed
from brug.people.services.bulk.deeds.choice import deed_of

A_PART = 500
Outcome = tuple[BulkFate, BulkReason]


def do_part(*, change_id: int) -> bool:
    """Do the next part of a change of many, in the caller's transaction; whether there is more.

    Rights and sight are those that whoever asked has now: where the right is gone it stops, whom
    they see no more is left as it is. A change that was stopped, or is gone, has no more parts.
    """
    change = BulkChange.objects.select_for_update(of=("self",)).filter(pk=change_id).first()
    if change is None or not change.is_busy:
        return False
    is_undo = change.state == BulkState.UNDOING
    try:
        deed = _deed(change, is_undo=is_undo)
    except (PermissionDenied, ValidationError) as error:
        _stop(change, error)
        return False
    lines = _next_lines(change, is_undo=is_undo)
    if not lines:
        _end(change, deed.actor)
        return False
    outcomes = _take_back(deed, lines) if is_undo else _apply(deed, lines)
    _note(change, lines, outcomes)
    return True


def _deed(change: BulkChange, *, is_undo: bool) -> Deed:
    user = change.undone_by if is_undo else change.by
    # Who asked may be gone by now: then nobody has the right.
    actor = Actor.of_user(user) if user else Actor.visitor()
    deed = deed_of(actor, change)
    actor.require(deed.right)
    return deed


def _next_lines(change: BulkChange, *, is_undo: bool) -> dict[int, BulkLine]:
    fate = BulkFate.CHANGED if is_undo else BulkFate.WAITING
    rows = BulkLine.objects.filter(change=change, fate=fate, contact__gt=change.place)
    return {line.contact_id: line for line in rows.order_by("contact")[:A_PART]}


def _seen(deed: Deed, keys: Iterable[int]) -> set[int]:
    """Those of these contacts whom the actor may see now, kept from others' changes."""
    wanted = list(keys)
    held = Contact.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    there = set(held.values_list("pk", flat=True))
    seen = Contact.objects.visible_to(deed.actor).known().filter(pk__in=there)
    return set(seen.order_by().values_list("pk", flat=True))


def _apply(deed: Deed, lines: dict[int, BulkLine]) -> dict[int, Outcome]:
    rest = _seen(deed, lines)
    outcomes = dict.fromkeys(lines, (BulkFate.LEFT, BulkReason.NOT_SEEN))
    outcomes |= dict.fromkeys(rest, (BulkFate.LEFT, BulkReason.ALREADY))
    for reason, where in deed.stays():
        rows = Contact.objects.filter(pk__in=rest).filter(where)
        fit = set(rows.order_by().values_list("pk", flat=True))
        outcomes |= dict.fromkeys(fit, (BulkFate.LEFT, reason))
        rest -= fit
    for key, before in deed.apply(sorted(rest)).items():
        outcomes[key] = (BulkFate.CHANGED, BulkReason.NONE)
        lines[key].before = before
    return outcomes


def _take_back(deed: Deed, lines: dict[int, BulkLine]) -> dict[int, Outcome]:
    seen = _seen(deed, lines)
    outcomes = dict.fromkeys(lines, (BulkFate.KEPT, BulkReason.NOT_SEEN))
    outcomes |= dict.fromkeys(seen, (BulkFate.KEPT, BulkReason.CHANGED_SINCE))
    back = deed.take_back({key: lines[key].before for key in sorted(seen)})
    return outcomes | dict.fromkeys(back, (BulkFate.UNDONE, BulkReason.NONE))


def _note(change: BulkChange, lines: dict[int, BulkLine], outcomes: dict[int, Outcome]) -> None:
    for key, line in lines.items():
        line.fate, line.reason = outcomes[key]
    BulkLine.objects.bulk_update(lines.values(), ["fate", "reason", "before"], batch_size=100)
    fates = Counter(
        f"{fate}:{reason}" if reason else str(fate.value) for fate, reason in outcomes.values()
    )
    is_undo = change.state == BulkState.UNDOING
    name = "undo_counts" if is_undo else "counts"
    setattr(change, name, dict(Counter(getattr(change, name)) + fates))
    change.place = max(lines)
    good = BulkFate.UNDONE if is_undo else BulkFate.CHANGED
    change.parts.append([change.place, fates[good.value], fates.total() - fates[good.value]])
    change.save(update_fields=[name, "place", "parts"])


def _end(change: BulkChange, actor: Actor) -> None:
    is_undo = change.state == BulkState.UNDOING
    change.state = BulkState.UNDONE if is_undo else BulkState.DONE
    if not is_undo:
        change.finished_at = timezone.now()
    told = change.undo_counts if is_undo else change.counts
    parts = change.parts
    change.parts = []
    change.save(update_fields=["state", "finished_at", "parts"])
    audit.record(
        actor=actor,
        verb="people.bulk_undone" if is_undo else "people.bulk_done",
        target=change,
        after={"counts": told, "parts": parts},
        note=f"{change.action}: {change.told}",
    )


def _stop(change: BulkChange, error: PermissionDenied | ValidationError) -> None:
    """Stop because of what changed meanwhile, in words; what was done stays."""
    words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    is_undo = change.state == BulkState.UNDOING
    change.state = BulkState.STOPPED
    change.stopped_because = words[:300]
    change.finished_at = change.finished_at if is_undo else timezone.now()
    change.save(update_fields=["state", "stopped_because", "finished_at"])
    audit.record(
        actor=Actor.system("bulk"),
        verb="people.bulk_stopped",
        target=change,
        note=_("by itself: %(why)s") % {"why": change.stopped_because},
    )
