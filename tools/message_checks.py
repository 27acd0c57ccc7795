"""What can be wrong with a catalogue."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from babel.messages.catalog import Message

from tools.message_catalogues import Book
from tools.message_sources import Source

PLACEHOLDER = re.compile(r"%\([^)]+\)[sd]|%[sd]|\{[a-z_0-9.]*\}")


def faults_of(book: Book, texts: list[Source]) -> Iterator[str]:
    """One line for each fault: the catalogue's place, the text, what is wrong with it."""
    wanted = {(text.context, text.text): text for text in texts}
    for key, text in wanted.items():
        message = book.messages.get(key)
        fault = _fault(message, text)
        if fault:
            yield f"{book.app.name}/{book.language}: {text.text!r}: {fault}"
    for _context, stale in book.messages.keys() - wanted.keys():
        yield f"{book.app.name}/{book.language}: {stale!r}: no longer in the sources"


def _fault(message: Message | None, text: Source) -> str:
    if message is None:
        return "not in the catalogue (run tools/messages.py)"
    forms = _forms(message)
    if not all(forms):
        return "not translated"
    if message.fuzzy:
        return "marked as doubtful (fuzzy)"
    if text.plural:
        return _plural_fault(forms, text)
    return _placeholder_fault(forms[0], text.text)


def _forms(message: Message) -> list[str]:
    string = message.string
    return [string] if isinstance(string, str) else list(string)


def _placeholder_fault(translation: str, text: str) -> str:
    there = Counter(PLACEHOLDER.findall(translation))
    here = Counter(PLACEHOLDER.findall(text))
    if there != here:
        return f"placeholders {_told(there)} instead of {_told(here)}"
    return ""


def _plural_fault(forms: list[str], text: Source) -> str:
    """A form may leave the number out ("one person"); the last, for many, has all placeholders."""
    allowed = set(PLACEHOLDER.findall(text.text)) | set(PLACEHOLDER.findall(text.plural))
    used = set(chain.from_iterable(PLACEHOLDER.findall(form) for form in forms))
    if used - allowed:
        return f"unknown placeholders {sorted(used - allowed)}"
    return _placeholder_fault(forms[-1], text.plural)


def _told(counts: Counter[str]) -> str:
    return ", ".join(sorted(counts.elements())) or "none"
