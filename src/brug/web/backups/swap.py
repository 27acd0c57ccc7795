"""Put restored files in place so that a kill at any moment is finished by the next command.

The draft lies in the data folder itself, which may be a mounted volume that cannot be renamed. Once
its mark is written the restore counts as done: whichever ``brug`` command runs next moves what has
not been moved.
"""

from pathlib import Path

_DRAFT = ".restore"
_MARK = "whole"
_SIDE_FILES = ("-wal", "-shm", "-journal")


def draft_of(folder: Path) -> Path:
    """Return where the restored files wait."""
    return folder / _DRAFT / "files"


def declare_whole(folder: Path, kept_in: str) -> None:
    """Say that the draft is complete; from here on there is no way back."""
    (folder / _DRAFT / f"{_MARK}.new").write_text(kept_in, encoding="utf-8")
    (folder / _DRAFT / f"{_MARK}.new").rename(folder / _DRAFT / _MARK)


def finish(folder: Path) -> bool:
    """Move a complete draft into place, and what was there out of the way; tell whether it was so.

    Safe to call at any time, and again after a kill: what has been moved is not in the draft.
    """
    mark = folder / _DRAFT / _MARK
    if not mark.exists():
        return False
    kept = folder / mark.read_text(encoding="utf-8")
    kept.mkdir(exist_ok=True, mode=0o700)
    draft = draft_of(folder)
    for new in sorted(draft.iterdir()):
        # A database's side files go first, lest they meet another database.
        for name in (*(f"{new.name}{suffix}" for suffix in _SIDE_FILES), new.name):
            if (folder / name).exists() and not (kept / name).exists():
                (folder / name).rename(kept / name)
        new.rename(folder / new.name)
    draft.rmdir()
    mark.unlink()
    draft.parent.rmdir()
    if not any(kept.iterdir()):
        kept.rmdir()
    return True
