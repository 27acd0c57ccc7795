"""How many a segment chooses, and how the database finds them."""

import re
import time
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today as house_today
from brug.people.models.contact import ContactQuerySet
from brug.people.queries.segments.compiling import base, flag, members, q_of
from brug.people.queries.segments.reaching import reachable
from brug.people.rules.segments import Group, leaves

_INDEX = re.compile(r"(?:INDEX|Scan using|Index Scan on) (\w+)")


@dataclass(frozen=True)
class Tally:
    """How many contacts, and how many of them may be reached for a purpose (None: not asked)."""

    count: int
    reachable: int | None = None


def count(actor: Actor, root: Group, today: date | None = None) -> int:
    """Return how many contacts that the actor sees a tree chooses, in one query.

    Raises:
        TreeError: a segment within it cannot be counted.
    """
    return members(actor, root, today).count()


def tally(actor: Actor, root: Group, *, purpose: str, channel: str) -> Tally:
    """Return the count, and how many of them may be reached for a purpose through a channel.

    Raises:
        TreeError: a segment within it cannot be counted.
    """
    told = members(actor, root).aggregate(
        count=Count("pk"), reachable=Sum(flag(reachable(purpose, channel)))
    )
    return Tally(told["count"], told["reachable"] or 0)


def steps(actor: Actor, root: Group) -> list[int]:
    """Return for each condition, from left to right, how many contacts it chooses alone."""
    today = house_today()
    flags = {
        f"leaf{place}": Sum(flag(q_of(leaf, today))) for place, leaf in enumerate(leaves(root))
    }
    told = base(actor).aggregate(**flags)
    return [told[name] or 0 for name in flags]


@dataclass(frozen=True)
class Plan:
    """How the database answers a count: its SQL, its plan, the indexes in it, and how long."""

    count: int
    sql: str
    plan: str
    indexes: list[str]
    milliseconds: float


def explain_count(actor: Actor, root: Group) -> Plan:
    """Count, and tell how the database does it.

    Raises:
        TreeError: a segment within it cannot be counted.
    """
    start = time.perf_counter()
    found = count(actor, root)
    spent = (time.perf_counter() - start) * 1000
    rows: ContactQuerySet = members(actor, root)
    asked = rows.values("pk")
    told = asked.explain()
    names = sorted(set(_INDEX.findall(told)))
    return Plan(found, str(asked.query), told, names, spent)
