"""Which files of the data folder belong into a backup."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from brug.kernel.encryption import fingerprint
from brug.web.backups import kept

# Made again by itself, or not ours to keep; everything else of the folder is kept.
LEFT_OUT = ("static", "backups", "cache")
_SUFFIXES_LEFT_OUT = (".lock", ".draft", "-wal", "-shm", "-journal")


def files(folder: Path, database: Path | None, target: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every file to keep.

    The database goes in as a snapshot of its own; ``target`` is the backup that is being written.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if (
            not path.is_file()
            or path.is_symlink()
            or name.parts[0] in LEFT_OUT
            or any(part.startswith(".") for part in name.parts)
            or kept.is_kept(name.parts[0])
            or path.name.endswith(_SUFFIXES_LEFT_OUT)
            or path in {database, target}
        ):
            continue
        yield name.as_posix(), path


def key_fingerprints() -> list[str]:
    """Return how the keys of encrypted fields are recognised without giving them away."""
    return [fingerprint(key) for key in settings.BRUG_FIELD_KEYS]
