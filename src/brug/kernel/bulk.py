"""Write many plain rows at once, for imports and sample data.

``bulk_create`` makes an object for each row and asks each field how to save itself; for a million
rows of a journal that is minutes. Here rows are tuples, converted column by column.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

_BATCH = 5000
_PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
    models.FloatField,
    models.ForeignKey,
)

Convert = Callable[[Any], Any]


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Insert rows of values for some fields (by attribute name: 'person_id'); return how many.

    Python's defaults of other fields are not filled in: name every field that the database needs.
    No signals, no keys returned; in the caller's transaction.

    Raises:
        django.db.IntegrityError: a row breaks a constraint.
        KeyError: there is no such field.
    """
    by_attname = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_attname[name] for name in columns]
    converters = [_converter(field) for field in fields]
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    target = f"{connection.ops.quote_name(model._meta.db_table)} ({', '.join(names)})"
    count = 0
    for batch in _batches(rows):
        _write(target, [_converted(row, converters) for row in batch], len(names))
        count += len(batch)
    return count


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Return so many keys that no row of a table has or will get by itself, rising.

    For rows that are written by ``insert_rows`` and whose keys others need. On SQLite they are
    reserved until the transaction ends, in which they must be used.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return list(range(first, first + count))


def _converter(field: Any) -> Convert | None:
    """How a field's values become the database's; None where they are the same already."""
    if type(field) in _PLAIN or isinstance(field, models.AutoField):
        return None

    def convert(value: Any) -> Any:
        return None if value is None else field.get_db_prep_save(value, connection)

    return convert


def _converted(row: Sequence[Any], converters: Sequence[Convert | None]) -> tuple[Any, ...]:
    return tuple(
        convert(value) if convert else value for value, convert in zip(row, converters, strict=True)
    )


def _write(target: str, rows: list[tuple[Any, ...]], width: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django translates the errors of `execute` alone.
            copying = cursor.copy(f"COPY {target} FROM STDIN")
            with connection.wrap_database_errors, copying as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * width)
        cursor.executemany(f"INSERT INTO {target} VALUES ({places})", rows)  # noqa: S608 - quoted names


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    source = iter(rows)
    while batch := list(islice(source, _BATCH)):
        yield batch
