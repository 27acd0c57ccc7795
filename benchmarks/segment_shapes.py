"""Segments to measure: trees of five conditions, and the SQL of a skilled hand for each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from brug.kernel.periods import Period

Json = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """A tree, and its hand-written statement with values, given today."""

    name: str
    tree: Json
    sql: Callable[[date], tuple[str, list[Any]]]


def did(how: str = "at_least", times: int = 1, **values: Any) -> Json:
    """Somebody did something so often."""
    return {"is": "people.did", "with": {"how": how, "times": times, **values}}


def leaf(name: str, **values: Any) -> Json:
    """Return a condition."""
    return {"is": f"people.{name}", "with": values}


def back(today: date, months: int) -> datetime:
    """Return the moment so many months before the end of today."""
    return Period.months_until(today, months).instants()[0]


def until(today: date) -> datetime:
    """Return the end of today."""
    return Period.months_until(today, 1).instants()[1]


NEWS = leaf("consent", purpose="news", channel="email", state="given")
GIVING = ["gift", "sponsored"]
ACTS = "SELECT 1 FROM people_engagement e WHERE e.person_id = c.id"
AGREED = (
    "EXISTS (SELECT 1 FROM people_consent k JOIN people_purpose p ON p.id = k.purpose_id "
    "WHERE k.person_id = c.id AND p.code = 'news' AND k.channel = 'email' AND k.state = 'given')"
)
LIVES = (
    "c.region_id IN (SELECT id FROM kernel_region WHERE path LIKE "
    "(SELECT path FROM kernel_region WHERE code = 'OVL') || '%%')"
)
FROM = "SELECT count(*) FROM people_contact c WHERE c.anonymised_at IS NULL AND "


def many(today: date) -> tuple[str, list[Any]]:
    """Sympathisers with consent, two out of three of all."""
    where = (
        f"EXISTS ({ACTS} AND e.kind IN ('gift','sponsored','walked','volunteered','online_action') "
        f"AND e.occurred_at >= %s AND e.occurred_at < %s) AND {AGREED} AND (c.language = 'nl' OR "
        f"c.is_volunteer) AND NOT EXISTS ({ACTS} AND e.kind = 'asked' AND e.occurred_at >= %s "
        "AND e.occurred_at < %s)"
    )
    end = until(today)
    return FROM + where, [back(today, 12), end, back(today, 3), end]


def lapsed(today: date) -> tuple[str, list[Any]]:
    """Donors who stopped, in one province."""
    where = (
        f"EXISTS ({ACTS} AND e.kind IN ('gift','sponsored')) AND NOT EXISTS ({ACTS} AND e.kind IN "
        f"('gift','sponsored') AND e.occurred_at >= %s AND e.occurred_at < %s) AND ({AGREED} OR "
        "EXISTS (SELECT 1 FROM people_emailaddress m WHERE m.contact_id = c.id AND "
        f"m.confirmed_at IS NOT NULL)) AND {LIVES}"
    )
    return FROM + where, [back(today, 18), until(today)]


def often(today: date) -> tuple[str, list[Any]]:
    """Who gave three times and a hundred euro."""
    bounds = [back(today, 24), until(today)]
    often_sql = (
        "SELECT person_id FROM people_engagement WHERE kind IN ('gift','sponsored') AND "
        "occurred_at >= %s AND occurred_at < %s GROUP BY person_id HAVING {}"
    )
    if connection.vendor == "sqlite":
        inside = (
            "FROM people_engagement e WHERE e.person_id = c.id AND e.occurred_at >= %s AND "
            "e.occurred_at < %s AND e.kind IN ('gift','sponsored')"
        )
        counted = f"(SELECT count(*) {inside}) >= 3"
        summed = f"(SELECT sum(e.amount) {inside}) >= 100"
    else:
        counted = f"c.id IN ({often_sql.format('count(*) >= 3')})"
        summed = f"c.id IN ({often_sql.format('sum(amount) >= 100')})"
    where = (
        f"{counted} AND {summed} AND (c.birth_year < 1971 OR c.birth_year IS NULL) "
        f"AND NOT (c.language = 'fr') AND {AGREED}"
    )
    return FROM + where, bounds * 2


def rare(_today: date) -> tuple[str, list[Any]]:
    """Who gave through one small campaign."""
    # SQLite would read all gifts first; '+' keeps it from that index.
    kind = "+e.kind" if connection.vendor == "sqlite" else "e.kind"
    where = (
        "c.id IN (SELECT e.person_id FROM people_engagement e WHERE e.attribution_id IN "
        "(SELECT a.id FROM people_attribution a JOIN people_campaign k ON k.id = a.campaign_id "
        f"WHERE k.code = 'winter') AND {kind} = 'gift') AND (c.is_volunteer OR c.language = 'nl') "
        f"AND {AGREED} AND NOT EXISTS ({ACTS} AND e.kind = 'told_story')"
    )
    return FROM + where, []


def either(today: date) -> tuple[str, list[Any]]:
    """Alternatives over acts, with a not of a not."""
    end = until(today)
    where = (
        f"(EXISTS ({ACTS} AND e.kind = 'volunteered' AND e.occurred_at >= %s AND e.occurred_at "
        f"< %s) OR (EXISTS ({ACTS} AND e.kind = 'gift' AND e.occurred_at >= %s AND e.occurred_at "
        f"< %s) AND {LIVES}) OR NOT (EXISTS ({ACTS} AND e.occurred_at >= %s AND e.occurred_at < %s)"
        " OR c.language <> 'fr'))"
    )
    return FROM + where, [back(today, 6), end, back(today, 12), end, back(today, 24), end]


def nobody(today: date) -> tuple[str, list[Any]]:
    """Nothing but nots."""
    end = until(today)
    where = (
        f"NOT EXISTS ({ACTS} AND e.kind = 'gift') AND NOT EXISTS ({ACTS} AND e.kind = 'sponsored' "
        f"AND e.occurred_at >= %s AND e.occurred_at < %s) AND NOT (NOT EXISTS ({ACTS} AND e.kind = "
        f"'online_action' AND e.occurred_at >= %s AND e.occurred_at < %s) AND NOT c.is_volunteer) "
        f"AND NOT {AGREED}"
    )
    return FROM + where, [back(today, 36), end, back(today, 24), end]


def of(**root: Any) -> Json:
    """Return a tree."""
    return {"version": 1, **root}


SYMPATHY = ["gift", "sponsored", "walked", "volunteered", "online_action"]
SHAPES = (
    Shape(
        "many: sympathisers to mail",
        of(all=[did(kinds=SYMPATHY, months=12), NEWS,
                {"any": [leaf("language", languages=["nl"]), {"is": "people.volunteer"}]},
                {"none": [did(kinds=["asked"], months=3)]}]),
        many,
    ),
    Shape(
        "lapsed donors in a province",
        of(all=[did(kinds=GIVING), did("at_most", 0, kinds=GIVING, months=18),
                {"any": [NEWS, leaf("email", state="confirmed")]},
                leaf("region", regions=["OVL"])]),
        lapsed,
    ),
    Shape(
        "times and sums",
        of(all=[did(times=3, kinds=GIVING, months=24),
                leaf("gave", how="total", amount="100.00", kinds=GIVING, months=24),
                {"none": [leaf("birth_year", first=1971), leaf("language", languages=["fr"])]},
                NEWS]),
        often,
    ),
    Shape(
        "rare: one campaign",
        of(all=[did(kinds=["gift"], campaigns=["winter"]),
                {"any": [{"is": "people.volunteer"}, leaf("language", languages=["nl"])]},
                NEWS, {"none": [did(kinds=["told_story"])]}]),
        rare,
    ),
    Shape(
        "or over acts",
        of(any=[did(kinds=["volunteered"], months=6),
                {"all": [did(kinds=["gift"], months=12), leaf("region", regions=["OVL"])]},
                {"none": [did(months=24), {"none": [leaf("language", languages=["fr"])]}]}]),
        either,
    ),
    Shape(
        "nots within nots",
        of(none=[did(kinds=["gift"]), did(kinds=["sponsored"], months=36),
                 {"all": [{"none": [did(kinds=["online_action"], months=24)]},
                          {"none": [{"is": "people.volunteer"}]}]}, NEWS]),
        nobody,
    ),
)  # fmt: skip
