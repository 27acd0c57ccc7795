"""What can be wrong with a table that comes in."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _


class TableError(Exception):
    """A file cannot be read as a table: which file, at which line (0: as a whole), and why.

    ``reason`` is for people, in the language that was active when it was made.
    """

    def __init__(self, file: str, line: int, reason: str | Promise) -> None:
        self.file = file
        self.line = line
        self.reason = str(reason)
        where = _("%(file)s, line %(line)s") % {"file": file, "line": line} if line else file
        super().__init__(f"{where}: {self.reason}")
