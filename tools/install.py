"""Install what is needed into .venv, from the lock, in a way that survives being killed.

    python3 tools/install.py run     what running takes
    python3 tools/install.py dev     that, and what tests and linters take

Runs with the machine's own Python, 3.11 or newer, and nothing beside it. A second call does nothing
where the lock is unchanged. While an installation runs, the mark ``.busy`` stands in the folder:
where it is found at the start, the installation before was cut short and is thrown away.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("VENV") or ROOT / ".venv")
PARTS = ("run", "grown", "dev")
PYTHON = VENV / "bin" / "python"
BUSY = VENV / ".busy"


def refuse(message: str) -> None:
    """End with a message for the person at the terminal."""
    sys.exit(f"brug: {message}")


def check_python() -> None:
    """Refuse a Python that is too old or lacks the parts that Debian packages apart."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this runs with whatever Python there is
        refuse(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: "
            "say where it is with PYTHON=/path/to/python3.11"
        )
    if not importlib.util.find_spec("ensurepip") or not importlib.util.find_spec("venv"):
        refuse(
            "this Python cannot make a virtual environment: install the package python3-venv "
            "(Debian, Ubuntu: apt-get install python3-venv), or say PYTHON=/path/to/python3"
        )


def locked(part: str) -> str:
    """Return the lines of the lock up to and including ``part``."""
    script = [sys.executable, str(ROOT / "tools" / "lock.py"), part]
    return subprocess.run(script, check=True, capture_output=True, text=True).stdout


def stamp(lock: str) -> str:
    """Return a sum over all that an installation depends on."""
    parts = [lock, (ROOT / "pyproject.toml").read_text(encoding="utf-8"), sys.version, str(VENV)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def make_venv() -> None:
    """Make an empty environment, throwing away one that is not whole."""
    if PYTHON.exists() and not BUSY.exists():
        return
    print(f"Making {VENV.name} …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir(parents=True)
    BUSY.touch()
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def pip(arguments: list[str], total: int = 0) -> None:
    """Run pip; show how far it is where a ``total`` of packages is given."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    process = subprocess.Popen(
        [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines, seen = [], 0
    for line in process.stdout or ():
        lines.append(line)
        if total and line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            if seen % 10 == 0 or seen == total:
                print(f"  {seen} of {total} packages fetched", flush=True)
        elif line.startswith("Installing collected packages"):
            print("  unpacking …", flush=True)
    if process.wait() != 0:
        sys.stderr.writelines(lines[-30:])
        refuse("the installation failed, see above; the next start begins it anew")


def install(part: str) -> None:
    """Bring .venv to what the lock says for ``part``."""
    lock = locked(part)
    mark = VENV / f".installed-{part}"
    is_whole = PYTHON.exists() and not BUSY.exists()
    if is_whole and mark.exists() and mark.read_text() == stamp(lock):
        return
    start = time.monotonic()
    make_venv()
    BUSY.touch()
    total = sum("==" in line for line in lock.splitlines())
    print(f"Installing {total} packages (once, a minute or two) …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder, "requirements.txt")
        requirements.write_text(lock, encoding="utf-8")
        pip(["--require-hashes", "--no-deps", "-r", str(requirements)], total)
    pip(["--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    # Whoever has a part has those before it.
    for name in PARTS[: PARTS.index(part) + 1]:
        (VENV / f".installed-{name}").write_text(stamp(locked(name)))
    BUSY.unlink()
    print(f"Installed in {time.monotonic() - start:.0f} s.", flush=True)


def main(arguments: list[str]) -> None:
    """Install one part, one process at a time."""
    check_python()
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    install(arguments[0] if arguments else "run")


if __name__ == "__main__":
    main(sys.argv[1:])
