"""Hand in files: they are kept, read whole, and lie ready to be tried."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, BinaryIO

from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.tables import TableError
from brug.people.import_words import Profile, RunState
from brug.people.models import ImportRow, ImportRun
from brug.people.rules.imports.mapping import Mapping
from brug.people.rules.names import clean
from brug.people.services.imports.folder import (
    files_of,
    make_folder,
    put,
    remove_folder,
)
from brug.people.services.imports.profiles.base import Reader
from brug.people.services.imports.profiles.choice import likely_profile, profile_named
from brug.people.services.imports.spool import Spool
from brug.people.services.rights import require_everywhere

RIGHT = "people.import_contact"
_CIVICRM = {Profile.CIVICRM_SQL, Profile.CIVICRM_CSV}


def keep_files(
    *, actor: Actor, files: Iterable[tuple[BinaryIO, str]], profile: Profile | None = None
) -> ImportRun:
    """Keep files in the data folder, for nobody else to read; nothing is read yet.

    Without ``profile`` it is guessed from what the files look like.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
    """
    require_everywhere(actor, RIGHT)
    run = ImportRun(profile=profile or Profile.TABLE, by=actor.user)
    folder = make_folder(run)
    try:
        kept = [put(folder, n, stream, clean(name, 200)) for n, (stream, name) in enumerate(files)]
        run.files = [{"name": file.name, "size": file.path.stat().st_size} for file in kept]
        run.profile = profile or likely_profile(kept)
        run.source = "civicrm" if run.profile in _CIVICRM else "brug"
        with transaction.atomic():
            run.save()
            names = ", ".join(file.name for file in kept)
            audit.record(actor=actor, verb="people.import_handed_in", target=run, note=names)
    except BaseException:
        remove_folder(run)
        raise
    return run


def read_files(
    *, actor: Actor, run: ImportRun, profile: Profile, mapping: Mapping | None = None
) -> ImportRun:
    """Read the files of a run whole, by a profile; what was tried before is forgotten.

    This takes a moment for each ten thousand rows, so it is done before any transaction.

    Raises:
        PermissionDenied: the actor may not import contacts, or in some regions only.
        TableError: a file cannot be read as a table or dump.
        ValueError: a table without a mapping, or the run is past this.
    """
    require_everywhere(actor, RIGHT)
    if run.state not in {RunState.READY, RunState.TRIED}:
        raise ValueError("a run that began is not read anew")
    reading = profile_named(profile, mapping)
    reader = Reader()
    spool = Spool(make_or_find(run), fresh=True)
    try:
        counts = spool.fill(reading.lines(files_of(run), reader))
    finally:
        spool.close()
    run.profile = profile
    run.mapping = mapping.content if mapping else {}
    run.source = _source(run, mapping)
    known = set(reading.order(set(counts)))
    run.tables = {table: count for table, count in counts.items() if table in known}
    run.tables |= {table: asdict(tally) for table, tally in reader.tallies.items()}
    run.total = sum(told if isinstance(told, int) else told["rows"] for told in run.tables.values())
    run.state, run.place, run.counts, run.done = RunState.READY, {}, {}, 0
    with transaction.atomic():
        ImportRow.objects.filter(run=run).delete()
        run.save()
    return run


def make_or_find(run: ImportRun) -> Any:
    """Return the folder of a run whose files are there.

    Raises:
        TableError: they were deleted.
    """
    files = files_of(run)
    for file in files:
        if not file.path.exists():
            raise TableError(file.name, 0, "")
    return files[0].path.parent


def _source(run: ImportRun, mapping: Mapping | None) -> str:
    if run.profile in _CIVICRM:
        return (mapping.source if mapping else "") or "civicrm"
    if run.profile == Profile.BRUG:
        return "brug"
    named = (mapping.source if mapping else "") or run.files[0]["name"].rpartition(".")[0]
    return f"table:{named}"[:60]
