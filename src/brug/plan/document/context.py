"""What the readers of a plan's parts must know of the whole."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from brug.plan.document.errors import Log
from brug.plan.document.section import Section

# A measure's name, with a check of filters that answers what is wrong with them, or nothing.
Measures = Mapping[str, Callable[[Mapping[str, str]], str]]


@dataclass
class Context:
    """The period (None while it could not be read), the known names, and codes seen so far."""

    log: Log
    first: int | None = None
    last: int | None = None
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    practices: Collection[str] = ()
    ambitions: Collection[str] = ()
    measures: Measures | None = None
    objective_codes: dict[str, int] = field(default_factory=dict)
    indicator_codes: dict[str, int] = field(default_factory=dict)

    def has_year(self, year: int) -> bool:
        """Whether a year lies in the plan; an unreadable period refuses nothing more."""
        if self.first is None or self.last is None:
            return True
        return self.first <= year <= self.last

    def check_year(self, section: Section, key: str, year: int) -> bool:
        """Refuse a year outside the plan."""
        if self.has_year(year):
            return True
        span = {"year": year, "first": self.first, "last": self.last}
        reason = _("the year %(year)s lies outside the plan, %(first)s to %(last)s") % span
        section.refuse(key, reason)
        return False

    def check_new(self, seen: Mapping[str, int], code: str, line: int, path: str) -> bool:
        """Refuse a code that an earlier line has."""
        if code not in seen:
            return True
        found = {"code": code, "line": seen[code]}
        self.log.add(line, path, _("“%(code)s” is given twice (first on line %(line)s)") % found)
        return False
