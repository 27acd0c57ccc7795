"""Folders, disk and keys."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from brug.web.backups import kept
from brug.web.doctor import Finding, fail, fine, warn
from brug.web.processes.static_files import is_collected

_GIGABYTE = 1_000_000_000


def writable() -> Iterator[Finding]:
    """Whether data can be written where it belongs."""
    wanted = {settings.DATA_DIR, Path(settings.STATIC_ROOT)}
    if not settings.ENVIRONMENT.brug_s3_bucket:
        wanted.add(settings.MEDIA_ROOT)
    bad = sorted(str(folder) for folder in wanted if not _can_write(folder))
    for folder in bad:
        yield fail(
            "folders",
            f"{folder} cannot be written",
            f"give it to the user that runs Brug: chown {os.geteuid()} {folder}",
        )
    is_open = settings.DATA_DIR.exists() and settings.DATA_DIR.stat().st_mode & 0o077
    if is_open:
        yield warn(
            "folders",
            f"{settings.DATA_DIR} can be entered by others on this machine",
            f"chmod -R go= {settings.DATA_DIR}",
        )
    if not bad and not is_open:
        yield fine("folders", str(settings.DATA_DIR))


def _can_write(folder: Path) -> bool:
    # The nearest that exists: the rest is made when it is needed.
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def space() -> Iterator[Finding]:
    """Whether there is room on the disk for the data to grow and for a backup."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    used = sum(p.stat().st_size for p in settings.DATA_DIR.rglob("*") if p.is_file())
    text = f"{free / _GIGABYTE:.1f} GB free, data take {used / _GIGABYTE:.1f} GB"
    if free < _GIGABYTE // 5:
        yield fail("disk", text, "make room now: without it nothing can be saved")
    elif free < max(2 * used, _GIGABYTE):
        yield warn("disk", text, "make room: a backup and a restore each need as much as the data")
    else:
        yield fine("disk", text)


def keys() -> Iterator[Finding]:
    """Whether the keys on disk are for their owner's eyes only."""
    folder = settings.DATA_DIR / "keys"
    open_ones = [p for p in folder.glob("*") if p.is_file() and p.stat().st_mode & 0o077]
    for path in open_ones:
        yield fail("keys", f"{path} can be read by others", f"chmod 600 {path}")
    environment = settings.ENVIRONMENT
    if environment.database_url and not environment.brug_field_keys:
        yield warn(
            "keys",
            "keys lie on this machine's disk while the database is shared",
            "with several machines, set BRUG_SECRET_KEY and BRUG_FIELD_KEYS on each",
        )
    elif not open_ones:
        yield fine("keys", "in the environment" if environment.brug_field_keys else str(folder))


def replaced() -> Iterator[Finding]:
    """Whether something still lies here that a restore replaced."""
    names = kept.names()
    for name in names:
        end = kept.goes_on(name)
        term = f"; it goes by itself on {timezone.localtime(end):%Y-%m-%d}" if end else ""
        yield warn(
            "replaced",
            f"{name} holds what a restore replaced, people who were forgotten since among it",
            f"remove it, folder and schema, when all is well{term}",
        )
    if not names:
        yield fine("replaced", "nothing is left of an older state")


def static_files() -> Iterator[Finding]:
    """Whether production has the styles and scripts of this version."""
    if not settings.ENVIRONMENT.is_production:
        yield fine("static", "served from the program's own folders")
    elif is_collected(Path(settings.STATIC_ROOT)):
        yield fine("static", str(settings.STATIC_ROOT))
    else:
        yield warn(
            "static",
            "styles and scripts of this version are not collected yet",
            "`brug serve` does so when it starts; or run `brug collect-static`",
        )
