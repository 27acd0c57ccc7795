"""What campaigns and channels brought: people, new ones, acts, euros."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import TruncMonth

from brug.kernel.access.actor import Actor
from brug.kernel.money import to_cents
from brug.kernel.periods import Period
from brug.people.enums import GIVING_KINDS
from brug.people.models import Campaign, Engagement

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


def reckoned(rows: Rows) -> Brought:
    """Return everything about some acts."""
    news = _news(rows)
    return Brought(
        total=whole(rows, news),
        channels=by(rows, *CHANNEL, news=news),
        kinds=by(rows, *KIND, news=news),
        regions=by(rows, *REGION, news=news),
        campaigns=by(rows, *EVERY_CAMPAIGN, news=news),
        months=by_month(rows),
    )


@dataclass(frozen=True)
class News:
    """The acts that were somebody's first, and the gifts that were somebody's first."""

    acts: Sequence[dict[str, object]]
    gifts: Sequence[dict[str, object]]


def _news(rows: Rows) -> News:
    """Find them once for all ways of dividing: each act is held against all its person did."""
    earlier = Engagement.objects.order_by().filter(
        person=OuterRef("person"), occurred_at__lt=OuterRef("occurred_at")
    )
    gifts = rows.filter(kind__in=GIVING_KINDS)
    names = ("person", *CHANNEL, *KIND, *REGION, *EVERY_CAMPAIGN)
    return News(
        acts=list(rows.filter(~Exists(earlier)).values(*names)),
        gifts=list(gifts.filter(~Exists(earlier.filter(kind__in=GIVING_KINDS))).values(*names)),
    )


def whole(rows: Rows, news: News | None = None) -> Result:
    """Return everything together."""
    return next(iter(by(rows, news=news)), Result((), 0, 0, Decimal(0)))


def by(rows: Rows, *names: str, news: News | None = None) -> list[Result]:
    """Return the results by some fields of the acts, most people first; by none: one in all."""
    known = news or _news(rows)
    first, gave = (_people_by(part, names) for part in (known.acts, known.gifts))
    told = {"people": Count("person", distinct=True), "acts": Count("pk"), "euro": Sum("amount")}
    groups = rows.values(*names).annotate(**told) if names else [rows.aggregate(**told)]
    found = []
    for group in groups:
        label = _label(group, names)
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


def _people_by(
    acts: Iterable[dict[str, object]], names: Sequence[str]
) -> dict[tuple[str, ...], int]:
    people: dict[tuple[str, ...], set[object]] = defaultdict(set)
    for act in acts:
        people[_label(act, names)].add(act["person"])
    return {label: len(found) for label, found in people.items()}


def _label(row: dict[str, object], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row[name] or "") for name in names)


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
