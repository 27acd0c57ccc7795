"""Database and cache."""

import secrets
import time
from collections.abc import Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection

from brug.web.doctor import Finding, fail, fine, warn
from brug.web.health import pending_migrations

_OLDEST_POSTGRES = 140000
# Two clocks may differ so much, in seconds, before links and locks end at odd times.
_CLOCKS_APART = 5


def database() -> Iterator[Finding]:
    """Whether the database answers, and as it should."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield fail(
            "database",
            f"does not answer: {error}".splitlines()[0],
            "start it, and check DATABASE_URL",
        )
        return
    yield from _sqlite() if connection.vendor == "sqlite" else _postgres()


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        (mode,) = cursor.fetchone()
        cursor.execute("PRAGMA quick_check(1)")
        (state,) = cursor.fetchone()
    if state != "ok":
        yield fail(
            "database", f"is damaged: {state}", "stop everything and restore the last backup"
        )
    elif mode not in {"wal", "memory"}:
        yield warn(
            "database",
            f"keeps its journal as '{mode}', so that readers wait for writers",
            "keep the data folder on a disk of this machine, not on a network share",
        )
    else:
        yield fine("database", f"SQLite in {settings.DATA_DIR}")


def _postgres() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, extract(epoch FROM now())"
        )
        version, now = cursor.fetchone()
    apart = abs(float(now) - time.time())
    if version < _OLDEST_POSTGRES:
        yield fail("database", f"PostgreSQL {version // 10000}", "take PostgreSQL 14 or newer")
    elif apart > _CLOCKS_APART:
        yield warn(
            "database",
            f"its clock and ours are {apart:.0f} s apart",
            "let both machines keep time by NTP",
        )
    else:
        yield fine("database", f"PostgreSQL {version // 10000}")


def migrations() -> Iterator[Finding]:
    """Whether the tables are those of this version."""
    pending = pending_migrations()
    if pending:
        yield fail(
            "migrations", f"{len(pending)} are pending, from {pending[0]}", "run `brug migrate`"
        )
    else:
        yield fine("migrations", "all applied")


def cache_answers() -> Iterator[Finding]:
    """Whether what is put into the cache comes out again."""
    key, value = f"doctor-{secrets.token_hex(4)}", secrets.token_hex(8)
    redis = settings.ENVIRONMENT.redis_url
    try:
        cache.set(key, value, timeout=10)
        answers = cache.get(key) == value
        cache.delete(key)
    except Exception as error:
        yield fail(
            "cache",
            f"Redis does not answer ({type(error).__name__})",
            "start it, and check REDIS_URL",
        )
        return
    if not answers:
        yield fail("cache", "forgets at once", "check Redis' settings for memory and eviction")
    else:
        yield fine("cache", "Redis" if redis else "in the process")
