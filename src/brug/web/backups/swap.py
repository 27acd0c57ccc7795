"""Put restored files in place so that a kill at any moment is finished by the next command.

The draft lies in the data folder itself, which may be a mounted volume that cannot be renamed. Once
its mark is written the restore counts as done: whichever ``brug`` command runs next moves what has
not been moved. Of commands that start together one does so, and the others wait for it.
"""

from pathlib import Path

from brug.web.backups import schemas
from brug.web.backups.errors import CutShort
from brug.web.backups.names import KEYS, belongs_in_backup
from brug.web.processes.locks import Taken, alone

_DRAFT = ".restore"
_MARK = "whole"
_WITH_TABLES = "and the tables of PostgreSQL"
_ASIDE = "aside"
_SIDE_FILES = ("-wal", "-shm", "-journal")
_PATIENCE = 600.0  # seconds: another command moves large folders, or tables of PostgreSQL


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

    Everything that belongs in a backup goes out of the way, also what the draft has nothing for: an
    export of the installation that was there is none of the one that comes. Safe to call at any
    time, by several processes at once, and again after a kill.

    Raises:
        CutShort: PostgreSQL does not answer or is in use, or another process takes very long over
            it; call again.
    """
    mark = folder / _DRAFT / _MARK
    if not mark.exists():
        return False
    try:
        with alone(folder / f"{_DRAFT}.lock", patience=_PATIENCE):
            if not mark.exists():
                return False
            _finish(folder, mark, database_url)
    except Taken as error:
        raise CutShort(f"process {error} is still at it") from None
    return True


def _finish(folder: Path, mark: Path, database_url: str) -> None:
    name, _, tables = mark.read_text(encoding="utf-8").partition("\n")
    if tables:
        schemas.put_in_place(database_url, name)
    kept, draft = folder / name, draft_of(folder)
    kept.mkdir(exist_ok=True, mode=0o700)
    aside = folder / _DRAFT / _ASIDE
    if not aside.exists():
        _move_aside(folder, kept, has_keys=(draft / KEYS).exists())
        # From here on what lies in the folder is what came: it is not moved aside after a kill.
        aside.touch()
    if draft.exists():
        _move_in(draft, folder)
    mark.unlink()
    aside.unlink()
    mark.parent.rmdir()
    if not any(kept.iterdir()):
        kept.rmdir()


def _move_aside(folder: Path, kept: Path, *, has_keys: bool) -> None:
    # A backup without keys was checked to be readable with those that are here: they stay.
    stay = {kept.name} if has_keys else {kept.name, KEYS}
    # A database's side files go first, lest they meet another database.
    for old in sorted(folder.iterdir(), key=lambda path: not path.name.endswith(_SIDE_FILES)):
        belongs = belongs_in_backup(old.name) or old.name.endswith(_SIDE_FILES)
        if belongs and old.name not in stay:
            _move(old, kept)


def _move_in(draft: Path, folder: Path) -> None:
    for new in sorted(draft.iterdir()):
        _move(new, folder)
    draft.rmdir()


def _move(path: Path, folder: Path) -> None:
    path.rename(folder / path.name)
