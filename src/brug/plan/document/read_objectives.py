"""Reading the tree of objectives and the core practices."""

from django.utils.translation import gettext as _

from brug.plan.document import scalars
from brug.plan.document.context import Context
from brug.plan.document.model import Objective, Practice
from brug.plan.document.read_indicator import read_indicator
from brug.plan.document.section import Section, did_you_mean, item_section
from brug.plan.document.text import Text
from brug.plan.document.tree import Listing, Table


def read_objectives(
    outer: Section, key: str, context: Context, *, parent: str = "", required: bool = False
) -> tuple[Objective, ...]:
    """The objectives under a key; the code of a lower one starts with its parent's."""
    found = []
    for name, section in outer.sections(key, required=required):
        code = f"{parent}.{name}" if parent else name
        if not scalars.CODE.fullmatch(code):
            section.refuse("", _("“%(code)s” is no code such as SD1 or OD1") % {"code": code[:60]})
        if context.check_new(context.objective_codes, code, section.line, section.path):
            context.objective_codes[code] = section.line
        found.append(_read_objective(section, code, context))
    return tuple(found)


def _read_objective(section: Section, code: str, context: Context) -> Objective:
    title = section.wording("title", required=True)
    indicators = []
    for value in section.listing("indicators"):
        item = item_section(value, context.log)
        indicator = read_indicator(item, context) if item else None
        if indicator:
            indicators.append(indicator)
    operational = read_objectives(section, "operational", context, parent=code)
    section.close()
    return Objective(
        code=code,
        title=title,
        indicators=tuple(indicators),
        operational=operational,
        line=section.line,
    )


def read_practices(outer: Section, context: Context) -> tuple[Practice, ...]:
    """The core practices: name, and the roles of the plan that each plays."""
    section = outer.section("core_practices")
    if section is None:
        return ()
    found = []
    for name in section.names():
        value = section.table.items[name]
        if isinstance(value, Table):
            inner = Section(value, context.log)
            roles = _roles(inner, "roles", context)
            title = inner.wording("title")
            inner.close()
        else:
            roles = _roles(section, name, context)
            title = Text()
        found.append(Practice(name=name, roles=roles, title=title))
    return tuple(found)


def _roles(section: Section, key: str, context: Context) -> tuple[str, ...]:
    """The roles in a list, each one that the plan names."""
    value = section.take(key, required=True)
    roles = section.texts(key)
    if isinstance(value, Listing) and not value.items:
        section.refuse(key, _("a practice plays at least one role"))
    for role in roles:
        if role not in context.roles:
            reason = _("unknown role “%(role)s”; the plan names %(known)s") % {
                "role": role,
                "known": ", ".join(context.roles) or _("none"),
            }
            section.refuse(key, reason + did_you_mean(role, context.roles))
    return roles
