"""Reading a table key by key: what is missing, wrong or unknown goes to the log with its line."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import TypeVar

from django.utils.translation import gettext as _

from brug.plan.document import scalars
from brug.plan.document.errors import Log
from brug.plan.document.text import Text
from brug.plan.document.tree import Listing, Table, Value

T = TypeVar("T")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“; did you mean X?”, or an empty text where nothing comes near."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return _("; did you mean “%(word)s”?") % {"word": near[0]} if near else ""


class Section:
    """One table of the file while it is read. `close` refuses the keys that nobody asked for."""

    def __init__(self, table: Table, log: Log) -> None:
        self.table = table
        self.log = log
        self.asked: set[str] = set()

    @property
    def line(self) -> int:
        """Where the table starts."""
        return self.table.line

    @property
    def path(self) -> str:
        """The keys that lead here."""
        return self.table.path

    def __contains__(self, key: str) -> bool:
        return key in self.table.items

    def line_of(self, key: str) -> int:
        """The line of a key, or of the table where the key is absent."""
        return self.table.key_lines.get(key, self.table.line)

    def refuse(self, key: str, reason: str) -> None:
        """Note a fault at a key."""
        path = f"{self.path}.{key}" if self.path and key else self.path or key
        self.log.add(self.line_of(key), path, reason)

    def take(self, key: str, *, required: bool = False) -> Value | None:
        """The raw value of a key."""
        self.asked.add(key)
        if required and key not in self.table.key_lines:
            self.refuse(key, _("is missing"))
        return self.table.items.get(key)

    def read(self, key: str, how: Callable[[Value], T], *, required: bool = False) -> T | None:
        """The value of a key through one of the readers of `scalars`."""
        value = self.take(key, required=required)
        return None if value is None else self.understand(value, how)

    def understand(self, value: Value, how: Callable[[Value], T]) -> T | None:
        """A value through a reader; None, with a note in the log, where it does not fit."""
        try:
            return how(value)
        except scalars.UnreadableError as error:
            self.log.add(value.line, value.path, str(error))
            return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        """A plain text."""
        return self.read(key, scalars.text_of, required=required)

    def number(self, key: str, *, required: bool = False, negative: bool = False) -> Decimal | None:
        """A number, of zero or more unless `negative`."""
        return self.read(key, partial(scalars.number_of, negative=negative), required=required)

    def year(self, key: str, *, required: bool = False) -> int | None:
        """A year."""
        return self.read(key, scalars.year_of, required=required)

    def choice(self, key: str, known: Iterable[str]) -> str | None:
        """One word out of a few."""
        words = list(known)
        word = self.text(key)
        if word is None or word in words:
            return word
        found = {"found": word, "known": ", ".join(words)}
        reason = _("unknown: “%(found)s”; known are %(known)s") % found
        self.refuse(key, reason + did_you_mean(word, words))
        return None

    def wording(self, key: str, *, required: bool = False) -> Text:
        """A text, plain or by language."""
        value = self.take(key, required=required)
        if value is None:
            return Text()
        if not isinstance(value, Table):
            return Text(plain=self.understand(value, scalars.text_of) or "")
        section = Section(value, self.log)
        translations = {}
        for language in section.names():
            if not scalars.LANGUAGE.fullmatch(language):
                section.refuse(language, _("expected a language code such as nl, fr or en"))
                continue
            text = section.text(language)
            if text:
                translations[language] = text
        if not value.key_lines:
            self.refuse(key, _("holds no text"))
        return Text(translations=translations)

    def section(self, key: str, *, required: bool = False) -> "Section | None":
        """The table under a key."""
        value = self.take(key, required=required)
        if value is None or isinstance(value, Table):
            return Section(value, self.log) if value is not None else None
        found = {"found": scalars.shown(value)}
        self.log.add(value.line, value.path, _("expected a table, found %(found)s") % found)
        return None

    def listing(self, key: str, *, required: bool = False) -> tuple[Value, ...]:
        """The items of the list under a key."""
        value = self.take(key, required=required)
        if value is None or isinstance(value, Listing):
            return value.items if value is not None else ()
        found = {"found": scalars.shown(value)}
        self.log.add(value.line, value.path, _("expected a list, found %(found)s") % found)
        return ()

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of plain texts."""
        read = (
            self.understand(item, scalars.text_of) for item in self.listing(key, required=required)
        )
        return tuple(text for text in read if text is not None)

    def names(self) -> list[str]:
        """All keys, as known ones: for a table whose keys are names."""
        self.asked.update(self.table.key_lines)
        return list(self.table.items)

    def matching(self, pattern: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The keys of a form, such as `ambition_2030`."""
        for key in list(self.table.key_lines):
            match = re.fullmatch(pattern, key, re.ASCII)
            if match:
                self.asked.add(key)
                yield key, match

    def sections(self, key: str, *, required: bool = False) -> Iterator[tuple[str, "Section"]]:
        """The tables in the table under a key, by name."""
        outer = self.section(key, required=required)
        for name in outer.names() if outer else ():
            inner = outer.section(name) if outer else None
            if inner is not None:
                yield name, inner

    def close(self) -> None:
        """Refuse the keys that nobody asked for."""
        for key in self.table.key_lines:
            if key not in self.asked:
                self.refuse(key, _("unknown key") + did_you_mean(key, self.asked))


def item_section(value: Value, log: Log) -> Section | None:
    """An item of a list as a table."""
    if isinstance(value, Table):
        return Section(value, log)
    found = {"found": scalars.shown(value)}
    log.add(value.line, value.path, _("expected a table, found %(found)s") % found)
    return None
