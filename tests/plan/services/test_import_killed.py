"""An import that is killed at any moment leaves nothing behind, and the next one works."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from brug.plan.document import to_yaml
from brug.plan.enums import IndicatorKind
from tests.plan.strategies import Indicator, Objective, PlanDocument, Text

PROGRAM = Path(__file__).parent / "kill_points.py"
ROOT = Path(__file__).parents[3]


def plan_bytes() -> bytes:
    """A plan of the size of a real one."""
    indicators = tuple(
        Indicator(code=f"SD1.{n}", what=Text(f"thing {n}"), kind=IndicatorKind.TREND)
        for n in range(1, 41)
    )
    top = Objective(code="SD1", title=Text("One"), indicators=indicators)
    return to_yaml(PlanDocument(first=2026, last=2030, objectives=(top,))).encode()


def database_url(tmp_path: Path) -> str:
    """A real database that another process can open: a copy of the test's tables, or PostgreSQL."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        copy = sqlite3.connect(tmp_path / "copy.sqlite3")
        connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{tmp_path / 'copy.sqlite3'}"
    own = connection.settings_dict
    login = f"{own['USER']}:{own['PASSWORD']}".rstrip(":")
    return f"postgres://{login}@{own['HOST']}:{own['PORT'] or 5432}/{own['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_a_kill_at_any_moment_leaves_nothing_half_imported(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_bytes(plan_bytes())
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "brug.web.settings",
        "DATABASE_URL": database_url(tmp_path),
        "BRUG_DATA_DIR": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }

    finished = subprocess.run(
        [sys.executable, "-W", "ignore", PROGRAM, file],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert finished.returncode == 0, finished.stderr
    told = json.loads(finished.stdout)
    assert [one["lived"] for one in told["kills"]] == [False] * 6
    for one in told["kills"]:
        assert one["rows"] == told["before"], f"killed at statement {one['deadly']}"
    assert told["lived"], "the next import works"
    assert told["whole"]["Indicator"] == 40
