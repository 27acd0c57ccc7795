"""Make a backup while the installation runs."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from brug.web.backups import archive, contents, postgres, sqlite
from brug.web.backups.archive import Writer
from brug.web.backups.errors import DoesNotFit
from brug.web.backups.manifest import Manifest, Table

FILES = "files/"
DATABASE = f"database/{sqlite.MEMBER}"


def make_backup(target: Path) -> Manifest:
    """Write everything of this installation into ``target``; return what it says of itself.

    The database is as it was at one moment, also while people work. Files are read after it, so
    that whatever the database names is there. Keys that the environment gives are not written, only
    how to recognise them.

    Raises:
        DoesNotFit: there is no database to back up.
        OSError: the file cannot be written.
    """
    target = target.expanduser().resolve()
    # Before the database is read: whoever is forgotten from here on may still stand in it.
    made_at = datetime.now(UTC)
    with archive.writing(target) as writer:
        if connection.vendor == "sqlite":
            database = Path(connection.settings_dict["NAME"])
            if not database.exists():
                raise DoesNotFit(f"there is no database in {settings.DATA_DIR}")
            with sqlite.snapshot(database) as copy:
                writer.add_file(DATABASE, copy)
                manifest = _manifest(writer, made_at, {}, database, target)
        else:
            with postgres.one_moment():
                tables = postgres.dump(writer)
                manifest = _manifest(writer, made_at, tables, None, target)
        writer.close_with(manifest)
    return manifest


def _manifest(
    writer: Writer,
    made_at: datetime,
    tables: Mapping[str, Table],
    database: Path | None,
    target: Path,
) -> Manifest:
    applied = MigrationRecorder(connection).applied_migrations()
    for name, path in contents.files(settings.DATA_DIR, database, target):
        writer.add_file(f"{FILES}{name}", path)
    bucket = settings.ENVIRONMENT.brug_s3_bucket
    return Manifest(
        version=version("brug"),
        made_at=made_at,
        engine=connection.vendor,
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        checksums=writer.checksums,
        tables=dict(tables),
        keys=contents.key_fingerprints(),
        files=f"s3:{bucket}" if bucket else "here",
    )
