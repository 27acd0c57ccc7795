"""PostgreSQL: tables written and read with COPY, so that no tool of the server is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from brug.web.backups.archive import Writer
from brug.web.backups.manifest import Table
from brug.web.backups.schemas import DRAFT, OTHERS

PREFIX = "tables/"
_CHUNK = 1024 * 1024

_COLUMNS = """
    SELECT column_name, pg_get_serial_sequence(quote_ident(table_name), column_name)
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'
    ORDER BY ordinal_position
"""


def table_names() -> list[str]:
    """Return the tables of the schema in use."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return sorted(name for (name,) in cursor.fetchall())


def others_connected() -> int:
    """Return how many other sessions use the database."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return int(cursor.fetchone()[0])


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all that is read in the block be as it is at one moment, while others go on writing."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def dump(writer: Writer) -> dict[str, Table]:
    """Write every table into the archive; return what there is to know for reading them."""
    tables = {}
    for name in table_names():
        columns, sequences = _columns(name)
        statement = f"COPY {_quoted(name)} ({_quoted(*columns)}) TO STDOUT"
        with connection.cursor() as cursor:
            with cursor.copy(statement) as rows:
                writer.add(f"{PREFIX}{name}", rows)
            tables[name] = Table(columns=columns, rows=cursor.rowcount, sequences=sequences)
    return tables


def _quoted(*names: str) -> str:
    """Names as SQL; psycopg's own quoting is not there where SQLite alone is installed."""
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)


def _columns(table: str) -> tuple[list[str], dict[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [table])
        found: list[tuple[str, str | None]] = cursor.fetchall()
        sequences = {}
        for column, sequence in found:
            if sequence:
                cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - quoted by the server
                last, is_called = cursor.fetchone()
                sequences[column] = last if is_called else 0
    return [column for column, _ in found], sequences


def make_draft(migrations: list[str]) -> None:
    """Lay the tables that a backup was made with, in a schema beside the one in use."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {DRAFT} CASCADE")
        cursor.execute(f"CREATE SCHEMA {DRAFT}")
        cursor.execute(f"SET search_path TO {DRAFT}")
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, _, name in (each.partition(".") for each in migrations)}
    graph = executor.loader.graph
    # Those that a squashed one replaced are not in the graph.
    wanted &= graph.nodes.keys()
    # The last of each app: those on which no other wanted one of the same app stands.
    below = {
        (parent.key[0], parent.key[1])
        for node in wanted
        for parent in graph.node_map[node].parents
        if parent.key[0] == node[0]
    }
    targets: list[tuple[str, str | None]] = [*sorted(wanted - below)]
    executor.migrate(targets)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_quoted(*table_names())} CASCADE")


def load(tables: dict[str, Table], contents: Iterator[tuple[str, IO[bytes]]]) -> None:
    """Fill the draft, all or nothing; foreign keys are checked when all is in."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        for member, content in contents:
            if not member.startswith(PREFIX):
                continue
            name = member.removeprefix(PREFIX)
            statement = f"COPY {_quoted(name)} ({_quoted(*tables[name].columns)}) FROM STDIN"
            with cursor.copy(statement) as rows:
                while chunk := content.read(_CHUNK):
                    rows.write(chunk)
        for name, table in tables.items():
            for column, last in table.sequences.items():
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
                    [name, column, max(last, 1), last > 0],
                )
        cursor.execute("COMMIT")


def schema_names() -> list[str]:
    """Return the names of all schemas of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace")
        return sorted(name for (name,) in cursor.fetchall())


def drop_if_empty(schema: str) -> None:
    """Drop a schema that holds nothing; one that holds something stays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = %s", [schema])
        if cursor.fetchone()[0] == 0:
            cursor.execute(f"DROP SCHEMA {_quoted(schema)}")


def drop_with_all(schema: str) -> None:
    """Drop a schema with all that it holds, if it is there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {_quoted(schema)} CASCADE")
