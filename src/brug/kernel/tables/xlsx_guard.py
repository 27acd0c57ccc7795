"""Look at a workbook before it is unpacked."""

import struct
import zlib
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from brug.kernel.tables.errors import TableError
from brug.kernel.tables.limits import Limits

_LOOKED_AT = 4096
_SMALL = 1_000_000
# What unpacking a damaged file can end in.
_BROKEN = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    struct.error,
    zlib.error,
)


def check_workbook(file: BinaryIO, name: str, limits: Limits) -> None:
    """Pass where unpacking is harmless; leaves the file at its start.

    Raises:
        TableError: no workbook, one that unpacks to far more than it is, or one whose XML declares
            entities.
    """
    try:
        with ZipFile(file) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > limits.unpacked:
                raise TableError(name, 0, _("This workbook unpacks to more than is taken in."))
            for part in parts:
                _check_part(packed, part, name, limits)
    except _BROKEN as error:
        raise TableError(name, 0, _("This is not a workbook (XLSX).")) from error
    finally:
        file.seek(0)


def _check_part(packed: ZipFile, part: ZipInfo, name: str, limits: Limits) -> None:
    if part.file_size > max(_SMALL, part.compress_size * limits.ratio):
        raise TableError(name, 0, _("This workbook unpacks to more than is taken in."))
    if part.filename.endswith((".xml", ".rels")):
        with packed.open(part) as stream:
            # A workbook never needs a document type; a bomb of entities does.
            if b"<!DOCTYPE" in stream.read(_LOOKED_AT).replace(b"\0", b""):
                raise TableError(name, 0, _("This is not a workbook (XLSX)."))
