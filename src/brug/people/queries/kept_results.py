"""What campaigns and channels brought, kept between one look and the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from brug.kernel.access.actor import Actor
from brug.kernel.answers import answer
from brug.kernel.periods import Period, add_months, today
from brug.kernel.registries.questions import About, Gone
from brug.people.models import Campaign
from brug.people.queries.results import Brought, Result, acts_through, reckoned

QUESTION = "people.results"
_MONTHS_OF_CHANNELS = 12
_LONG_AGO = date(2000, 1, 1)


@dataclass(frozen=True)
class Kept:
    """What came through, when that was reckoned, and whether the journal stands as it was then."""

    brought: Brought
    at: datetime
    is_current: bool


def brought(
    actor: Actor,
    campaign: Campaign | None,
    since: date | None = None,
    until: date | None = None,
    *,
    exact: bool = False,
) -> Kept:
    """Return what came through a campaign, or through any known way, for who sees these regions.

    Without days: all that a campaign brought, or a year of all ways, until today. ``exact``: never
    what was reckoned before something changed.
    """
    bound = actor.working_regions
    about = {
        "campaign": campaign.pk if campaign else None,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "regions": None if bound is None else sorted(bound),
    }
    told = answer(QUESTION, about, exact=exact)
    return Kept(_read(told.value), told.at, told.is_current)


def reckon(about: About) -> dict[str, Any]:
    """Answer the question.

    Raises:
        Gone: the campaign is there no more.
    """
    campaign = Campaign.objects.filter(pk=about["campaign"]).first()
    if campaign is None and about["campaign"] is not None:
        raise Gone(f"campaign {about['campaign']}")
    bound = about["regions"]
    actor = Actor(label=QUESTION, working_regions=None if bound is None else frozenset(bound))
    rows = acts_through(actor, campaign, _period(about, campaign))
    return _plain(reckoned(rows))


def _period(about: About, campaign: Campaign | None) -> Period:
    start = _LONG_AGO if campaign else add_months(today(), -_MONTHS_OF_CHANNELS)
    since = date.fromisoformat(about["since"]) if about["since"] else start
    until = date.fromisoformat(about["until"]) if about["until"] else today()
    return Period(since, max(since, Period.months_until(until, 1).end))


def _plain(found: Brought) -> dict[str, Any]:
    return {
        "total": _row(found.total),
        "months": found.months,
        **{name: [_row(one) for one in getattr(found, name)] for name in _DIVIDED},
    }


_DIVIDED = ("channels", "kinds", "regions", "campaigns")


def _row(one: Result) -> list[Any]:
    return [list(one.label), one.people, one.acts, str(one.euro), one.new_people, one.new_donors]


def _read(told: dict[str, Any]) -> Brought:
    return Brought(
        total=_result(told["total"]),
        months=[(month, acts) for month, acts in told["months"]],
        **{name: [_result(row) for row in told[name]] for name in _DIVIDED},
    )


def _result(row: Sequence[Any]) -> Result:
    label, people, acts, euro, new_people, new_donors = row
    return Result(tuple(label), people, acts, Decimal(euro), new_people, new_donors)
