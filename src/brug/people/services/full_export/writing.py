"""Write an export part by part; what a kill leaves half-written is cut off and written again."""

import csv
import os
import shutil
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils import timezone

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.tables.cells import neutralised
from brug.people.models import FullExport
from brug.people.rules.imports.export_tables import TABLES
from brug.people.services.full_export.tables import rows_after

BATCH = 2000
_MARK = "\ufeff"  # tells spreadsheets that the letters are UTF-8


def folder_of(export: FullExport) -> Path:
    """Return the folder of an export."""
    return Path(settings.DATA_DIR) / "exports" / str(export.public_id)


def file_of(export: FullExport) -> Path:
    """Return the file of an export."""
    return folder_of(export) / "everything.zip"


def remove_folder(export: FullExport) -> None:
    """Delete the files of an export; twice is once."""
    shutil.rmtree(folder_of(export), ignore_errors=True)


def remove_left_behind() -> None:
    """Delete the files of exports that count as gone, left by a halt just then."""
    base = Path(settings.DATA_DIR) / "exports"
    for export in FullExport.objects.exclude(gone_at=None):
        if (base / str(export.public_id)).exists():
            remove_folder(export)


def do_part(*, export_id: int) -> bool:
    """Write the next part, in the caller's transaction; return whether there is more."""
    export = FullExport.objects.select_for_update(of=("self",)).filter(pk=export_id).first()
    if export is None or not export.is_busy:
        return False
    tables = list(TABLES)
    place = {"phase": 0, "key": 0, "size": 0, "packed": 0, **export.place}
    if place["phase"] < len(tables):
        _write(export, tables[place["phase"]], place)
    else:
        _finish(export)
    export.place = place
    export.save(update_fields=["place", "done", "finished_at"])
    return export.is_busy


def _write(export: FullExport, table: str, place: dict[str, int]) -> None:
    rows = rows_after(table, place["key"], BATCH)
    path = folder_of(export) / f"{table}.csv"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("ab") as file:
        path.chmod(0o600)
        file.truncate(place["size"])
        head = [] if place["size"] else [list(TABLES[table])]
        file.write(_lines(head + [cells for _key, cells in rows], is_first=bool(head)))
    place["size"] = path.stat().st_size
    export.done += len(rows)
    if len(rows) == BATCH:
        place["key"] = rows[-1][0]
        return
    _pack(export, path, place)
    place |= {"phase": place["phase"] + 1, "key": 0, "size": 0}


def _lines(rows: list[list[str]], *, is_first: bool) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows([neutralised(cell) for cell in cells] for cells in rows)
    return ((_MARK if is_first else "") + text.getvalue()).encode("utf-8", "replace")


def _pack(export: FullExport, path: Path, place: dict[str, int]) -> None:
    """Put a table that is whole into the file; its list of contents stands at its end."""
    target = file_of(export)
    if target.exists():
        os.truncate(target, place["packed"])
    with ZipFile(target, "a", ZIP_DEFLATED, compresslevel=1) as packed:
        packed.write(path, path.name)
    target.chmod(0o600)
    place["packed"] = target.stat().st_size


def _finish(export: FullExport) -> None:
    for table in TABLES:
        (folder_of(export) / f"{table}.csv").unlink(missing_ok=True)
    export.finished_at = timezone.now()
    actor = Actor.of_user(export.by) if export.by else Actor.system("export")
    note = f"{export.done}"
    audit.record(actor=actor, verb="people.everything_exported", target=export, note=note)
