"""Put a backup back: all of it, or nothing."""

import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from brug.web.backups import archive, contents, postgres, sqlite, swap
from brug.web.backups.errors import DoesNotFit
from brug.web.backups.making import DATABASE, FILES
from brug.web.backups.manifest import Manifest
from brug.web.processes.locks import Taken, alone
from brug.web.processes.presence import presence_file


def restore_backup(source: Path, *, replace: bool) -> tuple[Manifest, str]:
    """Put the backup ``source`` into this installation; return its manifest, and what was kept as.

    Everything is checked before anything changes. What was there is not thrown away: its name is
    returned ('' where nothing was).

    Raises:
        NotABackup: the file is cut off, damaged, or no backup.
        DoesNotFit: the installation is running or not empty, is of another kind or older than the
            backup, or was given other keys.
    """
    manifest = archive.verify(source)
    _check_fit(manifest)
    folder = settings.DATA_DIR
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with alone(presence_file(folder)):
            was_empty = _is_empty()
            if not was_empty and not replace:
                raise DoesNotFit(
                    "this installation is not empty: say --replace to put the backup in its place "
                    "(what is there now is kept beside it)"
                )
            kept = f"before_restore_{datetime.now():%Y%m%d_%H%M%S}"  # noqa: DTZ005 - for people here
            _put(source, manifest, folder, kept)
            if was_empty:
                _drop_nothing(folder, kept)
    except Taken:
        raise DoesNotFit("the installation is running: stop web server and worker first") from None
    return manifest, "" if was_empty else kept


def _drop_nothing(folder: Path, kept: str) -> None:
    """Throw away what was kept of an installation that was empty."""
    if connection.vendor == "postgresql":
        postgres.drop(kept)
    # Loading the settings made keys, with which nothing was written yet.
    if (folder / kept).exists() and {path.name for path in (folder / kept).iterdir()} == {"keys"}:
        shutil.rmtree(folder / kept)


def _check_fit(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise DoesNotFit(
            f"the backup is of {manifest.engine}, this installation runs on {connection.vendor}: "
            "set DATABASE_URL accordingly"
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise DoesNotFit(
            f"the backup was made by a newer version ({manifest.version}, which has {newer[0]}): "
            "install that version first"
        )
    given = settings.ENVIRONMENT.brug_field_keys is not None
    comes_along = any(name.startswith(f"{FILES}keys/fields") for name in manifest.checksums)
    has_keys = set(manifest.keys) <= set(contents.key_fingerprints())
    if not has_keys and (given or not comes_along):
        raise DoesNotFit(
            "encrypted fields of the backup were written with keys that this installation does not "
            "have: set BRUG_FIELD_KEYS to those of the installation that was backed up"
        )


def _is_empty() -> bool:
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return not name.exists() or name.stat().st_size == 0
    return not postgres.table_names()


def _put(source: Path, manifest: Manifest, folder: Path, kept: str) -> None:
    draft = swap.draft_of(folder)
    if draft.parent.exists():
        shutil.rmtree(draft.parent)
    draft.mkdir(parents=True, mode=0o700)
    archive.unpack(source, FILES, draft)
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        if database.parent != folder:
            raise DoesNotFit(
                "a database outside the data folder cannot be restored by this command"
            )
        archive.unpack(source, DATABASE.removesuffix(sqlite.MEMBER), draft)
        (draft / sqlite.MEMBER).rename(draft / database.name)
        sqlite.check(draft / database.name)
        connection.close()
    else:
        if others := postgres.others_connected():
            raise DoesNotFit(
                f"{others} other connections use the database: stop what uses it first"
            )
        postgres.make_draft(manifest.migrations)
        postgres.load(manifest.tables, archive.members(source))
        postgres.put_in_place(kept)
    swap.declare_whole(folder, kept)
    swap.finish(folder)
