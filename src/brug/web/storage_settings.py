"""Where data lives: embedded (SQLite, disk, memory) or grown (PostgreSQL, S3, Redis)."""

from pathlib import Path
from typing import Any

import dj_database_url

from brug.web.environment import Environment

# WAL lets readers go on while one writes; IMMEDIATE makes a writer wait for its turn at the start
# of a transaction instead of failing half-way.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=30000;"
        "PRAGMA cache_size=-32000;PRAGMA mmap_size=268435456;PRAGMA temp_store=MEMORY;"
    ),
}


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Return Django's settings of the database at ``url``, or of SQLite in ``data_dir``."""
    if url and not url.startswith("sqlite"):
        config: dict[str, Any] = dict(
            dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        )
        return config
    data_dir.mkdir(parents=True, exist_ok=True)
    name = url.removeprefix("sqlite:///") if url else str(data_dir / "brug.sqlite3")
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": dict(_SQLITE_OPTIONS)}


def cache(redis_url: str) -> dict[str, Any]:
    """Return the cache: shared in Redis, or a small one inside the process."""
    if redis_url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }


def tasks(redis_url: str) -> dict[str, Any]:
    """Return the transport of background tasks: Redis queue or database table."""
    backend = "django_tasks_rq.RQBackend" if redis_url else "django_tasks_db.DatabaseBackend"
    return {"default": {"BACKEND": backend, "QUEUES": ["default"]}}


def rq_queues(redis_url: str) -> dict[str, Any]:
    """Return the Redis queues; none in the embedded form."""
    if not redis_url:
        return {}
    return {"default": {"URL": redis_url, "DEFAULT_TIMEOUT": 3600}}


def storages(environment: Environment, *, testing: bool) -> dict[str, Any]:
    """Return Django's STORAGES: uploaded files on disk or S3, static files with their hash."""
    static = (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if environment.is_production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    if environment.brug_s3_bucket and not testing:
        files: dict[str, Any] = {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": environment.brug_s3_bucket,
                "endpoint_url": environment.brug_s3_endpoint_url or None,
                "default_acl": "private",
                "querystring_auth": True,
            },
        }
    else:
        files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {"default": files, "staticfiles": {"BACKEND": static}}
