"""Reading tables of facts whose keys are the organisation's own words: history, income, ..."""

from django.utils.translation import gettext as _

from brug.plan.document import scalars
from brug.plan.document.model import Fact, Facts
from brug.plan.document.section import Section
from brug.plan.document.tree import Listing, Scalar, Table, Value


def read_facts(outer: Section, key: str) -> Facts:
    """The facts under a key; nested as they stand."""
    section = outer.section(key)
    return _facts(section) if section else {}


def _facts(section: Section) -> Facts:
    found: dict[str, Fact] = {}
    for key in section.names():
        fact = _fact(section.table.items[key], section)
        if fact is not None:
            found[key] = fact
    return found


def _fact(value: Value, section: Section) -> Fact | None:
    if isinstance(value, Table):
        return _facts(Section(value, section.log))
    if isinstance(value, Listing):
        section.log.add(value.line, value.path, _("expected a value or a table, found a list"))
        return None
    return section.understand(value, _scalar)


def _scalar(value: Value) -> Fact:
    if not isinstance(value, Scalar) or value.kind in {"int", "float", "null"}:
        return scalars.number_of(value)
    if value.kind == "timestamp":
        return scalars.date_of(value)
    if value.kind == "bool":
        return scalars.flag_of(value)
    return scalars.text_of(value)
