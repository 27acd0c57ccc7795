"""Write and check ``requirements.lock``: every package with its version and hashes.

    python tools/lock.py            write the lock anew from pyproject.toml (needs uv)
    python tools/lock.py --check    tell, without network, whether it still fits pyproject.toml
    python tools/lock.py run        print the part that is needed to run (also: grown, dev)

One file in three parts, each of which only adds to those before it: ``run`` (the embedded form and
what its installation needs), ``grown`` (PostgreSQL, Redis, S3) and ``dev`` (tests and linters). The
whole file is itself a valid requirements file. It names no addresses: where packages come from is
the business of whoever installs.

Nothing but the standard library is used for reading, since ``make`` does so before anything is
installed.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PARTS = ("run", "grown", "dev")
_PART = re.compile(r"^# ===== (\w+)$", re.MULTILINE)
_SUM = re.compile(r"^# made from (\w+)$", re.MULTILINE)


def wishes(pyproject: Path = ROOT / "pyproject.toml") -> dict[str, list[str]]:
    """Return what pyproject.toml asks for, part by part."""
    data = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    project = data["project"]
    groups = data["dependency-groups"]
    return {
        "run": [*project["dependencies"], *groups["build"]],
        "grown": project["optional-dependencies"]["grown"],
        "dev": groups["dev"],
    }


def checksum(wanted: dict[str, list[str]]) -> str:
    """Return a short sum by which a lock knows the wishes that it was made from."""
    text = json.dumps({part: sorted(wanted[part]) for part in PARTS})
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def part(name: str, text: str) -> str:
    """Return the lock up to and including the part ``name``."""
    following = PARTS[PARTS.index(name) + 1 :]
    ends = [match.start() for match in _PART.finditer(text) if match[1] in following]
    return text[: min(ends, default=len(text))]


def faults(text: str, wanted: dict[str, list[str]]) -> list[str]:
    """Return what is wrong with a lock, in words; nothing where it fits."""
    found = []
    made_from = _SUM.search(text)
    if made_from is None or made_from[1] != checksum(wanted):
        found.append("requirements.lock was made from another pyproject.toml: run `make lock`")
    if [match[1] for match in _PART.finditer(text)] != list(PARTS):
        found.append("requirements.lock does not have its three parts: run `make lock`")
    bare = [block.split()[0] for block in _blocks(text) if "--hash=sha256:" not in block]
    found += [f"{pin} stands in requirements.lock without a hash" for pin in bare]
    if re.search(r"https?://|--(extra-)?index-url|--find-links", text):
        found.append("requirements.lock names an address")
    return found


def _blocks(text: str) -> list[str]:
    """Return each requirement of a lock with its hashes, without comments."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [block for block in joined.splitlines() if block.strip()]


def _compile(wanted: list[str], known: str) -> str:
    """Return uv's answer to ``wanted``; versions in ``known`` are kept."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "wanted.in"), Path(folder, "lock.txt")
        source.write_text("\n".join(wanted), encoding="utf-8")
        target.write_text(known, encoding="utf-8")
        command = [sys.executable, "-m", "uv", "pip", "compile", str(source), "-o", str(target)]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
        command += ["--universal", "--python-version", "3.11", "--quiet"]
        subprocess.run(command, check=True)
        return target.read_text(encoding="utf-8")


def write(*, upgrade: bool) -> None:
    """Write the lock anew; versions stay as they are unless ``upgrade``."""
    wanted = wishes()
    known = "" if upgrade or not LOCK.exists() else LOCK.read_text(encoding="utf-8")
    # Solved as a whole first, so that no part asks for another version than the next.
    known = _compile([wish for name in PARTS for wish in wanted[name]], known)
    lines = ["# Every package with its version and hashes; written by `make lock`.", ""]
    lines.insert(1, f"# made from {checksum(wanted)}")
    seen: set[str] = set()
    for number, name in enumerate(PARTS, start=1):
        solved = _compile([wish for p in PARTS[:number] for wish in wanted[p]], known)
        lines.append(f"# ===== {name}")
        for block in re.split(r"\n(?=\S)", solved.strip()):
            # By name and version: a later part may only word the marker differently.
            if (pin := block.split()[0]) not in seen:
                seen.add(pin)
                lines.append(block)
    LOCK.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Do as the arguments say."""
    if arguments and arguments[0] in PARTS:
        print(part(arguments[0], LOCK.read_text(encoding="utf-8")))
        return 0
    if "--check" in arguments:
        found = faults(LOCK.read_text(encoding="utf-8"), wishes())
        print("\n".join(found) or "The lock fits.")
        return 1 if found else 0
    write(upgrade="--upgrade" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
