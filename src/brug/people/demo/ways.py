"""Through what the fictional people came: campaigns, and the sources and media that led there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random

from brug.kernel.access.actor import Actor
from brug.people.demo.seasons import walk_day
from brug.people.services import campaigns
from brug.people.services.attribution import Came, find_or_make

_SOURCES = (
    (30, "newsletter", "email"),
    (16, "facebook", "social"),
    (12, "instagram", "social"),
    (9, "search", "organic"),
    (8, "friend", "referral"),
    (6, "whatsapp", "referral"),
    (5, "flyer", "print"),
    (5, "street", "face-to-face"),
    (4, "partner", "referral"),
    (3, "press", "earned"),
)
_UNKNOWN = 0.22


@dataclass
class Ways:
    """Keys of attributions, by campaign; '' holds those without one."""

    by_campaign: dict[str, list[int]] = field(default_factory=dict)
    weights: Sequence[int] = tuple(weight for weight, _source, _medium in _SOURCES)

    def of_gift(self, random: Random, at: datetime) -> int | None:
        """The way of a gift: the year-end appeal in November and December."""
        return self._draw(random, f"year-end-{at.year}" if at.month >= 11 else "")

    def of_walk(self, random: Random, at: datetime) -> int | None:
        """The way of a walker or sponsor."""
        return self._draw(random, f"refugee-walk-{at.year}")

    def of_action(self, random: Random, at: datetime) -> int | None:
        """The way of an online action."""
        months = {2: "choose-solidarity", 3: "choose-solidarity", 4: "choose-solidarity"}
        months |= {6: "world-refugee-day", 12: "warm-winter"}
        name = months.get(at.month)
        return self._draw(random, f"{name}-{at.year}" if name else "")

    def _draw(self, random: Random, campaign: str) -> int | None:
        if random.random() < _UNKNOWN:
            return None
        keys = self.by_campaign.get(campaign) or self.by_campaign[""]
        return random.choices(keys, self.weights)[0]


def make_ways(actor: Actor, today: date) -> Ways:
    """Make the campaigns of four years and the attributions through them."""
    ways = Ways({"": _attributions("")})
    for year in range(today.year - 3, today.year + 1):
        walk = walk_day(year)
        for code, name, starts, ends, cost in (
            ("refugee-walk", "Refugee Walk", date(year, 7, 1), walk, 28_000),
            ("year-end", "Eindejaarscampagne", date(year, 11, 1), date(year, 12, 31), 19_500),
            ("choose-solidarity", "Kies Solidair", date(year, 2, 15), date(year, 4, 15), 9_000),
            ("world-refugee-day", "Werelddag", date(year, 6, 1), date(year, 6, 30), 6_500),
            ("warm-winter", "Warme winter", date(year, 12, 1), date(year, 12, 31), 4_000),
        ):
            if starts > today:
                continue
            full = f"{code}-{year}"
            campaigns.make_campaign(
                actor=actor,
                code=full,
                name=f"{name} {year}",
                starts_on=starts,
                ends_on=ends,
                cost=Decimal(cost),
            )
            ways.by_campaign[full] = _attributions(full)
    return ways


def _attributions(campaign: str) -> list[int]:
    found = [find_or_make(Came(source, medium, campaign)) for _w, source, medium in _SOURCES]
    return [attribution.pk for attribution in found if attribution]
