"""Find the texts to translate in an app's modules and templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt", ".mjml", ".xml", ".typ"}
PUBLIC_FOLDERS = {"public", "personal", "emails", "components", "forms", "errors"}
PUBLIC_MARKS = {"# messages: public", "{# messages: public #}"}


@dataclass(frozen=True)
class Source:
    """One text of an app; `plural` and `context` are empty where it has none."""

    text: str
    plural: str
    context: str
    places: tuple[str, ...]
    public: bool
    notes: tuple[str, ...]


def read_sources(app: Path) -> list[Source]:
    """All texts of an app, in the order of their files; a text used twice comes once."""
    found: dict[tuple[str, str], Source] = {}
    for path in sorted(app.rglob("*")):
        if not path.is_file() or "migrations" in path.parts:
            continue
        for source in _texts(path, app):
            key = (source.context, source.text)
            before = found.get(key)
            found[key] = _both(before, source) if before else source
    return list(found.values())


def _both(first: Source, second: Source) -> Source:
    return Source(
        first.text,
        first.plural or second.plural,
        first.context,
        tuple(dict.fromkeys(first.places + second.places)),
        first.public or second.public,
        tuple(dict.fromkeys(first.notes + second.notes)),
    )


def _texts(path: Path, app: Path) -> Iterator[Source]:
    """The texts of one file."""
    inside = path.relative_to(app)
    if path.suffix == ".py":
        code = path.read_text(encoding="utf-8")
        public = path.name == "emails.py" or _is_marked(code)
    elif path.suffix in TEMPLATES and "templates" in inside.parts:
        template = path.read_text(encoding="utf-8")
        folders = inside.parts[inside.parts.index("templates") + 1 : -1]
        public = not folders or not PUBLIC_FOLDERS.isdisjoint(folders) or _is_marked(template)
        code = _as_python(template, str(path))
    else:
        return
    place = f"src/brug/{app.name}/{inside.as_posix()}"
    for _line, message, comments, context in extract(
        "python", BytesIO(code.encode()), keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        text, plural = (message[0], message[1]) if isinstance(message, tuple) else (message, "")
        yield Source(text, plural or "", context or "", (place,), public, tuple(comments))


def _is_marked(code: str) -> bool:
    return not PUBLIC_MARKS.isdisjoint(code.splitlines())


def _as_python(template: str, origin: str) -> str:
    """A template's translation tags as calls that a reader of Python understands.

    Django blanks out all else but keeps the indentation, which means nothing here.
    """
    return "\n".join(line.lstrip() for line in templatize(template, origin).splitlines())
