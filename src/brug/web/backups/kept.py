"""What a restore put out of the way: kept for a while, in no backup, and then gone.

It holds people's data as they were, those of people who were forgotten since among them. So it does
not stay longer than it takes to see that the restore was right.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from brug.web.backups import postgres
from brug.web.backups.names import PREFIX, is_kept

TERM = timedelta(days=30)
_MOMENT = "%Y%m%d_%H%M%S"


def new_name() -> str:
    """Return a free name under which what is there now is kept: a folder's, and a schema's."""
    taken, moment = set(names()), timezone.localtime()
    while (name := f"{PREFIX}{moment:{_MOMENT}}") in taken:
        moment += timedelta(seconds=1)
    return name


def goes_on(name: str) -> datetime | None:
    """Return when it goes by itself; None where people gave it a name of their own."""
    try:
        moment = datetime.strptime(name, f"{PREFIX}{_MOMENT}")  # noqa: DTZ007 - local time
    except ValueError:
        return None
    return timezone.make_aware(moment) + TERM


def names() -> list[str]:
    """Return the names of all that is kept, oldest first."""
    found = {path.name for path in settings.DATA_DIR.glob(f"{PREFIX}*") if path.is_dir()}
    if connection.vendor == "postgresql":
        found |= {name for name in postgres.schema_names() if is_kept(name)}
    return sorted(found)


def remove(name: str) -> None:
    """Remove a folder and the schema of that name, whichever there are."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            postgres.drop_with_all(name)
    folder: Path = settings.DATA_DIR / name
    if folder.exists():
        shutil.rmtree(folder)
