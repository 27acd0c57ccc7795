"""Changes that can be put back exactly: a ledger of what stood in rows before and after.

Works on columns, not on models: nothing is saved by ``save``, no signal is sent, no date moves by
itself. Whoever writes through a ledger keeps its ``entries`` (plain JSON) and later gives them to
``put_back``.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ForeignKey, Model, QuerySet

from brug.kernel.bulk import insert_rows

Entry = dict[str, Any]


class Irreversible(Exception):
    """What a ledger did cannot be put back, because something has changed since; says in what.

    ``table`` is the name of the table for people; ``column`` that of the column, or ''.
    """

    def __init__(self, table: str, column: str = "") -> None:
        super().__init__(f"{table}: {column}" if column else table)
        self.table, self.column = table, column


class Ledger:
    """Writes rows in the caller's transaction, and remembers how to put them back."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def move(self, rows: QuerySet[Any], column: str, to: Any) -> int:
        """Set one column (by attribute: 'contact_id') of rows that share its value; how many."""
        found = list(rows.order_by("pk").values_list("pk", column))
        if not found:
            return 0
        before = {value for _key, value in found}
        if len(before) > 1:
            raise ValueError(f"rows of {rows.model.__name__} differ in {column}")
        keys = [key for key, _value in found]
        rows.model._default_manager.filter(pk__in=keys).update(**{column: to})
        field = _field(rows.model, column)
        self._note("move", rows.model, column=column, keys=keys)
        self.entries[-1] |= {
            "before": _as_stored(field, before.pop()),
            "after": _as_stored(field, to),
        }
        return len(keys)

    def change(self, row: Model, **values: Any) -> None:
        """Set columns (by attribute) of one row, those that differ."""
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not changed:
            return
        before = _columns(row, changed)
        for name, value in changed.items():
            setattr(row, name, value)
        type(row)._default_manager.filter(pk=row.pk).update(**changed)
        after = _columns(row, changed)
        self._note("change", type(row), key=row.pk, before=before, after=after)

    def add(self, row: Model) -> None:
        """Save a new row."""
        row.save(force_insert=True)
        row.refresh_from_db()
        self._note("add", type(row), key=row.pk, after=_whole(row))

    def remove(self, rows: QuerySet[Any]) -> int:
        """Delete rows, and nothing that hangs on them; return how many."""
        found = list(rows.order_by("pk"))
        if found:
            model = rows.model
            gone = model._default_manager.filter(pk__in=[row.pk for row in found])
            gone._raw_delete(gone.db)  # noqa: SLF001 - nothing cascades
            self._note("remove", model, rows=[_whole(row) for row in found])
        return len(found)

    def _note(self, act: str, model: type[Model], **more: Any) -> None:
        self.entries.append({"do": act, "table": model._meta.label_lower, **more})


@transaction.atomic
def put_back(entries: Iterable[Entry]) -> None:
    """Undo what a ledger did, last first.

    Rows that were moved and are gone since stay away; they belong to whoever removed them.

    Raises:
        Irreversible: a value was changed again since; nothing is put back.
    """
    tables = set()
    for entry in reversed(list(entries)):
        model = apps.get_model(entry["table"])
        tables.add(model._meta.db_table)
        try:
            with transaction.atomic():
                _ACTS[entry["do"]](model, entry)
        except IntegrityError as error:
            raise Irreversible(str(model._meta.verbose_name)) from error
    try:
        connection.check_constraints(table_names=sorted(tables))
    except IntegrityError as error:
        raise Irreversible("") from error


def _undo_move(model: type[Model], entry: Entry) -> None:
    field = _field(model, entry["column"])
    rows = model._default_manager.filter(pk__in=entry["keys"])
    if rows.exclude(**{entry["column"]: _read(field, entry["after"])}).exists():
        raise Irreversible(str(model._meta.verbose_name), str(_name(field)))
    rows.update(**{entry["column"]: _read(field, entry["before"])})


def _undo_change(model: type[Model], entry: Entry) -> None:
    row = _unchanged(model, entry)
    before = {name: _read(_field(model, name), told) for name, told in entry["before"].items()}
    model._default_manager.filter(pk=row.pk).update(**before)


def _undo_add(model: type[Model], entry: Entry) -> None:
    row = _unchanged(model, entry)
    rows = model._default_manager.filter(pk=row.pk)
    rows._raw_delete(rows.db)  # noqa: SLF001 - nothing cascades


def _undo_remove(model: type[Model], entry: Entry) -> None:
    names = [field.attname for field in model._meta.concrete_fields]
    if any(set(row) != set(names) for row in entry["rows"]):
        raise Irreversible(str(model._meta.verbose_name))  # the table has been rebuilt since
    fields = [_field(model, name) for name in names]
    insert_rows(
        model,
        names,
        [[_read(field, row[field.attname]) for field in fields] for row in entry["rows"]],
    )


_ACTS: dict[str, Callable[[type[Model], Entry], None]] = {
    "move": _undo_move,
    "change": _undo_change,
    "add": _undo_add,
    "remove": _undo_remove,
}


def _unchanged(model: type[Model], entry: Entry) -> Model:
    row = model._default_manager.filter(pk=entry["key"]).first()
    if row is None:
        raise Irreversible(str(model._meta.verbose_name))
    for name, told in entry["after"].items():
        field = _field(model, name)
        if _as_stored(field, getattr(row, name)) != told:
            raise Irreversible(str(model._meta.verbose_name), str(_name(field)))
    return row


def _columns(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: _as_stored(_field(type(row), name), getattr(row, name)) for name in names}


def _whole(row: Model) -> dict[str, Any]:
    return _columns(row, [field.attname for field in row._meta.concrete_fields])


def _field(model: type[Model], attname: str) -> Any:
    for field in model._meta.concrete_fields:
        if field.attname == attname:
            return field
    raise FieldDoesNotExist(f"{model.__name__} has no column {attname}")


def _name(field: Any) -> object:
    return field.verbose_name


def _plain(field: Any) -> Any:
    """The field whose values a column holds: that of the other table for a foreign key."""
    while isinstance(field, ForeignKey):
        field = field.target_field
    return field


def _as_stored(field: Any, value: Any) -> Any:
    """A column's value as JSON can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    plain = _plain(field)
    if isinstance(plain, models.JSONField):
        return value
    return str(value) if not hasattr(value, "isoformat") else value.isoformat()


def _read(field: Any, told: Any) -> Any:
    """A column's value from what JSON held."""
    return None if told is None else _plain(field).to_python(told)
