"""A restore that is killed has either not happened, or the next command finishes it."""

from pathlib import Path

import pytest

from tests.kernel.killing.conftest import POSTGRES, MakeHouse
from tests.kernel.killing.house import House

# The houses copy the database that pytest made, and use it alone.
pytestmark = pytest.mark.django_db
LAID = ("brug.web.backups.restoring:_make_draft", "after", 1)
HELD = ("brug.web.backups.restoring:_hold_mails", "after", 1)
DECLARED = ("brug.web.backups.swap:declare_whole", "after", 1)
TABLES_SWAPPED = ("brug.web.backups.schemas:put_in_place", "after", 1)
FIRST_ASIDE = ("brug.web.backups.swap:_move", "after", 1)
ALL_ASIDE = ("brug.web.backups.swap:_move_aside", "after", 1)
ALL_MOVED_IN = ("brug.web.backups.swap:_move_in", "after", 1)
DONE = ("brug.web.backups.swap:finish", "after", 1)


def what_is_there(house: House, folder: Path) -> tuple[set[str], str]:
    """The notes in the database, and what stands in a file."""
    notes = {name for (name,) in house.rows("SELECT name FROM kernel_practice")}
    return notes, (folder / "files" / "note.txt").read_text()


NEVER_WAS = ({"before", "since"}, "since")
HAS_BEEN = ({"before"}, "before")


@pytest.mark.parametrize(
    ("point", "outcome"),
    [
        (LAID, NEVER_WAS),
        (HELD, NEVER_WAS),
        (DECLARED, HAS_BEEN),
        pytest.param(
            TABLES_SWAPPED,
            HAS_BEEN,
            marks=pytest.mark.skipif(not POSTGRES, reason="SQLite's tables are a file"),
        ),
        (FIRST_ASIDE, HAS_BEEN),
        (ALL_ASIDE, HAS_BEEN),
        (ALL_MOVED_IN, HAS_BEEN),
        (DONE, HAS_BEEN),
    ],
    ids=["laid", "held", "declared", "tables swapped", "first aside", "aside", "moved in", "done"],
)
def test_a_restore_killed_at_any_point_is_whole_after_the_next_command(
    make_house: MakeHouse,
    tmp_path: Path,
    point: tuple[str, str, int],
    outcome: tuple[set[str], str],
) -> None:
    house = make_house()
    backup = str(tmp_path.with_name(f"{tmp_path.name}-backup.tar.gz"))
    note = tmp_path / "files" / "note.txt"
    note.parent.mkdir()
    note.write_text("before")
    house.call("leave_note", name="before")
    house.call("back_up", target=backup)
    house.call("leave_note", name="since")
    note.write_text("since")
    dying, _ = house.start("restore", kill_at=point, source=backup)
    house.await_end(dying)
    house.call("call_any_command")
    assert what_is_there(house, tmp_path) == outcome
    # A restore that died is in nobody's way.
    house.call("restore", source=backup)
    assert what_is_there(house, tmp_path) == HAS_BEEN
