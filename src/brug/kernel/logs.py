"""Logs without personal data."""

import logging
import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LONG_NUMBER = re.compile(r"(?<![\w.:-])\+?\d(?:[ ./-]?\d){8,}(?![\w:-])")
_TOKEN = re.compile(r"(/(?:t|link|my)/)[\w:.~=-]{16,}")


class RedactPersonalData(logging.Filter):
    """Blank out e-mail addresses, phone, account and register numbers, and link tokens."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record's message in place; every record passes."""
        record.msg = redact(record.getMessage())
        record.args = None
        return True


def redact(text: str) -> str:
    """Return ``text`` with what could identify a person replaced by a word in brackets."""
    text = _EMAIL.sub("[e-mail]", text)
    text = _TOKEN.sub(r"\1[token]", text)
    return _LONG_NUMBER.sub("[number]", text)
