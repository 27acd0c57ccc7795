"""What can be wrong with a backup, or with the place where it should go."""


class BackupError(Exception):
    """Nothing was changed; the message says what is wrong and what to do."""


class NotABackup(BackupError):
    """The file is cut off, damaged, or something else than a backup of Brug."""


class DoesNotFit(BackupError):
    """The backup is whole, but does not fit this installation."""


class CutShort(Exception):
    """A restore has begun and could not be finished; the next ``brug`` command tries again."""
