# ruff: noqa: S608 - only question marks and names of our own are put into statements
"""The rows of handed-in files on a spool: a small database of its own beside them.

Written once, while the files are read; then any row, or those of a key, can be had at once, however
many there are. It also keeps what a trial would have made.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

_TABLES = """
CREATE TABLE row (n INTEGER PRIMARY KEY, kind TEXT, file INTEGER, line INTEGER, key TEXT,
                  fault TEXT, same TEXT, data TEXT);
CREATE TABLE trial_key (kind TEXT, key TEXT, record INTEGER, digest INTEGER, is_deceased INTEGER,
                        PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE trial_same (kind TEXT, same TEXT, key TEXT, record INTEGER,
                         PRIMARY KEY (kind, same)) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX row_kind ON row (kind, n);
CREATE INDEX row_key ON row (kind, key);
CREATE INDEX row_same ON row (same, kind) WHERE same <> '';
"""
_PUT = "INSERT INTO row (kind, file, line, key, fault, same, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
_BATCH = 2000
_MOST_NAMES = 500


@dataclass(slots=True)
class Line:
    """A row as it is put on the spool; ``same`` is what twins in the files share."""

    kind: str
    file: int
    line: int
    key: str
    data: dict[str, Any]
    fault: str = ""
    same: str = ""


class SpoolRow(NamedTuple):
    """A row as it comes from the spool; ``n`` is its place."""

    n: int
    file: int
    line: int
    key: str
    fault: str
    data: dict[str, Any]


class Spool:
    """A spool in a folder."""

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        path = folder / "spool.sqlite3"
        if fresh:
            path.unlink(missing_ok=True)
        elif not path.exists():
            raise FileNotFoundError(path)
        self._base = sqlite3.connect(path, isolation_level=None, timeout=30)
        # What a crash loses of it is read again from the files.
        self._base.execute("PRAGMA synchronous = OFF")
        if fresh:
            path.chmod(0o600)
            self._base.executescript(_TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def fill(self, lines: Iterable[Line]) -> dict[str, int]:
        """Put rows on the spool; return how many of each kind."""
        counts: dict[str, int] = {}
        source = iter(lines)
        dumps = json.JSONEncoder(ensure_ascii=False).encode
        self._base.execute("BEGIN")
        while batch := list(islice(source, _BATCH)):
            self._base.executemany(
                _PUT,
                (
                    (one.kind, one.file, one.line, one.key, one.fault, one.same, dumps(one.data))
                    for one in batch
                ),
            )
            for one in batch:
                counts[one.kind] = counts.get(one.kind, 0) + 1
        self._base.execute("COMMIT")
        self._base.executescript(_INDEXES)
        return counts

    def after(self, kind: str, place: int, limit: int) -> list[SpoolRow]:
        """Return the next rows of a kind behind a place."""
        found = self._base.execute(
            "SELECT n, file, line, key, fault, data FROM row WHERE kind = ? AND n > ? "
            "ORDER BY n LIMIT ?",
            (kind, place, limit),
        )
        return [_row(one) for one in found]

    def by_key(self, kind: str, keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return the data of rows of a kind by their keys; the first of each."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, dict[str, Any]] = {}
        for some in _chunks(wanted):
            rows = self._base.execute(
                f"SELECT key, data FROM row WHERE kind = ? AND key IN ({_marks(some)}) ORDER BY n",
                (kind, *some),
            )
            for key, data in rows:
                found.setdefault(key, json.loads(data))
        return found

    def all_of(self, kind: str) -> dict[str, dict[str, Any]]:
        """Return all rows of a short list by key."""
        rows = self._base.execute("SELECT key, data FROM row WHERE kind = ?", (kind,))
        return {key: json.loads(data) for key, data in rows}

    def naming(self, kind: str, column: str, keys: Iterable[str]) -> set[str]:
        """Return which of some keys the rows of a kind name in a column."""
        self._base.execute(
            f"CREATE INDEX IF NOT EXISTS row_{kind}_{column} "
            f"ON row (json_extract(data, '$.{column}')) WHERE kind = '{kind}'"
        )
        found: set[str] = set()
        for some in _chunks(list(keys)):
            rows = self._base.execute(
                f"SELECT DISTINCT json_extract(data, '$.{column}') FROM row "
                f"WHERE kind = '{kind}' AND json_extract(data, '$.{column}') IN ({_marks(some)})",
                some,
            )
            found.update(key for (key,) in rows)
        return found

    def lines(self, kind: str, keys: Iterable[str]) -> dict[str, int]:
        """Return the line of the first row of each key."""
        found: dict[str, int] = {}
        for some in _chunks(list(keys)):
            rows = self._base.execute(
                f"SELECT key, MIN(line) FROM row WHERE kind = ? AND key IN ({_marks(some)}) "
                "GROUP BY key",
                (kind, *some),
            )
            found.update(rows)
        return found

    def holds(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Return which of some keys a kind has rows of."""
        return set(self.lines(kind, keys))

    def twins(self, kind: str) -> Iterator[list[SpoolRow]]:
        """Yield the rows of a kind that share what twins share, together."""
        shared = self._base.execute(
            "SELECT same FROM row WHERE same <> '' AND kind = ? GROUP BY same HAVING COUNT(*) > 1",
            (kind,),
        ).fetchall()
        for (same,) in shared:
            found = self._base.execute(
                "SELECT n, file, line, key, fault, data FROM row WHERE same = ? AND kind = ? "
                "ORDER BY n",
                (same, kind),
            )
            yield [_row(one) for one in found]

    def everything(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield kind, key and data of every row, one at a time."""
        for kind, key, data in self._base.execute("SELECT kind, key, data FROM row"):
            yield kind, key, json.loads(data)

    # ---- What a trial would have made ----

    def forget_trial(self) -> None:
        """Begin a trial anew."""
        self._base.executescript("DELETE FROM trial_key; DELETE FROM trial_same;")

    def trial_keys(self, kind: str, keys: Iterable[str]) -> dict[str, tuple[int, int, bool]]:
        """Return record, digest and whether deceased, by key."""
        found: dict[str, tuple[int, int, bool]] = {}
        for some in _chunks(list(keys)):
            rows = self._base.execute(
                "SELECT key, record, digest, is_deceased FROM trial_key "
                f"WHERE kind = ? AND key IN ({_marks(some)})",
                (kind, *some),
            )
            found |= {key: (record, digest, bool(dead)) for key, record, digest, dead in rows}
        return found

    def keep_trial(self, kind: str, rows: Iterable[tuple[str, int, int, bool]]) -> None:
        """Keep keys: (key, record, digest, is_deceased)."""
        self._base.executemany(
            f"INSERT OR REPLACE INTO trial_key VALUES ('{kind}', ?, ?, ?, ?)", rows
        )

    def trial_twins(self, kind: str, sames: Iterable[str]) -> dict[str, tuple[str, int]]:
        """Return key and record of what a trial would have made, by what only one may have."""
        found: dict[str, tuple[str, int]] = {}
        for some in _chunks(list(sames)):
            rows = self._base.execute(
                f"SELECT same, key, record FROM trial_same WHERE kind = ? "
                f"AND same IN ({_marks(some)})",
                (kind, *some),
            )
            found |= {same: (key, record) for same, key, record in rows}
        return found

    def keep_twins(self, kind: str, rows: Iterable[tuple[str, str, int]]) -> None:
        """Keep what only one may have: (same, key, record)."""
        self._base.executemany(
            f"INSERT OR REPLACE INTO trial_same VALUES ('{kind}', ?, ?, ?)", rows
        )


def _row(found: Any) -> SpoolRow:
    n, file, line, key, fault, data = found
    return SpoolRow(n, file, line, key, fault, json.loads(data))


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))


def _chunks(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _MOST_NAMES):
        yield values[start : start + _MOST_NAMES]
