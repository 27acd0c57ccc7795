"""Mending a sentence that an unquoted comma cut in two.

Between braces YAML reads `what: forums, assemblies and moments` as the text “forums” and a key
“assemblies and moments” without a value. The intention is plain, real plans hold such lines, and
refusing them helps nobody: the pieces are joined again, with a remark to put quotes around them.
A piece that looks like a misspelt key is left alone, so that it is refused.
"""

import difflib
from collections.abc import Collection

from django.utils.translation import gettext as _

from brug.plan.document.section import Section
from brug.plan.document.tree import Scalar, Table, Value

_MISSPELT = 0.75


def mend(section: Section, key: str, known: Collection[str]) -> None:
    """Join the valueless keys that follow a text to that text, and say so in the log."""
    table = section.table
    text = table.items.get(key)
    if not isinstance(text, Scalar):
        return
    pieces = _pieces(table, key, known)
    if not pieces:
        return
    whole = ", ".join([text.text, *pieces])
    items: dict[str, Value] = {
        name: value for name, value in table.items.items() if name not in pieces
    }
    items[key] = Scalar(whole, "str", text.line, text.path)
    lines = {name: line for name, line in table.key_lines.items() if name not in pieces}
    section.table = Table(items, table.line, table.path, lines)
    section.log.remark(
        text.line,
        text.path,
        _("a comma cut the text; read as “%(text)s”. Put it between quotes.") % {"text": whole},
    )


def _pieces(table: Table, key: str, known: Collection[str]) -> list[str]:
    """The keys without a value right behind `key`."""
    names = list(table.key_lines)
    pieces = []
    for name in names[names.index(key) + 1 :]:
        value = table.items.get(name)
        cut = isinstance(value, Scalar) and value.kind == "null" and not value.text
        if not cut or name in known or difflib.get_close_matches(name, known, 1, _MISSPELT):
            break
        pieces.append(name)
    return pieces
