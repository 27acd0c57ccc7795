"""Read and write the catalogues of translations."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.message_sources import Source

LANGUAGES = ("nl", "fr", "uk", "fa_AF", "ps")
PARTIAL = frozenset({"uk", "fa_AF", "ps"})  # hold only what the public meets
# A date that changes with every run would make every catalogue differ.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
PLURALS = {
    "nl": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "fa_AF": "nplurals=2; plural=(n > 1);",
    "ps": "nplurals=2; plural=(n != 1);",
}

Key = tuple[str, str]


class Book:
    """One app's catalogue in one language."""

    def __init__(self, app: Path, language: str) -> None:
        self.app = app
        self.language = language
        self.path = app / "locale" / language / "LC_MESSAGES" / "django.po"
        self.messages = self._read()

    def _read(self) -> dict[Key, Message]:
        if not self.path.exists():
            return {}
        with self.path.open("rb") as file:
            catalogue = read_po(file, ignore_obsolete=True)
        return {key_of(message): message for message in catalogue if message.id}

    def write(self, texts: list[Source], memory: dict[Key, Message]) -> None:
        """Hold exactly these texts, with the translations known here or in another app."""
        catalogue = Catalog(
            locale=self.language,
            project="Brug",
            version="1",
            header_comment=f"# Brug: {self.app.name}, {self.language}",
            msgid_bugs_address="",
            copyright_holder="Brug developers",
            creation_date=NO_DATE,
            revision_date=NO_DATE,
            last_translator="Brug developers",
            language_team=self.language,
            charset="utf-8",
            fuzzy=False,
        )
        # Babel derives the plural forms; ours are Django's, the same in every catalogue.
        count, expression = _plural_parts(PLURALS[self.language])
        catalogue._num_plurals, catalogue._plural_expr = count, expression  # noqa: SLF001
        for text in texts:
            known = self.messages.get((text.context, text.text)) or memory.get(
                (text.context, text.text)
            )
            catalogue.add(
                (text.text, text.plural) if text.plural else text.text,
                _translation(known, text, count),
                locations=[(place, 0) for place in text.places],
                auto_comments=text.notes,
                user_comments=known.user_comments if known else (),
                context=text.context or None,
            )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("wb") as file:
            write_po(file, catalogue, width=100, include_lineno=False)


def key_of(message: Message) -> Key:
    """Context and English text of an entry."""
    text = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return message.context or "", text


def read_books(root: Path, language: str) -> dict[Key, Message]:
    """Everything that is translated into a language, in whatever app."""
    memory: dict[Key, Message] = {}
    for init in sorted(root.glob("src/brug/*/__init__.py")):
        for key, message in Book(init.parent, language).messages.items():
            if message.string and not message.fuzzy:
                memory.setdefault(key, message)
    return memory


def _translation(known: Message | None, text: Source, count: int) -> str | tuple[str, ...]:
    """The known translation in the shape that the text needs; empty where there is none."""
    string = known.string if known else ""
    if not text.plural:
        return string if isinstance(string, str) else ""
    forms = tuple(string) if isinstance(string, (tuple, list)) else ()
    return forms if len(forms) == count else ("",) * count


def _plural_parts(header: str) -> tuple[int, str]:
    count, expression = header.rstrip(";").split("; plural=")
    return int(count.removeprefix("nplurals=")), expression
