"""Imports as people do them: hand in, try or start, look at every row's fate."""

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.people.import_words import Profile, RunState
from brug.people.models import ImportRow, ImportRun
from brug.people.rules.imports.mapping import guess, read_mapping
from brug.people.services.imports import handing_in, steps
from brug.people.services.imports.folder import files_of
from brug.people.services.imports.profiles.choice import headings_of
from tests.factories.kernel import HOUSE

Bring = Callable[..., ImportRun]


def hand_in(
    *files: str | bytes | Path,
    profile: Profile = Profile.TABLE,
    actor: Actor = HOUSE,
    **options: Any,
) -> ImportRun:
    """Hand in and read files; a table's columns are guessed."""
    streams = []
    for number, content in enumerate(files):
        if isinstance(content, Path):
            streams.append((BytesIO(content.read_bytes()), content.name))
        else:
            raw = content.encode() if isinstance(content, str) else content
            streams.append((BytesIO(raw), f"list{number}.csv"))
    run = handing_in.keep_files(actor=actor, files=streams, profile=profile)
    mapping = None
    if profile is Profile.TABLE:
        columns = guess(headings_of(files_of(run)[0]))
        mapping = read_mapping({"columns": columns, "options": {"source": "list", **options}})
    return handing_in.read_files(actor=actor, run=run, profile=profile, mapping=mapping)


def bring(*files: str | bytes | Path, is_trial: bool = False, **more: Any) -> ImportRun:
    """Import files to the end, or try them."""
    run = hand_in(*files, **more)
    step = steps.try_import if is_trial else steps.start_import
    step(actor=more.get("actor", HOUSE), run_id=run.pk)
    jobs.drain()
    run.refresh_from_db()
    assert run.state == (RunState.TRIED if is_trial else RunState.DONE)
    return run


def fates(run: ImportRun) -> list[tuple[int, str, str]]:
    """Line, fate and reason of each row, by line."""
    rows = ImportRow.objects.filter(run=run).order_by("line", "pk")
    return list(rows.values_list("line", "fate", "reason"))


def totals(run: ImportRun) -> Counter[str]:
    """How many rows have each fate."""
    found: Counter[str] = Counter()
    for counts in run.counts.values():
        found.update(counts)
    return found


@pytest.fixture
def civicrm(shared_dir: Path) -> list[Path]:
    """The sample database of CiviCRM: its schema and its data."""
    folder = shared_dir / "data" / "civicrm" / "sql"
    if not folder.is_dir():
        pytest.skip("no sample of CiviCRM")
    return [folder / "civicrm.mysql", folder / "civicrm_generated.mysql"]


@pytest.fixture
def civicrm_csv(shared_dir: Path) -> list[Path]:
    """The same sample as exports."""
    found = sorted((shared_dir / "data" / "civicrm" / "csv").glob("*.csv"))
    if not found:
        pytest.skip("no exports of CiviCRM")
    return found
