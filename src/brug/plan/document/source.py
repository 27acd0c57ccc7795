"""From bytes to text: size and encoding, before anything is understood."""

import codecs

from django.utils.translation import gettext as _

from brug.plan.document.errors import PlanFileError, Problem

# The first user's plan takes 12 kB; a file of 40 times that is not a plan.
LARGEST = 512 * 1024

_OTHER_ENCODINGS = (
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_LE,
    codecs.BOM_UTF32_BE,
)


def decode(data: bytes, name: str) -> str:
    """The text of a plan file.

    Raises PlanFileError for a file that is empty, larger than LARGEST bytes or not in UTF-8.
    """
    if len(data) > LARGEST:
        raise _refusal(
            name,
            1,
            _("the file has %(size)s kB; a plan has at most %(largest)s kB")
            % {"size": len(data) // 1024, "largest": LARGEST // 1024},
        )
    if not data.strip():
        raise _refusal(name, 1, _("the file is empty"))
    if data.startswith(_OTHER_ENCODINGS):
        raise _refusal(name, 1, _("the file is in UTF-16 or UTF-32; save it as UTF-8"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = _("this byte is not UTF-8: %(byte)s; save the file as UTF-8") % {
            "byte": f"0x{data[error.start]:02x}"
        }
        raise _refusal(name, line, reason) from error


def _refusal(name: str, line: int, reason: str) -> PlanFileError:
    return PlanFileError(name, [Problem(line=line, path="", reason=reason)])
