"""Compile every catalogue of translations (.po) into what Python reads (.mo).

Two ways in: as a build hook of the package, so that a wheel carries the compiled files, and as a
script (`python tools/build_messages.py`) for a checkout. The compiled files are not kept in git.
"""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent


def compile_catalogue(source: Path) -> bool:
    """Compile one catalogue unless it is up to date; tell whether it was compiled.

    Fuzzy entries are left out: a doubtful translation is worse than none.
    """
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as file:
        catalogue = read_po(file)
    # Written beside and moved, so that a reader never meets half a file.
    draft = target.with_suffix(".mo.new")
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(target)
    return True


def compile_all(root: Path = ROOT) -> int:
    """Compile the catalogues under `root`; return how many were out of date."""
    sources = sorted(root.glob("src/brug/**/locale/*/LC_MESSAGES/*.po"))
    return sum(compile_catalogue(source) for source in sources)


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compile before a package is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile what is out of date under the root of the project."""
        compile_all(Path(self.root))


if __name__ == "__main__":
    sys.stdout.write(f"{compile_all()} catalogues compiled\n")
