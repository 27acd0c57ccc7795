"""The step of a restore that swaps the tables of PostgreSQL, all at once.

It needs no Django: a restore that was cut short is finished before Django starts, so that nothing
is read from what is about to be replaced.
"""

import time
from importlib import import_module
from typing import Any

import dj_database_url

from brug.web.backups.errors import CutShort

DRAFT = "brug_restore"
# A connection that was just closed is still listed for a moment, in seconds.
_PATIENCE = 5.0
_DJANGOS_OWN = {"pool", "assume_role", "isolation_level", "server_side_binding"}
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


def put_in_place(database_url: str, kept_as: str) -> None:
    """Swap the draft with the schema in use, which is kept as ``kept_as``; where it is not done.

    Raises:
        CutShort: the database does not answer, or others use it; nothing was swapped, or all was.
    """
    # Installed in the grown form alone.
    psycopg: Any = import_module("psycopg")
    try:
        with psycopg.connect(**_arguments(database_url), autocommit=True) as session:
            if not _has_draft(session):
                return
            _be_alone(session)
            with session.transaction():
                session.execute(f"ALTER SCHEMA public RENAME TO {kept_as}")
                session.execute(f"ALTER SCHEMA {DRAFT} RENAME TO public")
            session.execute("ANALYZE")
    except psycopg.Error as error:
        reason = str(error).splitlines()[0]
        raise CutShort(f"the database's tables could not be put in place: {reason}") from None


def _has_draft(session: Any) -> bool:
    return bool(
        session.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [DRAFT]).fetchone()
    )


def _be_alone(session: Any) -> None:
    end = time.monotonic() + _PATIENCE
    while others := session.execute(OTHERS).fetchone()[0]:
        if time.monotonic() > end:
            raise CutShort(f"{others} other connections use the database: stop what uses it first")
        time.sleep(0.1)


def _arguments(database_url: str) -> dict[str, Any]:
    config = dj_database_url.parse(database_url)
    options = {
        name: value for name, value in config.get("OPTIONS", {}).items() if name not in _DJANGOS_OWN
    }
    places = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    given = {name: config.get(place) for name, place in places.items()}
    given["port"] = config.get("PORT")
    return {**options, **{name: value for name, value in given.items() if value}}
