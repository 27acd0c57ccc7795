"""Run all tests: on SQLite, then on PostgreSQL where a server answers.

The browser that the journeys need is installed through apt where that is allowed; where it is not,
a message says so and those tests are skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_POSTGRES = "postgres://root@127.0.0.1:5432/postgres"
# What drives a browser or starts servers of its own is run once: it tests screens and processes.
NOT_ON_POSTGRES = "not browser and not grown"


def ensure_browser() -> None:
    """Install Debian's Chromium where we may; say what to do where we may not."""
    if shutil.which("chromium") or os.environ.get("BRUG_CHROMIUM"):
        return
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else [shutil.which("sudo") or "", "-n"]
    if apt and (not sudo or sudo[0]):
        print("Installing Chromium for the browser tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run([*sudo, apt, *arguments], env=environment, check=False)
    if not shutil.which("chromium"):
        print(
            "No Chromium, and it could not be installed here: browser tests will be skipped.\n"
            "Install the package 'chromium', or set BRUG_CHROMIUM to the browser's path.",
            flush=True,
        )


def postgres_url() -> str:
    """Return the address of a PostgreSQL server that answers, or nothing."""
    url = os.environ.get("TEST_POSTGRES_URL", DEFAULT_POSTGRES)
    try:
        with psycopg.connect(url, connect_timeout=3):
            return url
    except psycopg.OperationalError as error:
        if "TEST_POSTGRES_URL" in os.environ:
            sys.exit(f"TEST_POSTGRES_URL is set but does not answer: {error}")
        return ""


def pytest(database_url: str, *arguments: str) -> int:
    """Run pytest against a database; return its exit code."""
    environment = {**os.environ, "TEST_DATABASE_URL": database_url}
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """Run both rounds; return the first exit code that is not zero."""
    ensure_browser()
    print("Tests on SQLite", flush=True)
    codes = [pytest("")]
    if url := postgres_url():
        print("Tests on PostgreSQL", flush=True)
        codes.append(pytest(url, "-m", NOT_ON_POSTGRES))
    else:
        print("No PostgreSQL answers on 127.0.0.1:5432: that round is left out.", flush=True)
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
