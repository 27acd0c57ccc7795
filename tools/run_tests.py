"""Run all tests: on SQLite, on PostgreSQL where a server answers, and the grown form at last.

    python tools/run_tests.py [arguments for pytest]

The browser that the journeys need is installed through apt where that is allowed; where it is not,
a message says so and those tests are skipped.
"""

import os
import shutil
import subprocess
import sys
import time
from getpass import getuser
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# In the order of the tests, which tests/conftest.py makes: long ones first.
SIDE_BY_SIDE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def browser() -> str:
    """Return the path of a Chromium; nothing where there is none."""
    found = [os.environ.get("BRUG_CHROMIUM"), *(shutil.which(name) for name in BROWSERS)]
    return next((path for path in found if path), "")


def ensure_browser() -> None:
    """Install Debian's Chromium where we may; say what to do where we may not."""
    if browser():
        return
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    may = apt and (not sudo or _quietly([*sudo, "true"]))
    if apt and may:
        say("Installing Chromium for the browser tests …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            command = [*sudo, apt, "-qq", *arguments]
            subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
    if not browser():
        say(
            "NO CHROMIUM, and it cannot be installed from here: BROWSER TESTS ARE SKIPPED.\n"
            "Install it (Debian: apt-get install chromium), or set BRUG_CHROMIUM to its path."
        )


def _quietly(command: list[str]) -> bool:
    if not shutil.which(command[0]):
        return False
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def postgres_url() -> str:
    """Return the address of a PostgreSQL server that answers, or nothing.

    The name of the database in it is our own, so that several runs do not meet; its server's
    database 'postgres' is only asked whether it answers.
    """
    given = os.environ.get("TEST_POSTGRES_URL")
    users = dict.fromkeys((getuser(), "postgres"))
    for url in [given] if given else [f"postgres://{user}@127.0.0.1:5432" for user in users]:
        server = url if given else f"{url}/postgres"
        try:
            with psycopg.connect(server, connect_timeout=3):
                return f"{server.rpartition('/')[0]}/brug_{os.getpid()}"
        except psycopg.OperationalError as error:
            if given:
                sys.exit(f"TEST_POSTGRES_URL is set, but no server answers there: {error}")
    return ""


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def run(title: str, database_url: str, *arguments: str) -> tuple[str, int, float]:
    """Run pytest once; return what it was, its exit code and the seconds it took."""
    say(f"\n=== {title}")
    start = time.monotonic()
    environment = {**os.environ, "TEST_DATABASE_URL": database_url}
    if path := browser():
        environment["BRUG_CHROMIUM"] = path
    command = [sys.executable, "-m", "pytest", *arguments, *sys.argv[1:]]
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return title, code, time.monotonic() - start


def main() -> int:
    """Run every round; return 1 where one of them failed."""
    ensure_browser()
    rounds = [run("On SQLite", "", "-m", "not grown", *SIDE_BY_SIDE)]
    if url := postgres_url():
        # Browser tests look at screens: once is enough.
        marker = "not browser and not grown"
        rounds.append(run("On PostgreSQL", url, "-m", marker, *SIDE_BY_SIDE))
    else:
        say("\nNO POSTGRESQL answers on 127.0.0.1:5432 (or set TEST_POSTGRES_URL): left out.")
    # Starts and kills processes under load, so it has the machine to itself.
    rounds.append(run("The grown form", url, "-m", "grown", "-rs"))
    say("")
    for title, code, seconds in rounds:
        # pytest's 5: nothing was collected, as when only some tests were asked for.
        say(f"{'ok  ' if code in (0, 5) else 'FAIL'} {title:16} {seconds:5.0f} s")
    return int(any(code not in (0, 5) for _, code, _ in rounds))


if __name__ == "__main__":
    sys.exit(main())
