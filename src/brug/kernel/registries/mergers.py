"""Merging: how each room's records follow when two contacts turn out to be one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from brug.kernel.ledger import Ledger
from brug.kernel.registry import Registry, RegistryError

Merge = Callable[[Ledger, int, int], None]


@dataclass(frozen=True)
class Merger:
    """What becomes of the records that lead to a contact that is merged into another.

    ``columns`` are the columns that hold the contact's key ('people.note.contact_id'); every one in
    the house is named by one merger. ``merge(ledger, keep, lose)`` takes the keys of both and
    leaves none of these columns with ``lose``, writing through the ledger alone, so that all can be
    put back. None: ``stays`` says why nothing follows.
    """

    name: str
    columns: tuple[str, ...]
    merge: Merge | None = None
    stays: str = ""

    def check(self) -> None:
        """Raise RegistryError where a column is not there, or nothing is said about it."""
        if (self.merge is None) == (not self.stays):
            raise RegistryError(f"merger '{self.name}' needs either 'merge' or 'stays'")
        for column in self.columns:
            table, _, attname = column.rpartition(".")
            try:
                fields = apps.get_model(table)._meta.concrete_fields
            except (LookupError, ValueError) as error:
                raise RegistryError(f"merger '{self.name}': no table '{table}'") from error
            if attname not in {field.attname for field in fields}:
                raise RegistryError(f"merger '{self.name}': no column '{column}'")


mergers: Registry[Merger] = Registry("merger")


def follow(name: str, column: str, twin: Callable[[Any], object] | None = None) -> Merger:
    """Register a table whose rows simply go along.

    ``twin`` tells rows by what they say: one of the lost contact that says what the kept one's
    says already is removed instead (and put back when the merge is undone).
    """
    table, _, attname = column.rpartition(".")

    def merge(ledger: Ledger, keep: int, lose: int) -> None:
        rows = apps.get_model(table)._default_manager
        if twin is not None:
            said = {twin(row) for row in rows.filter(**{attname: keep})}
            own = rows.filter(**{attname: lose}).order_by("pk")
            double = []
            for row in own:
                if twin(row) in said:
                    double.append(row.pk)
                said.add(twin(row))
            ledger.remove(rows.filter(pk__in=double))
        ledger.move(rows.filter(**{attname: lose}), attname, keep)

    return mergers.register(Merger(name=name, columns=(column,), merge=merge))
