"""Logs without personal data.

Whatever is logged goes through one of the two formatters here. They let through the message, with
what could identify a person blanked out, and of all else only the fields of ``FIELDS``. Of an error
they write where it came from and its kind, not what it says: a database's message may quote people.
Names in running text cannot be recognised: messages are written with keys of records, never with
what people typed.
"""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

# What a record may carry beside its message.
FIELDS = ("request_id", "method", "route", "status", "ms")

_EMAIL = re.compile(r"""[^\s@<>"(),;:\[\]\\=/]+(?:@|%40)[^\s@<>"(),;:\[\]\\=/]+""")
_TOKEN = re.compile(r"[\w-]{8,}:[\w-]{5,}:[\w-]{20,}|(?<=/)(?=[\w.:~=-]*\d)[\w.:~=-]{32,}")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_NUMBER = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)|\+?\d(?:[ ./()-]{0,2}\d){8,}"
)


def redact(text: str) -> str:
    """Return ``text`` with what could identify a person replaced by a word in brackets.

    That is: e-mail addresses, account numbers, tokens of links, and numbers of nine digits and more
    (telephone, register, card, address of a device), however they are grouped.
    """
    text = _EMAIL.sub("[e-mail]", text)
    text = _TOKEN.sub("[token]", text)
    text = _IBAN.sub("[account]", text)
    return _NUMBER.sub(lambda found: found["time"] or "[number]", text)


class _Discreet(logging.Formatter):
    """What both formatters share; ``tells_errors`` shows what an error says (for developers)."""

    tells_errors = False

    def discreet(self, record: logging.LogRecord) -> dict[str, Any]:
        """Return what may be told of a record, by field."""
        told: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(_message(record)),
        }
        told |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            told["error"] = self._error(*record.exc_info)
        return told

    def _error(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        origin: TracebackType | None,
    ) -> str:
        if self.tells_errors:
            return "".join(traceback.format_exception(kind, error, origin))
        return "".join(traceback.format_tb(origin)) + kind.__qualname__


def _message(record: logging.LogRecord) -> str:
    """Return a record's message; Django's own about requests without the address asked for."""
    if record.name == "django.request" and hasattr(record, "status_code"):
        return f"answered {record.status_code}"
    return record.getMessage()


class DiscreetJson(_Discreet, JsonFormatter):
    """One line of JSON an event, for log collectors."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return str(self.jsonify_log_record(self.discreet(record)))


class DiscreetText(_Discreet):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and below it where an error came from."""
        told = self.discreet(record)
        line = "{time} {level} {logger}: {message}".format(**told)
        line += "".join(f" {name}={told[name]}" for name in FIELDS if name in told)
        return f"{line}\n{told['error']}" if "error" in told else line


class OutspokenText(DiscreetText):
    """The same, with what errors say: for a developer's own machine."""

    tells_errors = True
