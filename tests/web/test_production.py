"""Running for real: safe settings pass, unsafe ones keep the house shut and say why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SAFE = {
    "BRUG_MODE": "production",
    "BRUG_BASE_URL": "https://beweging.example.org",
    "BRUG_SECRET_KEY": "k" * 25 + "abcdefghijklmnopqrstuvwxyz0123456789",
    "BRUG_FIELD_KEYS": "f" * 40,
    "BRUG_CONTACT_EMAIL": "hallo@beweging.example.org",
    "BRUG_MAIL_FROM": "Beweging <hallo@beweging.example.org>",
    "BRUG_SMTP_URL": "smtp://127.0.0.1:2525",
}


def check(folder: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py check --deploy`` as an operator would, with safe settings but ``changes``."""
    given = {name: value for name, value in (SAFE | changes).items() if value is not None}
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "BRUG_DATA_DIR": str(folder),
        **given,
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_safe_production_settings_pass_every_check_for_deployment(tmp_path: Path) -> None:
    done = check(tmp_path)
    assert "no issues" in done.stdout + done.stderr, done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {
                "BRUG_BASE_URL": "http://beweging.example.org",
                "BRUG_SECRET_KEY": "kort",
                "BRUG_FIELD_KEYS": "f" * 40 + ",kort",
                "BRUG_ALLOWED_HOSTS": "*",
                "BRUG_CONTACT_EMAIL": None,
                "BRUG_SMTP_URL": None,
            },
            (
                "must start with https://",
                "BRUG_SECRET_KEY is shorter than 32",
                "BRUG_FIELD_KEYS is shorter than 32",
                "allows every name",
                "BRUG_CONTACT_EMAIL is the default",
                "reach nobody",
            ),
        ),
        (
            {
                "BRUG_BASE_URL": "https://localhost:8000",
                "BRUG_SECRET_KEY": None,
                "BRUG_FIELD_KEYS": None,
                "REDIS_URL": "redis://127.0.0.1:6379/0",
            },
            (
                "links in mails would lead nowhere",
                "BRUG_SECRET_KEY is not set",
                "BRUG_FIELD_KEYS is not set",
            ),
        ),
    ],
)
def test_unsafe_settings_are_told_plainly(
    tmp_path: Path, changes: dict[str, str | None], words: tuple[str, ...]
) -> None:
    done = check(tmp_path, **changes)
    assert done.returncode != 0
    for told in words:
        assert told in done.stderr


def test_an_embedded_installation_may_make_its_own_keys(tmp_path: Path) -> None:
    done = check(tmp_path, BRUG_SECRET_KEY=None, BRUG_FIELD_KEYS=None)
    assert done.returncode == 0, done.stderr
    key = tmp_path / "keys" / "secret"
    assert key.stat().st_mode & 0o077 == 0
