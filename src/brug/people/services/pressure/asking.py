"""Reserve asks for many people at once, call them off, note that they were made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.people.enums import AskKind, AskState
from brug.people.models import Ask, Contact
from brug.people.queries.pressure import verdicts
from brug.people.queries.segments.reaching import held
from brug.people.rules.names import clean
from brug.people.rules.pressure import Verdict

_BATCH = 5_000


@dataclass(frozen=True)
class Reserved:
    """Whom may be asked now, and who is held back and why."""

    people: frozenset[int]
    held_back: Mapping[int, Verdict]


@transaction.atomic
def reserve_asks(
    *,
    actor: Actor,
    person_ids: Iterable[int],
    kind: AskKind,
    room: str,
    what: str,
    at: datetime | None = None,
) -> Reserved:
    """Plan to ask people for something at a moment, as far as the rules let; others are held back.

    ``room`` and ``what`` name what asks ('mailings', 'appeal-17'); asking the same twice is once.
    People whom the actor does not see, who were forgotten, or who asked to be left alone (but for
    an answer) are left out. Their rows are locked
    until the transaction ends, so that two rooms together cannot pass a ceiling. The calling
    service has checked the right of ``actor``. Noted in the audit trail.

    Raises:
        PermissionDenied: somebody who came by a link.
        ValueError: the moment has no time zone, or there is no such kind.
    """
    if actor.person_id is not None:
        raise PermissionDenied(_("You can act for yourself only."))
    at, kind = at or timezone.now(), AskKind(kind)
    if timezone.is_naive(at):
        raise ValueError("the moment of an ask needs a time zone")
    room, what = clean(room, 40), clean(what, 150)
    people: set[int] = set()
    held: dict[int, Verdict] = {}
    for batch in _batches(sorted(set(person_ids))):
        own = _locked(actor, batch, kind)
        present = _present(own, room, what)
        told = verdicts([key for key in own if key not in present], kind, at)
        fresh = [key for key, verdict in told.items() if verdict.may]
        Ask.objects.bulk_create(
            Ask(person_id=key, kind=kind, room=room, what=what, at=at) for key in fresh
        )
        people |= present | set(fresh)
        held |= {key: verdict for key, verdict in told.items() if not verdict.may}
    _note(actor, "people.asks_reserved", f"{room} {what}: {len(people)}, -{len(held)}")
    return Reserved(frozenset(people), held)


def _locked(actor: Actor, batch: Sequence[int], kind: AskKind) -> list[int]:
    """The keys of people whom the actor sees; always locked in the same order."""
    seen = Contact.objects.visible_to(actor).known().filter(pk__in=batch).order_by("pk")
    if kind != AskKind.CONFIRMATION:
        seen = seen.exclude(held())
    keys = list(seen.values_list("pk", flat=True))
    locked = Contact.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return list(locked.values_list("pk", flat=True))


def _present(keys: Sequence[int], room: str, what: str) -> set[int]:
    rows = Ask.objects.live().filter(person__in=keys, room=room, what=what)
    return set(rows.values_list("person", flat=True))


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    source = iter(keys)
    while batch := list(islice(source, _BATCH)):
        yield batch


@transaction.atomic
def cancel_asks(
    *, actor: Actor, room: str, what: str, person_ids: Iterable[int] | None = None
) -> int:
    """Call off what was planned and not made yet, for some people or all; return how many."""
    rows = Ask.objects.filter(room=room, what=what, state=AskState.PLANNED)
    batches = [None] if person_ids is None else _batches(person_ids)
    count = sum(
        (rows if batch is None else rows.filter(person__in=batch)).update(state=AskState.CANCELLED)
        for batch in batches
    )
    _note(actor, "people.asks_cancelled", f"{room} {what}: {count}")
    return count


@transaction.atomic
def make_asks(
    *, actor: Actor, room: str, what: str, person_ids: Iterable[int], at: datetime | None = None
) -> int:
    """Note that planned asks were made, at their moment or another; return how many."""
    planned = Ask.objects.filter(room=room, what=what, state=AskState.PLANNED)
    changes = {"state": AskState.MADE, **({"at": at} if at else {})}
    count = sum(
        planned.filter(person__in=batch).update(**changes) for batch in _batches(person_ids)
    )
    _note(actor, "people.asks_made", f"{room} {what}: {count}")
    return count


def _note(actor: Actor, verb: str, note: str) -> None:
    if actor.user is not None:
        audit.record(actor=actor, verb=verb, target=actor.user, note=note)
