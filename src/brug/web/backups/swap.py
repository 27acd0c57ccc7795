"""Put restored files in place so that a kill at any moment is finished by the next command.

The draft lies in the data folder itself, which may be a mounted volume that cannot be renamed. Once
its mark is written the restore counts as done: whichever ``brug`` command runs next moves what has
not been moved.
"""

from pathlib import Path

from brug.web.backups import schemas

_DRAFT = ".restore"
_MARK = "whole"
_WITH_TABLES = "and the tables of PostgreSQL"
_SIDE_FILES = ("-wal", "-shm", "-journal")


def draft_of(folder: Path) -> Path:
    """Return where the restored files wait."""
    return folder / _DRAFT / "files"


def declare_whole(folder: Path, kept_in: str, *, with_tables: bool = False) -> None:
    """Say that the draft is complete; from here on there is no way back.

    ``with_tables``: a draft schema of PostgreSQL belongs to it.
    """
    new = folder / _DRAFT / f"{_MARK}.new"
    new.write_text(f"{kept_in}\n{_WITH_TABLES if with_tables else ''}", encoding="utf-8")
    new.rename(folder / _DRAFT / _MARK)


def finish(folder: Path, database_url: str = "") -> bool:
    """Move a complete draft into place, and what was there out of the way; tell whether it was so.

    Safe to call at any time, and again after a kill: what has been moved is not in the draft.

    Raises:
        CutShort: PostgreSQL does not answer or is in use; call again.
    """
    mark = folder / _DRAFT / _MARK
    if not mark.exists():
        return False
    name, _, tables = mark.read_text(encoding="utf-8").partition("\n")
    if tables:
        schemas.put_in_place(database_url, name)
    kept = folder / name
    kept.mkdir(exist_ok=True, mode=0o700)
    _move_all(draft_of(folder), folder, kept)
    mark.unlink()
    mark.parent.rmdir()
    if not any(kept.iterdir()):
        kept.rmdir()
    return True


def _move_all(draft: Path, folder: Path, kept: Path) -> None:
    if draft.exists():
        for new in sorted(draft.iterdir()):
            _move(new, folder, kept)
        draft.rmdir()


def _move(new: Path, folder: Path, kept: Path) -> None:
    # A database's side files go first, lest they meet another database.
    for name in (*(f"{new.name}{suffix}" for suffix in _SIDE_FILES), new.name):
        if (folder / name).exists() and not (kept / name).exists():
            (folder / name).rename(kept / name)
    new.rename(folder / new.name)
