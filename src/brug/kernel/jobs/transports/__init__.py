"""What carries wake-ups to workers: a database table or Redis, chosen by the setting TASKS."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from brug.kernel.jobs.transports.base import Transport

__all__ = ["Transport", "transport"]

# Named by path, so that a process loads the libraries of one of them only.
_TRANSPORTS = {
    "django_tasks_db.DatabaseBackend": "brug.kernel.jobs.transports.database.DatabaseTransport",
    "django_tasks_rq.RQBackend": "brug.kernel.jobs.transports.redis.RedisTransport",
}


@cache
def transport() -> Transport:
    """Return the transport of this installation.

    Raises:
        KeyError: the setting names a backend that we do not know how to tidy up after.
    """
    made: Transport = import_string(_TRANSPORTS[settings.TASKS["default"]["BACKEND"]])()
    return made
