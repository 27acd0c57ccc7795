"""What a restore put out of the way is in no backup, is pointed at, and goes after its term."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.registries.schedules import schedules
from brug.web.backups import contents, kept, postgres
from brug.web.backups.forgetting import forget_replaced
from brug.web.doctor import Level, folders

pytestmark = pytest.mark.django_db


@pytest.fixture
def replaced(settings: Any, tmp_path: Path) -> str:
    """A data folder in which a restore has replaced something."""
    settings.DATA_DIR = tmp_path
    name = kept.new_name()
    for file in (f"{name}/files/somebody.jpg", "files/now.jpg"):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_bytes(b"x")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {name}")
            cursor.execute(f"CREATE TABLE {name}.people (name text)")
    return name


def test_no_backup_carries_what_a_restore_replaced(replaced: str, tmp_path: Path) -> None:
    assert (tmp_path / replaced).is_dir()
    assert [name for name, _ in contents.files(tmp_path, None, tmp_path / "x")] == ["files/now.jpg"]


@time_machine.travel("2026-11-26 10:00", tick=False)
def test_two_restores_of_one_second_are_kept_apart(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    for _ in range(3):
        (tmp_path / kept.new_name()).mkdir()
    assert len(kept.names()) == 3


def test_the_doctor_points_at_it_and_says_when_it_goes(replaced: str) -> None:
    (finding,) = folders.replaced()
    assert finding.level is Level.WARNING
    assert replaced in finding.found
    assert f"{timezone.localtime() + kept.TERM:%Y-%m-%d}" in finding.advice


def test_it_goes_after_its_term_and_not_before(replaced: str, tmp_path: Path) -> None:
    for after, is_there in ((kept.TERM - timedelta(hours=25), True), (kept.TERM, False)):
        with time_machine.travel(timezone.now() + after + timedelta(seconds=2)):
            schedules.get("web.forget_replaced").run()
            jobs.drain()
        assert (tmp_path / replaced).exists() is is_there
        if connection.vendor == "postgresql":
            assert (replaced in postgres.schema_names()) is is_there
    assert (tmp_path / "files" / "now.jpg").exists()
    assert [finding.level for finding in folders.replaced()] == [Level.OK]


def test_one_that_people_named_stays_and_is_pointed_at(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    (tmp_path / "before_restore_of_last_year").mkdir()
    forget_replaced()
    (finding,) = folders.replaced()
    assert "of_last_year" in finding.found
    assert "by itself" not in finding.advice
