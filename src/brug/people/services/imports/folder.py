"""Where handed-in files lie: in the data folder, for nobody else to read."""

import shutil
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from brug.people.models import ImportRun
from brug.people.services.imports.profiles.base import HandedIn
from brug.people.services.imports.spool import Spool

_CHUNK = 1 << 20


def folder_of(run: ImportRun) -> Path:
    """Return the folder of a run."""
    return Path(settings.DATA_DIR) / "imports" / str(run.public_id)


def make_folder(run: ImportRun) -> Path:
    """Make the folder of a run."""
    folder = folder_of(run)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    return folder


def put(folder: Path, number: int, stream: BinaryIO, name: str) -> HandedIn:
    """Keep a copy of a file; its name is no part of the path."""
    path = folder / f"{number}.in"
    with path.open("xb") as copy:
        path.chmod(0o600)
        shutil.copyfileobj(stream, copy, _CHUNK)
    return HandedIn(path, name)


def files_of(run: ImportRun) -> list[HandedIn]:
    """Return the files of a run as they are kept."""
    folder = folder_of(run)
    return [HandedIn(folder / f"{n}.in", file["name"]) for n, file in enumerate(run.files)]


def spool_of(run: ImportRun) -> Spool:
    """Open the spool of a run.

    Raises:
        FileNotFoundError: its files are gone.
    """
    return Spool(folder_of(run))


def remove_left_behind() -> int:
    """Delete folders whose files count as gone, left by a halt just then; return how many."""
    base = Path(settings.DATA_DIR) / "imports"
    names = [folder.name for folder in base.iterdir()] if base.is_dir() else []
    gone = ImportRun.objects.filter(public_id__in=filter(_is_key, names))
    left = list(gone.exclude(files_gone_at=None))
    for run in left:
        remove_folder(run)
    return len(left)


def _is_key(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True


def remove_folder(run: ImportRun) -> None:
    """Delete the files of a run; twice is once."""
    shutil.rmtree(folder_of(run), ignore_errors=True)
