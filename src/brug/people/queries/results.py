"""What campaigns and channels brought: people, new ones, acts, euros."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import md5

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import TruncMonth

from brug.kernel.access.actor import Actor
from brug.kernel.money import to_cents
from brug.kernel.periods import Period
from brug.people.enums import GIVING_KINDS
from brug.people.models import Campaign, Engagement
from brug.people.queries.watermarks import journal_watermark

_A_DAY = 24 * 60 * 60  # seconds
Rows = QuerySet[Engagement]


@dataclass(frozen=True)
class Result:
    """What came through one way: people, acts, euro; of the people, who was new and new donors."""

    label: tuple[str, ...]
    people: int
    acts: int
    euro: Decimal
    new_people: int = 0
    new_donors: int = 0


@dataclass(frozen=True)
class Worth:
    """What a campaign brought beside what it cost, in euro; None where that cannot be said.

    ``per_euro`` is what came in for each euro spent; ``per_donor`` what a new donor cost.
    """

    euro: Decimal
    cost: Decimal
    new_donors: int

    @property
    def per_euro(self) -> Decimal | None:
        """Euro that came in for each euro of cost."""
        return to_cents(self.euro / self.cost) if self.cost else None

    @property
    def per_donor(self) -> Decimal | None:
        """Cost in euro of each new donor."""
        return to_cents(self.cost / self.new_donors) if self.new_donors and self.cost else None


def acts_through(
    actor: Actor, campaign: Campaign | None = None, period: Period | None = None
) -> Rows:
    """Return the acts that came through a campaign, or through any known way."""
    rows = Engagement.objects.counted_for(actor).order_by()
    if period:
        rows = rows.within(period)
    if campaign:
        return rows.filter(attribution__in=campaign.attributions.order_by().values("pk"))
    return rows.filter(attribution__isnull=False)


@dataclass(frozen=True)
class Brought:
    """Everything that a page of results tells."""

    total: Result
    channels: list[Result]
    kinds: list[Result]
    regions: list[Result]
    campaigns: list[Result]
    months: list[tuple[str, int]]


def brought(actor: Actor, campaign: Campaign | None, period: Period) -> Brought:
    """Return what came through a campaign, or through any known way.

    Reckoned once for all who see the same regions, and kept while the journal stands.
    """
    bound = actor.working_regions
    scope = "all" if bound is None else sorted(bound)
    parts = f"{campaign.pk if campaign else 0}.{period}.{scope}.{journal_watermark()}"
    key = f"people.results.{md5(parts.encode(), usedforsecurity=False).hexdigest()}"
    found: Brought | None = cache.get(key)
    if found is None:
        found = _reckoned(acts_through(actor, campaign, period))
        cache.set(key, found, _A_DAY)
    return found


def _reckoned(rows: Rows) -> Brought:
    return Brought(
        total=whole(rows),
        channels=by(rows, *CHANNEL),
        kinds=by(rows, *KIND),
        regions=by(rows, *REGION),
        campaigns=by(rows, *EVERY_CAMPAIGN),
        months=by_month(rows),
    )


def _news(rows: Rows) -> tuple[Rows, Rows]:
    """The acts that were somebody's first, and the gifts that were somebody's first."""
    earlier = Engagement.objects.order_by().filter(
        person=OuterRef("person"), occurred_at__lt=OuterRef("occurred_at")
    )
    gifts = rows.filter(kind__in=GIVING_KINDS)
    return (
        rows.filter(~Exists(earlier)),
        gifts.filter(~Exists(earlier.filter(kind__in=GIVING_KINDS))),
    )


def whole(rows: Rows) -> Result:
    """Return everything together."""
    return next(iter(by(rows)), Result((), 0, 0, Decimal(0)))


def by(rows: Rows, *names: str) -> list[Result]:
    """Return the results by some fields of the acts, most people first; by none: one in all."""
    people = Count("person", distinct=True)
    first, gave = (_people_by(part, names) for part in _news(rows))
    if not names:
        told = rows.aggregate(people=people, acts=Count("pk"), euro=Sum("amount"))
        groups = [{**told}]
    else:
        groups = list(
            rows.values(*names).annotate(people=people, acts=Count("pk"), euro=Sum("amount"))
        )
    found = []
    for group in groups:
        label = tuple(str(group[name] or "") for name in names)
        found.append(
            Result(
                label=label,
                people=group["people"],
                acts=group["acts"],
                euro=to_cents(Decimal(str(group["euro"] or 0))),
                new_people=first.get(label, 0),
                new_donors=gave.get(label, 0),
            )
        )
    return sorted(found, key=lambda one: (-one.people, one.label))


def _people_by(rows: Rows, names: Sequence[str]) -> dict[tuple[str, ...], int]:
    people = Count("person", distinct=True)
    if not names:
        return {(): rows.aggregate(people=people)["people"]}
    return {
        tuple(str(group[name] or "") for name in names): group["people"]
        for group in rows.values(*names).annotate(people=people)
    }


def by_month(rows: Rows) -> list[tuple[str, int]]:
    """Return how many acts there were in each month, oldest first."""
    months = rows.annotate(month=TruncMonth("occurred_at")).values("month")
    found = months.annotate(acts=Count("pk")).order_by("month")
    return [(f"{row['month']:%Y-%m}", row["acts"]) for row in found]


CHANNEL = ("attribution__source", "attribution__medium")
REGION = ("region__working_region__name_nl",)
KIND = ("kind",)
# With the code: two campaigns may bear one name.
EVERY_CAMPAIGN = ("attribution__campaign__name", "attribution__campaign__code")
