"""Count what was encrypted with which key, and encrypt everything with the newest."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.encryption import encrypt_anew, key_of
from brug.web.keys.places import Place, places

_BATCH = 200
Progress = Callable[[Place, int], None]


class CannotRotate(Exception):
    """Nothing was changed; the message says what cannot be read and what to do."""


@dataclass
class Count:
    """How many records of a place were written with which key.

    ``by_key`` counts by the place of the oldest key in the record, 0 for the newest. ``unreadable``
    holds the keys of the records that no key reads.
    """

    place: Place
    by_key: Counter[int] = field(default_factory=Counter)
    unreadable: list[Any] = field(default_factory=list)

    @property
    def older(self) -> int:
        """How many are still to be written anew."""
        return self.by_key.total() - self.by_key[0]


def survey(*, actor: Actor) -> list[Count]:
    """Return what was written with which key, place by place; reads every record.

    Raises:
        PermissionDenied: the actor may not run operations.
    """
    actor.require("kernel.run_operations")
    return [_count(place) for place in places()]


def rotate(*, actor: Actor, tell: Progress = lambda _place, _done: None) -> dict[str, int]:
    """Encrypt everything with the newest key; return how many records changed, by place.

    What carries the newest key already is left alone, so that a run which was killed is finished by
    the next one. Batches are transactions of their own: people may work meanwhile. One line of the
    audit trail for each place that changed. ``tell`` hears of each batch.

    Raises:
        PermissionDenied: the actor may not run operations.
        CannotRotate: something was written with a key that is not given; nothing was changed.
    """
    counts = survey(actor=actor)
    if lost := [count for count in counts if count.unreadable]:
        said = "; ".join(
            f"{len(count.unreadable)} of {count.place.name}, such as record {count.unreadable[0]}"
            for count in lost
        )
        raise CannotRotate(
            f"none of the keys reads {said}. Put the key that they were written with back into "
            "BRUG_FIELD_KEYS, behind the newer ones. Nothing was changed"
        )
    return {
        count.place.name: _rotate_place(actor, count.place, count.older, tell)
        for count in counts
        if count.older
    }


def _count(place: Place) -> Count:
    count = Count(place)
    for key, value in place.rows().iterator(chunk_size=_BATCH):
        found = [key_of(text) for text in place.texts(value)]
        if None in found:
            count.unreadable.append(key)
        elif found:
            count.by_key[max(one for one in found if one is not None)] += 1
    return count


def _rotate_place(actor: Actor, place: Place, expected: int, tell: Progress) -> int:
    changed, last = 0, None
    while True:
        with transaction.atomic():
            rows = place.rows().select_for_update()
            batch = list((rows if last is None else rows.filter(pk__gt=last))[:_BATCH])
            here = sum(_write_anew(place, key, value) for key, value in batch)
            changed += here
            if not batch:
                _note(actor, place, changed, expected)
                return changed
        last = batch[-1][0]
        tell(place, here)


def _write_anew(place: Place, key: Any, value: Any) -> bool:
    if not any(key_of(text) for text in place.texts(value)):
        return False
    place.write(key, place.through(value, encrypt_anew))
    return True


def _note(actor: Actor, place: Place, changed: int, expected: int) -> None:
    kind = ContentType.objects.get_for_model(place.model)
    note = f"{place.column}: {changed} of {expected}"
    audit.record(actor=actor, verb="web.keys_rotated", target=kind, note=note)
