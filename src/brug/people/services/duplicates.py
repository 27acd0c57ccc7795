"""Possible duplicates: search for them, keep them, decide about them."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.people.models import Contact, DuplicatePair, DuplicateSearch
from brug.people.models.merging import PairState, SearchState
from brug.people.services.rights import require_over

# A search that was not heard of for so long was stopped.
_SILENT = timedelta(minutes=15)
_CHUNK = 1000
# Children that still run, kept so that Python does not complain about them.
_children: list["subprocess.Popen[bytes]"] = []

Reason = dict[str, object]
Found = tuple[int, int, float, list[Reason]]  # keys, the lower first; likelihood; reasons


def present_search() -> DuplicateSearch | None:
    """Return the search that waits or is under way; None: there is none."""
    live = DuplicateSearch.objects.filter(state__in=[SearchState.WAITING, SearchState.RUNNING])
    return live.filter(seen_at__gt=timezone.now() - _SILENT).first()


@transaction.atomic
def ask_search(*, actor: Actor) -> DuplicateSearch:
    """Ask for a search over all contacts, in a process of its own; one at a time.

    Noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not merge contacts.
    """
    actor.require("people.merge_contact")
    present = present_search()
    if present:
        return present
    search = DuplicateSearch.objects.create()
    audit.record(actor=actor, verb="people.duplicates_asked", target=search)
    jobs.enqueue("people.search_duplicates", key=f"{search.pk}", search_id=search.pk)
    return search


def search_where_changed() -> bool:
    """Ask for a search where contacts have changed since the last one; return whether."""
    last = DuplicateSearch.objects.filter(state=SearchState.DONE).first()
    newest = Contact.objects.aggregate(newest=Max("updated_at"))["newest"]
    if newest is None or (last and newest < last.asked_at):
        return False
    ask_search(actor=Actor.system("schedule"))
    return True


def start_child(search_id: int) -> None:
    """Start the process that searches: it needs much more memory than a worker may have."""
    _children[:] = [child for child in _children if child.poll() is None]
    command = [sys.executable, "-m", "brug.web.cli", "people", "duplicates"]
    _children.append(
        subprocess.Popen(  # noqa: S603 - our own command and a number
            [*command, "--search", str(search_id)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    )


def note_progress(search_id: int, **told: object) -> None:
    """Note how far a search is."""
    rows = DuplicateSearch.objects.filter(pk=search_id)
    rows.update(seen_at=timezone.now(), **told)


@transaction.atomic
def keep_pairs(found: Iterable[Found]) -> int:
    """Keep the pairs of a search; return how many are open.

    What was decided stays decided; open pairs that are not likely any more go, as do those of
    contacts that are gone.
    """
    wanted = {(first, second): (score, because) for first, second, score, because in found}
    alive = set(Contact.objects.known().values_list("pk", flat=True)) if wanted else set()
    known = {(pair.first_id, pair.second_id): pair for pair in DuplicatePair.objects.all()}
    stale = [
        pair.pk for key, pair in known.items() if pair.state == PairState.OPEN and key not in wanted
    ]
    for start in range(0, len(stale), _CHUNK):
        DuplicatePair.objects.filter(pk__in=stale[start : start + _CHUNK]).delete()
    changed, fresh = [], []
    for (first, second), (score, because) in wanted.items():
        pair = known.get((first, second))
        if pair is None and {first, second} <= alive:
            fresh.append(
                DuplicatePair(first_id=first, second_id=second, score=score, because=because)
            )
        elif pair is not None and (pair.score, pair.because) != (score, because):
            pair.score, pair.because = score, because
            changed.append(pair)
    DuplicatePair.objects.bulk_create(fresh, batch_size=_CHUNK)
    DuplicatePair.objects.bulk_update(changed, ["score", "because"], batch_size=_CHUNK)
    return DuplicatePair.objects.open().count()


@transaction.atomic
def not_the_same(*, actor: Actor, first_id: int, second_id: int) -> DuplicatePair:
    """Note that two contacts are two: nobody is asked about them again. Noted for both.

    Raises:
        PermissionDenied: the actor may not merge contacts, or does not see both.
        Contact.DoesNotExist: one is not there any more.
    """
    low, high = sorted((first_id, second_id))
    contacts = [Contact.objects.get(pk=key) for key in (low, high)]
    for contact in contacts:
        require_over(actor, "people.merge_contact", contact)
    pair, _is_new = DuplicatePair.objects.get_or_create(
        first_id=low, second_id=high, defaults={"score": 0.0}
    )
    if pair.state != PairState.NOT_SAME:
        pair.state, pair.decided_by, pair.decided_at = (
            PairState.NOT_SAME,
            actor.user,
            timezone.now(),
        )
        pair.save(update_fields=["state", "decided_by", "decided_at"])
        for contact in contacts:
            audit.record(actor=actor, verb="people.not_the_same", target=contact)
    return pair


@transaction.atomic
def ask_again(*, actor: Actor, pair: DuplicatePair) -> None:
    """Take back that two contacts are two. Noted for both.

    Raises:
        PermissionDenied: the actor may not merge contacts, or does not see both.
    """
    for contact in (pair.first, pair.second):
        require_over(actor, "people.merge_contact", contact)
    pair.state, pair.decided_by, pair.decided_at = PairState.OPEN, None, None
    pair.save(update_fields=["state", "decided_by", "decided_at"])
    for contact in (pair.first, pair.second):
        audit.record(actor=actor, verb="people.asked_again", target=contact)
