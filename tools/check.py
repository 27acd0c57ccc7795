"""Run all linters side by side; print what failed, and how long each took."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

MOST_LINES = 60
LINTERS: dict[str, list[str]] = {
    "ruff": [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "types": [str(BIN / "mypy"), "src/brug"],
    "lock": [sys.executable, "tools/lock.py", "--check"],
    "imports": [str(BIN / "lint-imports"), "--no-logo"],
    "templates": [str(BIN / "djlint"), "src/brug", "--lint", "--quiet"],
    "translations": [sys.executable, "tools/messages.py", "--check"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "settings": [sys.executable, "tools/settings_page.py", "--check"],
}


def run(name: str) -> tuple[str, int, str, float]:
    """Run one linter; return its name, exit code, output and seconds."""
    start = time.monotonic()
    done = subprocess.run(LINTERS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    return name, done.returncode, done.stdout + done.stderr, time.monotonic() - start


def main() -> int:
    """Run all; return 1 if one found something."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(run, LINTERS))
    for name, code, output, seconds in results:
        print(f"{'ok  ' if code == 0 else 'FAIL'} {name:13} {seconds:5.1f} s")
        if code:
            lines = output.strip().splitlines()
            print(*lines[:MOST_LINES], sep="\n")
            if len(lines) > MOST_LINES:
                print(f"… and {len(lines) - MOST_LINES} lines more: {' '.join(LINTERS[name])}")
            print()
    return int(any(code for _, code, _, _ in results))


if __name__ == "__main__":
    sys.exit(main())
