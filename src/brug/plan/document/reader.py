"""Reading a whole plan file: all that is wrong with it at once, or a document."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.plan.document import scalars
from brug.plan.document.context import Context, Measures
from brug.plan.document.errors import Log, PlanFileError
from brug.plan.document.model import PlanDocument
from brug.plan.document.read_budget import read_budget
from brug.plan.document.read_facts import read_facts
from brug.plan.document.read_objectives import read_objectives, read_practices
from brug.plan.document.section import Section
from brug.plan.document.text import Text
from brug.plan.document.tree import Listing, Table, Value, compose

LONGEST_PLAN = 20


def parse(data: bytes, name: str = "plan.yaml", measures: Measures | None = None) -> PlanDocument:
    """The plan in a file.

    `name` stands in messages. `measures` are those that an indicator may be bound to, with
    a check of their filters; None leaves both unchecked. Raises PlanFileError with every fault.
    """
    tree = compose(data, name)
    log = Log()
    if isinstance(tree, Table):
        document = _read(Section(tree, log), Context(log=log, measures=measures))
    else:
        log.add(tree.line, "", _("a plan is a table of keys such as “period” and “objectives”"))
        document = PlanDocument(first=0, last=0)
    if log.problems:
        raise PlanFileError(name, log.problems)
    return document


def _read(section: Section, context: Context) -> PlanDocument:
    first, last = _period(section, context)
    language = section.read("language", _language) or "en"
    context.roles = section.texts("roles")
    context.regions = section.texts("regions")
    practices = read_practices(section, context)
    context.practices = [practice.name for practice in practices]
    ambitions = _ambitions(section, context)
    context.ambitions = {name for numbers in ambitions.values() for name in numbers}
    document = PlanDocument(
        first=first,
        last=last,
        title=section.wording("title"),
        source=section.text("source") or "",
        language=language,
        ambitions=ambitions,
        choices=_wordings(section, "choices"),
        roles=context.roles,
        functions=section.texts("functions"),
        regions=context.regions,
        practices=practices,
        objectives=read_objectives(section, "objectives", context, required=True),
        budget=read_budget(section, context),
        history=read_facts(section, "history"),
        lines=dict(_lines(section.table)),
    )
    section.close()
    return replace(document, remarks=tuple(section.log.remarks))


def _period(outer: Section, context: Context) -> tuple[int, int]:
    """First and last year; both stay 0 where they could not be read."""
    section = outer.section("period", required=True)
    if section is None:
        return 0, 0
    first = section.year("first", required=True)
    last = section.year("last", required=True)
    section.close()
    if first is None or last is None:
        return 0, 0
    if first > last:
        years = {"first": first, "last": last}
        reason = _("the period is turned round: it starts in %(first)s and ends in %(last)s")
        section.refuse("first", reason % years)
        return 0, 0
    if last - first >= LONGEST_PLAN:
        section.refuse("last", _("a plan has at most %(most)s years") % {"most": LONGEST_PLAN})
        return 0, 0
    context.first, context.last = first, last
    return first, last


def _ambitions(section: Section, context: Context) -> dict[int, dict[str, Decimal]]:
    """`ambition_2030`: what the whole plan is to reach, by year."""
    found = {}
    for key, match in section.matching(r"ambition_(\d{4})"):
        inner = section.section(key)
        if inner is None or not context.check_year(section, key, int(match[1])):
            continue
        numbers = {name: inner.number(name) for name in inner.names()}
        found[int(match[1])] = {
            name: number for name, number in numbers.items() if number is not None
        }
    return found


def _wordings(section: Section, key: str) -> tuple[Text, ...]:
    """A list of texts, each plain or by language."""
    found = []
    for item in section.listing(key):
        holder = Section(Table({"": item}, item.line, item.path, {"": item.line}), section.log)
        found.append(holder.wording(""))
    return tuple(found)


def _language(value: Value) -> str:
    text = scalars.text_of(value)
    if not scalars.LANGUAGE.fullmatch(text):
        raise scalars.UnreadableError(_("expected a language code such as nl, fr or en"))
    return text


def _lines(value: Value) -> list[tuple[str, int]]:
    """The line of every value, by the keys that lead to it."""
    own = [(value.path, value.line)]
    inner: Collection[Value] = ()
    if isinstance(value, Table):
        inner = value.items.values()
    elif isinstance(value, Listing):
        inner = value.items
    return own + [pair for item in inner for pair in _lines(item)]
