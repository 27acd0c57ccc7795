"""Which files of the data folder belong into a backup."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from brug.kernel.encryption import fingerprint
from brug.web.backups.names import belongs_in_backup, is_left_out_file


def files(folder: Path, database: Path | None, target: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every file to keep.

    The database goes in as a snapshot of its own; ``target`` is the backup that is being written.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if (
            not path.is_file()
            or path.is_symlink()
            or not belongs_in_backup(name.parts[0])
            or any(part.startswith(".") for part in name.parts)
            or is_left_out_file(path.name)
            or path in {database, target}
        ):
            continue
        yield name.as_posix(), path


def key_fingerprints() -> list[str]:
    """Return how the keys of encrypted fields are recognised without giving them away."""
    return [fingerprint(key) for key in settings.BRUG_FIELD_KEYS]
