"""Which names in a data folder are an installation's own, and which are not; without Django."""

PREFIX = "before_restore_"
KEYS = "keys"  # the folder of keys that a setting does not give
# Made again by itself, or not ours to keep; everything else of the folder is kept.
_LEFT_OUT = frozenset({"static", "backups", "cache"})
_SUFFIXES_LEFT_OUT = (".lock", ".draft", "-wal", "-shm", "-journal")


def belongs_in_backup(name: str) -> bool:
    """Tell whether a backup holds what lies under this name at the top of a data folder."""
    return not (
        name in _LEFT_OUT or name.startswith(".") or is_kept(name) or is_left_out_file(name)
    )


def is_left_out_file(name: str) -> bool:
    """Tell whether a file of that name, at any depth, is made again by itself."""
    return name.endswith(_SUFFIXES_LEFT_OUT)


def is_kept(name: str) -> bool:
    """Tell whether a folder or schema of that name is what a restore put out of the way."""
    return name.startswith(PREFIX)
