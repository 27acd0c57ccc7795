"""Run as a program: import a plan again and again, each time killed a little later.

Usage: kill_points.py FILE. Each import runs in a process of its own that kills itself with
SIGKILL before its n-th statement to the database. Prints, as JSON, the rows that are left after
each kill, and those after an import that lived.
"""

import json
import os
import signal
import sys
from pathlib import Path

import django

django.setup()

from django.db import connection, connections  # noqa: E402 - Django must be up

from brug.kernel.access.actor import Actor  # noqa: E402
from brug.kernel.models import Practice  # noqa: E402
from brug.plan.models import Binding, Indicator, Objective, Plan, PlanVersion  # noqa: E402
from brug.plan.services import import_plan  # noqa: E402

MODELS = (Plan, PlanVersion, Objective, Indicator, Binding, Practice)


def rows() -> dict[str, int]:
    counts = {model.__name__: model.objects.count() for model in MODELS}
    connections.close_all()
    return counts


def import_until(data: bytes, deadly: int | None, **more: bool) -> tuple[bool, int]:
    """Import in a child; tells whether it lived, and how many statements it made."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        count = 0

        def deadly_wrapper(execute, sql, params, many, context):
            nonlocal count
            count += 1
            if count == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(deadly_wrapper):
            import_plan(actor=Actor.system("kill test"), data=data, file_name="plan.yaml", **more)
        os.write(writing, str(count).encode())
        os._exit(0)
    os.close(writing)
    _pid, status = os.waitpid(child, 0)
    told = os.read(reading, 20)
    os.close(reading)
    return os.WIFEXITED(status), int(told or 0)


def main() -> None:
    data = Path(sys.argv[1]).read_bytes()
    before = rows()
    after_kills = []
    _lived, last = import_until(data, None, is_dry_run=True)
    for deadly in (1, 2, 5, last // 2, last - 5, last):
        lived, _count = import_until(data, deadly)
        after_kills.append({"deadly": deadly, "lived": lived, "rows": rows()})
    lived, count = import_until(data, None)
    whole = rows()
    told = {"before": before, "kills": after_kills, "lived": lived, "count": count, "whole": whole}
    print(json.dumps(told))  # noqa: T201 - the test reads it


main()
