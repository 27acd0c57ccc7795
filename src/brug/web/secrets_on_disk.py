"""Keys that an embedded installation makes for itself on its first start."""

import os
import re
import secrets
from pathlib import Path


def split_keys(text: str) -> list[str]:
    """Return the keys of a setting (between commas) or a file (one a line), newest first."""
    return [key for part in re.split("[,\n]", text) if (key := part.strip())]


def read_or_make_key(path: Path) -> str:
    """Return the key kept in ``path``, made once and readable only by its owner.

    Two processes that start together agree on one key: the file appears whole, or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _draft(path, secrets.token_urlsafe(50))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def write_keys(path: Path, keys: list[str]) -> None:
    """Keep keys, newest first, in the place of those in ``path``; readable only by its owner.

    Raises:
        OSError: the folder cannot be written; what was there is there still.
    """
    _draft(path, "\n".join(keys)).replace(path)


def _draft(path: Path, content: str) -> Path:
    """Write a file beside ``path``, whole and on the disk."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft
