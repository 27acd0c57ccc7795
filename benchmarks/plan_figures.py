"""All indicators, five years and all regions over a million engagements, against SQL by hand.

The plan has the example's 37 indicators. Three count people over a rolling window, the others count
engagements of some kinds. The floor asks the same of the database in statements that somebody
skilled would write: what adds up once for all years and regions, people once for each year and once
more by region.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

ENGAGEMENTS = int(os.environ.get("ENGAGEMENTS", "1000000"))
FOLDER = Path("data/bench") / f"acts-{ENGAGEMENTS}"
os.environ.setdefault("BRUG_DATA_DIR", str(FOLDER))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
sys.path.insert(0, "src")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benchmarks.result import Result, cpu_ms, wall_ms  # noqa: E402
from brug.kernel.access.actor import Actor  # noqa: E402
from brug.kernel.models import Region, RegionKind  # noqa: E402
from brug.people.models import Contact, Engagement  # noqa: E402
from brug.plan.document.emit import OneLine, dump  # noqa: E402
from brug.plan.figures.shelf import Shelf  # noqa: E402
from brug.plan.models import Figure, Plan  # noqa: E402
from brug.plan.queries.status import Reading  # noqa: E402
from brug.plan.rules.freshness import PAGE  # noqa: E402
from brug.plan.services import import_plan  # noqa: E402

FIRST, LAST = 2022, 2026
PEOPLE = 60_000
KINDS = ["gift", "sponsored", "walked", "volunteered", "online_action", "signed_up", "attended"]
FLOWS = [pair for size in (1, 2, 3) for pair in combinations(KINDS, size)][:34]
WINDOWS = [["gift", "sponsored", "walked", "volunteered", "online_action"],
           ["gift", "sponsored"], ["online_action"]]  # fmt: skip
AS_OF = date(LAST, 12, 31)


def plan_file() -> bytes:
    """A plan of 37 indicators over those years."""
    rows = [
        {"id": f"A{number}", "what": f"flow {number}", "target": 1000, "every": "year",
         "measure": "people.engagements", "filters": {"kinds": ",".join(kinds)}}
        for number, kinds in enumerate(FLOWS)
    ]  # fmt: skip
    rows += [
        {"id": "B0", "what": "a", "target": 75000, "by": LAST, "measure": "people.sympathisers"},
        {"id": "B1", "what": "b", "target": 30000, "by": LAST, "measure": "people.donors"},
        {"id": "B2", "what": "c", "target": 9000, "by": LAST, "measure": "people.sympathisers",
         "filters": {"kinds": "online_action"}},
    ]  # fmt: skip
    objective = {"title": "All", "indicators": [OneLine(row) for row in rows]}
    period = OneLine(first=FIRST, last=LAST)
    return dump({"period": period, "objectives": {"SD1": objective}}).encode()


def prepare() -> Plan:
    """The database with its engagements; made once and kept."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    if Engagement.objects.count() < ENGAGEMENTS:
        _fill()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    import_plan(actor=Actor.system("benchmark"), data=plan_file(), file_name="benchmark.yaml")
    return Plan.objects.get(slug=f"{FIRST}-{LAST}")


def _fill() -> None:
    random = Random(1)
    municipalities = list(_regions())
    Contact.objects.bulk_create(
        (Contact(first_name="Ada", last_name=f"Voorbeeld {n}", region=random.choice(municipalities))
         for n in range(PEOPLE)), batch_size=2000,
    )  # fmt: skip
    people = list(Contact.objects.values_list("pk", "region_id"))
    start = datetime(FIRST, 1, 1, 12, tzinfo=UTC)
    days = (date(LAST, 12, 31) - date(FIRST, 1, 1)).days
    for _batch in range(0, ENGAGEMENTS, 20_000):
        chosen = (random.choice(people) for _ in range(20_000))
        Engagement.objects.bulk_create(
            [
                Engagement(
                    person_id=person, region_id=region, kind=random.choice(KINDS),
                    occurred_at=start + timedelta(days=random.randrange(days)),
                )
                for person, region in chosen
            ],
            batch_size=2000,
        )  # fmt: skip


def _regions() -> Iterator[Region]:
    country = Region.objects.filter(code="bench").first() or Region.add_root(
        code="bench", kind=RegionKind.COUNTRY, name_nl="Land"
    )
    for number in range(5):
        working = country.add_child(
            code=f"bench-{number}", kind=RegionKind.WORKING_REGION, name_nl=f"Regio {number}"
        )
        working.working_region = working
        working.save()
        for town in range(60):
            yield working.add_child(
                code=f"bench-{number}-{town}", kind=RegionKind.MUNICIPALITY,
                name_nl=f"Stad {number} {town}", working_region=working,
            )  # fmt: skip
        country.refresh_from_db()


def by_hand() -> None:
    """The same aggregates in SQL."""
    with connection.cursor() as cursor:
        for kinds in FLOWS:
            cursor.execute(_flow_sql(kinds), _bounds(FIRST, LAST))
            cursor.fetchall()
        for kinds in WINDOWS:
            for year in range(FIRST, LAST + 1):
                for statement in _window_sql(kinds):
                    cursor.execute(statement, _bounds(year, year))
                    cursor.fetchall()


def _bounds(first: int, last: int) -> list[datetime]:
    return [datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)]


def _flow_sql(kinds: tuple[str, ...]) -> str:
    year = (
        "strftime('%%Y', e.occurred_at)"
        if connection.vendor == "sqlite"
        else "extract(year from e.occurred_at)"
    )
    return (
        f"SELECT {year}, r.working_region_id, count(*) FROM people_engagement e "
        "LEFT JOIN kernel_region r ON r.id = e.region_id "
        f"WHERE e.kind IN ({_quoted(kinds)}) AND e.occurred_at >= %s AND e.occurred_at < %s "
        "GROUP BY 1, 2"
    )


def _window_sql(kinds: list[str]) -> list[str]:
    where = f"WHERE e.kind IN ({_quoted(kinds)}) AND e.occurred_at >= %s AND e.occurred_at < %s"
    whole = f"SELECT count(DISTINCT e.person_id) FROM people_engagement e {where}"
    by_region = (
        "SELECT r.working_region_id, count(DISTINCT e.person_id) FROM people_engagement e "
        f"LEFT JOIN kernel_region r ON r.id = e.region_id {where} GROUP BY 1"
    )
    return [whole, by_region]


def _quoted(kinds: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"'{kind}'" for kind in kinds)


def by_plan(plan: Plan) -> None:
    """Everything the plan's dashboards need of these years, taken anew and put on the shelf."""
    Figure.objects.all().delete()
    reading = Reading(plan, range(FIRST, LAST + 1), AS_OF, shelf=Shelf())
    for region in (None, *reading.regions):
        for year in reading.years:
            reading.of_year(year, region)


def from_shelf(plan: Plan) -> None:
    """The plan's page: one year, read from the shelf."""
    Reading(plan, [LAST], AS_OF, shelf=Shelf(PAGE, region_key=0)).of_year(LAST)


def main() -> list[Result]:
    """Measure and print."""
    plan = prepare()
    # SQLite works in this process: its CPU time is not disturbed by what else the machine does.
    timed = cpu_ms if connection.vendor == "sqlite" else wall_ms
    floor = timed(by_hand, times=3, warm=1)
    taken = timed(lambda: by_plan(plan), times=3, warm=1)
    print(Result(f"37 indicators x 5 years x 5 regions, {ENGAGEMENTS} acts", taken, floor, 1.5))
    page = cpu_ms(lambda: from_shelf(plan), times=20, warm=3)
    print(f"     the plan's page reads its figures from the shelf in {page:.1f} ms")
    return [Result("plan figures", taken, floor, 1.5)]


if __name__ == "__main__":
    main()
