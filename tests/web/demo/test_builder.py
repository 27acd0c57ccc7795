"""The demo appears whole or not at all, however often its building is killed."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

# The tables are copied from a database where the migrations ran: tests/ops/test_demo.py lays them.
_BUILD = """
import django
django.setup()
from django.db import connection
from brug.web.demo import NotADemo, build, built_size, builder
from tests.migrated import copy_into
def lay_tables(command, **_):
    assert command == "migrate"
    connection.ensure_connection()
    copy_into(connection)
builder.call_command = lay_tables
try:
    print("built", build(size="small", say=lambda line: print(line, flush=True)), built_size())
except NotADemo as refusal:
    print("refused:", refusal)
"""


def start(folder: Path) -> subprocess.Popen[str]:
    """A process that builds the demo in a folder and prints its steps."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "brug.web.settings",
        "BRUG_MODE": "demo",
        "BRUG_DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "REDIS_URL": "",
    }
    return subprocess.Popen(
        [sys.executable, "-c", _BUILD], env=environment, stdout=subprocess.PIPE, text=True
    )


def build(folder: Path) -> str:
    """The last line of a build that runs to its end."""
    with start(folder) as process:
        output, _errors = process.communicate(timeout=300)
    assert process.returncode == 0
    return output.strip().splitlines()[-1]


def test_a_killed_build_leaves_nothing_and_the_next_one_completes(tmp_path: Path) -> None:
    with start(tmp_path) as process:
        assert process.stdout
        assert any("who belongs where" in line for line in process.stdout)
        process.kill()
    assert not (tmp_path / "brug.sqlite3").exists()
    assert build(tmp_path) == "built True small"
    with sqlite3.connect(tmp_path / "brug.sqlite3") as database:
        (users,) = database.execute("SELECT count(*) FROM kernel_user").fetchone()
    assert users == 17
    assert not list(tmp_path.glob("*.draft*"))
    assert build(tmp_path) == "built False small"
    _data_that_no_demo_made_stays(tmp_path)


def _data_that_no_demo_made_stays(folder: Path) -> None:
    """Take away the mark of the demo: what is left could be anybody's."""
    with sqlite3.connect(folder / "brug.sqlite3") as database:
        database.execute("DELETE FROM wagtailcore_modellogentry WHERE action = 'web.demo_built'")
    assert build(folder).startswith("refused: this database holds data")
    with sqlite3.connect(folder / "brug.sqlite3") as database:
        (users,) = database.execute("SELECT count(*) FROM kernel_user").fetchone()
        assert users == 17
        # Nor does it take somebody who can sign in: regions may be all that was loaded yet.
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute("DELETE FROM kernel_user")
    assert build(folder).startswith("refused: this database holds data")
