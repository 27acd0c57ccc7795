"""How much of a table is taken in at most."""

from dataclasses import dataclass

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a file that somebody hands in; beyond them it is refused, never cut.

    ``size`` and ``unpacked`` are in bytes (the file as it is; what an XLSX unpacks to); ``ratio``
    is how many times larger than packed a part of an XLSX may be once it is over a megabyte.
    """

    size: int = 500 * _MEGABYTE
    unpacked: int = 800 * _MEGABYTE
    ratio: int = 200
    rows: int = 5_000_000
    columns: int = 500
    cell: int = 32_767  # characters; a spreadsheet's own bound
