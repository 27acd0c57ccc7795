"""Reads of asks and rules for asking."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.people.enums import AskKind
from brug.people.models import Ask, PressureRule, Quiet
from brug.people.rules.pressure import Asked, Ceiling, Verdict, held_back, judge, left


def ceilings() -> list[Ceiling]:
    """Return all rules, also those of other days."""
    return [ceiling_of(rule) for rule in PressureRule.objects.all()]


def ceiling_of(rule: PressureRule) -> Ceiling:
    """Return a rule as it is reckoned with."""
    return Ceiling(
        name=rule.name,
        most=rule.ceiling,
        days=rule.days,
        weights=rule.weights,
        starts_on=rule.starts_on,
        ends_on=rule.ends_on,
    )


def asks_around(
    person_ids: Iterable[int], at: datetime, rules: Iterable[Ceiling]
) -> dict[int, list[Asked]]:
    """Return by person the asks that can count for one at ``at``."""
    span = timedelta(days=max((rule.days for rule in rules), default=0))
    rows = Ask.objects.live().filter(
        person__in=list(person_ids), at__gt=at - span, at__lt=at + span
    )
    found: dict[int, list[Asked]] = defaultdict(list)
    for person, when, kind in rows.order_by().values_list("person", "at", "kind"):
        found[person].append(Asked(timezone.localtime(when), kind))
    return found


def quiet_days(person_ids: Iterable[int]) -> dict[int, date]:
    """Return by person the day before which they want to be asked nothing."""
    rows = Quiet.objects.filter(person__in=list(person_ids))
    return dict(rows.values_list("person", "until"))


def verdicts(person_ids: Sequence[int], kind: str, at: datetime) -> dict[int, Verdict]:
    """Return by person whether they may be asked."""
    rules, local = ceilings(), timezone.localtime(at)
    asks, quiet = asks_around(person_ids, at, rules), quiet_days(person_ids)
    return {
        person: judge(rules, asks.get(person, []), kind, local, quiet.get(person))
        for person in person_ids
    }


def verdicts_by_kind(person_id: int, at: datetime) -> dict[AskKind, Verdict]:
    """Return for each kind of ask whether a person may be asked, in three queries."""
    rules, local = ceilings(), timezone.localtime(at)
    asks = asks_around([person_id], at, rules).get(person_id, [])
    quiet = quiet_days([person_id]).get(person_id)
    return {kind: judge(rules, asks, kind, local, quiet) for kind in AskKind}


@dataclass(frozen=True)
class Room:
    """What a rule leaves for a person today, in the weight of asks."""

    rule: str
    left: int
    most: int
    days: int


def rooms_left(person_id: int) -> list[Room]:
    """Return what each rule in force leaves for a person now."""
    now, rules = timezone.localtime(), ceilings()
    asks = asks_around([person_id], now, rules).get(person_id, [])
    return [
        Room(rule.name, left(rule, asks, now), rule.most, rule.days)
        for rule in rules
        if rule.holds_on(now.date())
    ]


def asks_of(actor: Actor, person_id: int, days: int = 365) -> list[Ask]:
    """Return the asks of a person in the last days, and those planned; newest first."""
    since = timezone.now() - timedelta(days=days)
    return list(Ask.objects.visible_to(actor).filter(person=person_id, at__gte=since))


@dataclass(frozen=True)
class Preview:
    """What rules would have done to the asks of the last days."""

    held_back: int
    people: int
    asks: int


def preview(rules: Sequence[Ceiling], days: int = 90) -> Preview:
    """Return how many asks of the last days these rules would have held back.

    Rules are taken as if they had been in force all the time.
    """
    now = timezone.now()
    since = now - timedelta(days=days)
    span = timedelta(days=max((rule.days for rule in rules), default=0))
    always = [Ceiling(one.name, one.most, one.days, one.weights, date.min) for one in rules]
    rows = Ask.objects.live().filter(at__gte=since - span, at__lt=now)
    told = [
        (held_back(always, asks, since), sum(ask.at >= since for ask in asks))
        for asks in _by_person(rows.order_by("person", "at").values_list("person", "at", "kind"))
    ]
    return Preview(
        held_back=sum(held for held, _count in told),
        people=sum(held > 0 for held, _count in told),
        asks=sum(count for _held, count in told),
    )


def _by_person(rows: Iterable[tuple[int, datetime, str]]) -> Iterator[list[Asked]]:
    for _person, own in groupby(rows, key=lambda row: row[0]):
        yield [Asked(at, kind) for _key, at, kind in own]
