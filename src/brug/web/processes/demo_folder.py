"""A demo's folder, made ready or left alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brug.web.processes.children import brug, start
from brug.web.processes.demo_note import NOTE, is_ours, note_begin, read_note


class BuildFailed(Exception):
    """The demo could not be built; what went wrong was printed."""


def refuse_other_data(folder: Path) -> None:
    """Refuse a folder that holds anything which no demo put there.

    Raises:
        BuildFailed: it does, or it is no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise BuildFailed(f"{folder} is no folder: choose another for the demo (DEMO_DIR, --dir)")
    if folder.exists() and any(folder.iterdir()) and not is_ours(folder):
        raise BuildFailed(
            f"{folder} holds data that no demo made (there is no {NOTE} of ours), and is left as "
            "it is: choose another folder (DEMO_DIR, --dir), or empty this one yourself"
        )


def make_ready(folder: Path, size: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the note of a whole demo of ``size`` in ``folder``, built or updated as needed.

    A build that is killed is begun anew by the next start (see ``brug.web.demo.builder``).

    Raises:
        BuildFailed: building or updating failed, or the folder holds data of something else.
    """
    refuse_other_data(folder)
    note = read_note(folder, size)
    if note is None:
        note_begin(folder, size)
        child = start(brug("build-demo", "--size", size), environment)
        try:
            code = child.wait()
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        note = read_note(folder, size)
        if code != 0 or note is None:
            raise BuildFailed(f"there is no whole demo in {folder}: see above")
    return note
