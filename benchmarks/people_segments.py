"""Counts of segments over a million engagements, against SQL by hand.

Six shapes of five nested conditions each, from one that few fit to one of nots and sums. The floor
is a statement that somebody skilled would write for the same question on the same database; whole
answers are compared, so that both count the same.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

ENGAGEMENTS = int(os.environ.get("ENGAGEMENTS", "1000000"))
FOLDER = Path("data/bench") / f"segments-{ENGAGEMENTS}"
os.environ.setdefault("BRUG_DATA_DIR", str(FOLDER))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
sys.path.insert(0, "src")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.result import Result, beside  # noqa: E402
from benchmarks.segment_shapes import SHAPES, Shape  # noqa: E402
from brug.kernel.access.actor import Actor  # noqa: E402
from brug.kernel.bulk import insert_rows  # noqa: E402
from brug.kernel.models import Region  # noqa: E402
from brug.kernel.regions.services import load_regions  # noqa: E402
from brug.people.enums import Channel, ConsentState, EngagementKind  # noqa: E402
from brug.people.models import (  # noqa: E402
    Attribution,
    Campaign,
    Consent,
    Contact,
    EmailAddress,
    Engagement,
    Purpose,
)
from brug.people.queries.segments.compiling import members  # noqa: E402
from brug.people.queries.segments.values import check  # noqa: E402
from brug.people.rules.segments import parse  # noqa: E402

PEOPLE = 60_000
MOST_MS = 300
ACTOR = Actor.system("benchmark")


def prepare() -> None:
    """The database with its engagements; made once and kept."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    if Engagement.objects.count() < ENGAGEMENTS:
        with transaction.atomic():
            _fill(Random(1))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _fill(random: Random) -> None:
    load_regions(actor=ACTOR)
    towns = list(Region.objects.filter(kind="municipality").values_list("pk", flat=True))
    Contact.objects.bulk_create(
        (
            Contact(
                first_name="Ada",
                last_name=f"Voorbeeld {number}",
                sort_name=f"voorbeeld {number}",
                region_id=random.choice(towns),
                language=random.choices(["nl", "fr", "en"], [80, 15, 5])[0],
                birth_year=random.choice([None, random.randrange(1935, 2006)]),
                is_volunteer=random.random() < 0.08,
            )
            for number in range(PEOPLE)
        ),
        batch_size=2000,
    )
    people = list(Contact.objects.values_list("pk", "region_id"))
    _addresses(random, [key for key, _region in people])
    _acts(random, people)


def _addresses(random: Random, keys: list[int]) -> None:
    now = timezone.now()
    insert_rows(
        EmailAddress,
        ("contact_id", "address", "is_primary", "confirmed_at", "bounced_at"),
        (
            (key, f"{key}@example.org", True, now, now if random.random() < 0.03 else None)
            for key in keys
            if random.random() < 0.9
        ),
    )
    news = Purpose.objects.get(code="news").pk
    states = [ConsentState.GIVEN.value, ConsentState.WITHDRAWN.value, ConsentState.ASKED.value]
    insert_rows(
        Consent,
        ("person_id", "purpose_id", "channel", "address", "state", "since"),
        (
            (key, news, Channel.EMAIL.value, "", random.choices(states, [85, 10, 5])[0], now)
            for key in keys
            if random.random() < 0.6
        ),
    )


def _acts(random: Random, people: list[tuple[int, int]]) -> None:
    campaign = Campaign.objects.create(code="winter", name="Winter")
    rare = Attribution.objects.create(source="flyer", medium="print", campaign=campaign).pk
    ways = [
        Attribution.objects.create(source=source, medium="email").pk
        for source in ("news", "friend")
    ]
    kinds = [kind.value for kind in EngagementKind]
    weights = [20, 12, 4, 10, 30, 8, 8, 5, 2, 1]
    start = datetime.now(UTC) - timedelta(days=5 * 365)

    def rows():
        for _number in range(ENGAGEMENTS):
            person, region = random.choice(people)
            kind = random.choices(kinds, weights)[0]
            amount = random.choice((5, 10, 25, 40, 100)) if kind in {"gift", "sponsored"} else None
            way = rare if random.random() < 0.001 else random.choice((None, *ways))
            at = start + timedelta(minutes=random.randrange(5 * 365 * 1440))
            euro = None if amount is None else Decimal(amount)
            yield person, kind, at, region, None, way, euro, None

    insert_rows(
        Engagement,
        (
            "person_id", "kind", "occurred_at", "region_id", "practice_id", "attribution_id",
            "amount", "record",
        ),
        rows(),
    )  # fmt: skip


def asked_by_us(shape: Shape) -> Callable[[], int]:
    """The count as the desk takes it: tree read, checked, compiled and asked."""
    return lambda: members(ACTOR, parse(shape.tree, check)).count()


def asked_by_hand(shape: Shape, today: date) -> Callable[[], int]:
    """The same question in SQL."""
    sql, values = shape.sql(today)

    def ask() -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return int(cursor.fetchone()[0])

    return ask


def main() -> list[Result]:
    """Measure and print."""
    prepare()
    # SQLite works in this process: its CPU time is not disturbed by what else the machine does.
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    results = []
    for shape in SHAPES:
        ours, hand = asked_by_us(shape), asked_by_hand(shape, timezone.localdate())
        if ours() != hand():
            raise SystemExit(f"{shape.name}: {ours()} is not {hand()}")
        taken, floor = beside(ours, hand, times=15, clock=clock)
        results.append(Result(f"{shape.name} ({hand()})", taken, floor, 1.2))
        late = "" if taken <= MOST_MS else f"  OVER {MOST_MS} ms"
        print(f"{results[-1]}{late}", flush=True)
    return results


if __name__ == "__main__":
    main()
