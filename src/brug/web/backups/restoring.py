"""Put a backup back: all of it, or nothing."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from brug.kernel.encryption import fingerprint
from brug.web.backups import archive, contents, forgotten, held, kept, postgres, sqlite, swap
from brug.web.backups.errors import DoesNotFit
from brug.web.backups.held import Held
from brug.web.backups.making import DATABASE, FILES
from brug.web.backups.manifest import Manifest
from brug.web.backups.names import KEYS
from brug.web.processes.locks import Taken, alone
from brug.web.processes.presence import presence_file
from brug.web.secrets_on_disk import split_keys

_KEY_FILE = f"{FILES}keys/fields"


@dataclass(frozen=True)
class Restored:
    """What came back: the backup's manifest, the name under which lies what was there before.

    ``kept`` is '' where nothing was there. What is ``held`` waited when the backup was made, and
    now waits for a person.
    """

    manifest: Manifest
    kept: str
    held: Held


def restore_backup(source: Path, *, replace: bool, send_waiting: bool = False) -> Restored:
    """Put the backup ``source`` into this installation.

    Everything is checked before anything changes. What was there is not thrown away. Mails that
    waited are held, and jobs that may not be repeated, unless ``send_waiting``: the old
    installation may have sent and done them since.

    Raises:
        NotABackup: the file is cut off, damaged, or no backup.
        DoesNotFit: the installation is running or not empty, is of another kind or older than the
            backup, or was given other keys.
        CutShort: all is there, but could not be put in place; the next command does so.
    """
    manifest = archive.verify(source)
    _check_fit(source, manifest)
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
            name = kept.new_name()
            if not was_empty:
                forgotten.write_down(manifest.made_at)
            draft = _make_draft(source, manifest, folder)
            waiting = Held() if send_waiting else _hold(draft)
            _put_in_place(folder, name)
            if was_empty:
                _drop_nothing(folder, name)
    except Taken:
        raise DoesNotFit("the installation is running: stop web server and worker first") from None
    return Restored(manifest, "" if was_empty else name, waiting)


def _drop_nothing(folder: Path, name: str) -> None:
    """Throw away what was kept of an installation that was empty."""
    if connection.vendor == "postgresql":
        postgres.drop_if_empty(name)
    # Loading the settings made keys, with which nothing was written yet.
    kept_files = {path for path in (folder / name).rglob("*") if path.is_file()}
    if (folder / name).exists() and all(path.parent.name == KEYS for path in kept_files):
        shutil.rmtree(folder / name)


def _check_fit(source: Path, manifest: Manifest) -> None:
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
    if missing := set(manifest.keys) - set(_keys_after(source, manifest)):
        raise DoesNotFit(
            f"encrypted fields of the backup were written with {len(missing)} keys that this "
            "installation does not have: set BRUG_FIELD_KEYS to those of the installation that was "
            "backed up (newer ones may stand before them)"
        )


def _keys_after(source: Path, manifest: Manifest) -> list[str]:
    """Return the fingerprints of the keys that the installation will have with the backup in it."""
    if settings.ENVIRONMENT.brug_field_keys is None and _KEY_FILE in manifest.checksums:
        content = next(file.read() for name, file in archive.members(source) if name == _KEY_FILE)
        return [fingerprint(key) for key in split_keys(content.decode("ascii"))]
    return contents.key_fingerprints()


def _is_empty() -> bool:
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return not name.exists() or name.stat().st_size == 0
    return not postgres.table_names()


def _make_draft(source: Path, manifest: Manifest, folder: Path) -> Path:
    """Lay everything beside what is in use; return the folder of its files."""
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
    else:
        if others := postgres.others_connected():
            raise DoesNotFit(
                f"{others} other connections use the database: stop what uses it first"
            )
        postgres.make_draft(manifest.migrations)
        postgres.load(manifest.tables, archive.members(source))
    return draft


def _hold(draft: Path) -> Held:
    if connection.vendor == "sqlite":
        return held.hold_in_file(draft / Path(connection.settings_dict["NAME"]).name)
    return held.hold_in_schema()


def _put_in_place(folder: Path, name: str) -> None:
    # It looks at other tables from here on.
    connection.close()
    swap.declare_whole(folder, name, with_tables=connection.vendor == "postgresql")
    swap.finish(folder, settings.ENVIRONMENT.database_url)
