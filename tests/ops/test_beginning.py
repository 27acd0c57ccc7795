"""What every command sees to before it begins."""

import os
import stat
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from brug.web import beginning
from brug.web.beginning import need_packages
from brug.web.environment import Environment
from tests.ops.installations import Installation


def _open_to_others(folder: Path) -> list[str]:
    paths = [folder, *folder.rglob("*")]
    return [str(path) for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_what_commands_write_is_for_their_own_user_alone(tmp_path: Path) -> None:
    installation = Installation(
        tmp_path / "data",
        more={"BRUG_MODE": "production", "BRUG_BASE_URL": "https://brug.example.org"},
    )
    loose = ["sh", "-c", 'umask 022; exec "$0" -m brug.web.cli "$@"', sys.executable]
    for command in (["doctor"], ["keys", "status"]):
        subprocess.run(
            [*loose, *command], env=installation.environment, capture_output=True, check=False
        )
    assert (tmp_path / "data" / "brug.sqlite3").exists()
    assert _open_to_others(tmp_path / "data") == []


def test_static_files_are_for_all(tmp_path: Path) -> None:
    more = {"BRUG_STATIC_DIR": str(tmp_path / "static"), "BRUG_MODE": "production"}
    more["BRUG_BASE_URL"] = "https://brug.example.org"
    done = Installation(tmp_path / "data", more=more).brug("collect-static")
    assert done.returncode == 0, done.stderr
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "static" / "brug").stat().st_mode) == 0o777 & ~umask


@pytest.mark.parametrize(
    ("setting", "value", "package"),
    [
        ("DATABASE_URL", "postgres://brug@127.0.0.1/brug", "psycopg"),
        ("REDIS_URL", "redis://127.0.0.1:6379/0", "django_tasks_rq"),
        ("BRUG_S3_BUCKET", "files", "storages"),
    ],
)
def test_what_the_grown_form_needs_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, package: str
) -> None:
    real = util.find_spec
    monkeypatch.setattr(
        beginning, "find_spec", lambda name: None if name == package else real(name)
    )
    for name in ("DATABASE_URL", "REDIS_URL", "BRUG_S3_BUCKET"):
        monkeypatch.delenv(name, raising=False)
    need_packages(Environment())
    monkeypatch.setenv(setting, value)
    with pytest.raises(Exception, match=rf"{setting}.*{package}.*pip install '.\[grown\]'"):
        need_packages(Environment())


@pytest.mark.parametrize("command", ["doctor", "migrate", "serve", "worker"])
def test_a_data_folder_that_cannot_be_used_is_told_in_words(tmp_path: Path, command: str) -> None:
    (tmp_path / "hostname").touch()
    done = Installation(tmp_path / "hostname" / "data").brug(command)
    assert done.returncode == 1
    assert "BRUG_DATA_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_that_cannot_be_written_names_its_file(tmp_path: Path) -> None:
    done = Installation(tmp_path / "data").brug("backup", str(tmp_path / "nowhere" / "x.tar.gz"))
    assert done.returncode == 1
    assert "nowhere/x.tar.gz cannot be written: No such file or directory" in done.stderr
    assert "draft" not in done.stderr
