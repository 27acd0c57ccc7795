"""Reads of asks and rules for asking."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

from django.db.models import Case, IntegerField, Q, Sum, Value, When
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.answers import Answer, answer
from brug.kernel.registries.questions import About
from brug.kernel.watermarks import audit_watermark, newest
from brug.people.enums import AskKind
from brug.people.models import Ask, PressureRule, Quiet
from brug.people.models.pressure import AskQuerySet
from brug.people.rules.pressure import Asked, Ceiling, Verdict, held_back, judge, left

PREVIEW = "people.asks_held_back"


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
    rows = Ask.objects.live().filter(at__gte=since - span, at__lt=now).order_by()
    told = [held_back(always, asks, since) for asks in _by_person(_much_asked(rows, rules))]
    return Preview(
        held_back=sum(told),
        people=sum(held > 0 for held in told),
        asks=rows.filter(at__gte=since).count(),
    )


def _much_asked(rows: AskQuerySet, rules: Sequence[Ceiling]) -> Iterable[tuple[int, datetime, str]]:
    """The asks of those whose asks together outweigh a rule: nobody else's can be held back."""
    if not rules:
        return []
    weights = {
        f"weight{place}": Sum(
            Case(
                *(When(kind=kind, then=Value(weight)) for kind, weight in rule.weights.items()),
                default=Value(0),
                output_field=IntegerField(),
            )
        )
        for place, rule in enumerate(rules)
    }
    over = [Q(**{f"weight{place}__gt": rule.most}) for place, rule in enumerate(rules)]
    people = rows.values("person").annotate(**weights).filter(reduce(or_, over)).values("person")
    asks = rows.filter(person__in=people).order_by("person", "at")
    return asks.values_list("person", "at", "kind").iterator(2000)


def preview_of_all() -> tuple[Preview, Answer]:
    """Return what all rules together would have held back, as it was last reckoned of them."""
    rules = [[one.most, one.days, dict(one.weights)] for one in ceilings()]
    told = answer(PREVIEW, {"rules": rules})
    return Preview(**told.value), told


def reckon_preview(about: About) -> dict[str, Any]:
    """Answer the question of what some rules would have held back."""
    rules = [Ceiling("", most, days, weights, date.min) for most, days, weights in about["rules"]]
    return asdict(preview(rules))


def asks_watermark() -> str:
    """Return a text that changes when asks are planned, made, called off or dropped.

    Rooms call off by themselves without a line in the audit trail: that shows within the hour.
    """
    return f"{timezone.now():%H}.{audit_watermark()}.{newest(Ask.objects.all())}"


def _by_person(rows: Iterable[tuple[int, datetime, str]]) -> Iterator[list[Asked]]:
    for _person, own in groupby(rows, key=lambda row: row[0]):
        yield [Asked(at, kind) for _key, at, kind in own]
