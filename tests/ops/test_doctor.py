"""The doctor finds what is wrong with each part, and says what to do."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from click.testing import CliRunner
from django.conf import LazySettings
from django.test import override_settings
from django.utils import timezone

from brug.kernel import jobs as house_jobs
from brug.kernel.jobs.turns import take_turns
from brug.kernel.models import Job
from brug.web.commands.doctor import doctor
from brug.web.doctor import Finding, Level, data, folders, house, mail, work
from brug.web.doctor.examination import EXAMINATIONS, examine
from brug.web.mail_settings import django_settings
from tests.factories.kernel import make_region
from tests.ops.installations import Installation, free_port

pytestmark = pytest.mark.django_db


def _worst(look: Callable[[], Iterator[Finding]]) -> Finding:
    order = [Level.OK, Level.WARNING, Level.ERROR]
    return max(look(), key=lambda finding: order.index(finding.level))


def test_each_part_is_looked_at_and_what_is_wrong_has_advice() -> None:
    findings = examine()
    assert {finding.part for finding in findings} == set(EXAMINATIONS)
    assert all(finding.advice for finding in findings if finding.level is not Level.OK)


def test_a_part_that_breaks_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Finding]:
        raise RuntimeError("out of order")

    monkeypatch.setitem(EXAMINATIONS, "disk", broken)
    findings = {finding.part: finding for finding in examine()}
    assert findings["disk"].level is Level.ERROR
    assert "out of order" in findings["disk"].found
    assert findings["mails"].level is Level.OK


def test_the_exit_code_tells_and_json_lists_the_findings() -> None:
    done = CliRunner().invoke(doctor, ["--format", "json"])
    findings = json.loads(done.output)
    assert {"part", "level", "found", "advice"} == set(findings[0])
    # No worker ever ran on the test's database.
    assert done.exit_code == 1
    assert {f["part"] for f in findings if f["level"] == "error"} == {"worker"}


def test_a_worker_that_does_not_look_at_the_clock_is_missed() -> None:
    assert _worst(work.schedules_on_time).level is Level.ERROR
    assert "brug worker" in _worst(work.schedules_on_time).advice
    take_turns()
    take_turns(timezone.now() - timedelta(minutes=2))
    assert _worst(work.schedules_on_time).level is Level.OK


def test_jobs_that_wait_too_long_are_found() -> None:
    take_turns()
    assert _worst(work.jobs).level is Level.OK
    Job.objects.update(run_after=timezone.now() - timedelta(hours=1))
    assert _worst(work.jobs).level is Level.ERROR
    house_jobs.drain()
    assert _worst(work.jobs).level is Level.OK


def test_keys_that_others_can_read_are_found(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    key = tmp_path / "keys" / "fields"
    key.parent.mkdir()
    key.touch(mode=0o600)
    assert _worst(folders.keys).level is Level.OK
    key.chmod(0o644)
    assert _worst(folders.keys).advice == f"chmod 600 {key}"


def test_a_folder_that_cannot_be_written_is_found(settings: LazySettings) -> None:
    settings.DATA_DIR = Path("/dev/null/data")
    assert _worst(folders.writable).level is Level.ERROR
    assert "/dev/null/data" in _worst(folders.writable).found


def test_a_data_folder_that_others_can_enter_is_found(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.DATA_DIR = settings.MEDIA_ROOT = settings.STATIC_ROOT = tmp_path
    tmp_path.chmod(0o755)
    assert _worst(folders.writable).advice == f"chmod -R go= {tmp_path}"
    tmp_path.chmod(0o700)
    assert _worst(folders.writable).level is Level.OK


@pytest.mark.parametrize(("free", "level"), [(10**8, Level.ERROR), (10**9 - 1, Level.WARNING)])
def test_a_disk_that_gets_full_is_found(
    settings: LazySettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    free: int,
    level: Level,
) -> None:
    settings.DATA_DIR = tmp_path
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: usage)
    assert _worst(folders.space).level is level


def test_a_relay_that_answers_is_told_from_one_that_does_not(settings: LazySettings) -> None:
    assert "not sent" in _worst(mail.relay).found
    port = free_port()
    relay = Controller(Sink(), hostname="127.0.0.1", port=port)
    relay.start()
    url = f"smtp://127.0.0.1:{port}"
    environment = settings.ENVIRONMENT.model_copy(update={"brug_smtp_url": url})
    with override_settings(ENVIRONMENT=environment, **django_settings(url)):
        try:
            assert _worst(mail.relay) == Finding("mail", Level.OK, f"127.0.0.1:{port}")
        finally:
            relay.stop()
        assert "does not answer" in _worst(mail.relay).found


def test_a_redis_that_does_not_answer_is_found(settings: LazySettings) -> None:
    assert _worst(data.cache_answers).level is Level.OK
    url = "redis://127.0.0.1:9/0"
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"redis_url": url})
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    }
    assert "Redis does not answer" in _worst(data.cache_answers).found


def test_translations_that_are_not_compiled_are_found(
    settings: LazySettings, tmp_path: Path
) -> None:
    assert _worst(house.languages).level is Level.OK
    settings.SOURCE_DIR = tmp_path / "src" / "brug"
    catalogue = settings.SOURCE_DIR / "people" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    assert "not compiled" in _worst(house.languages).found
    # In an installed package both are there, with times that say nothing; in a checkout they count.
    compiled = catalogue.with_suffix(".mo")
    compiled.touch()
    os.utime(compiled, (0, 0))
    assert _worst(house.languages).level is Level.OK
    (tmp_path / "pyproject.toml").touch()
    assert "not compiled" in _worst(house.languages).found


def test_settings_that_nobody_reads_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRUG_CONTACT_EMIAL", "hello@example.org")
    monkeypatch.setenv("BRUG_COLOUR_OF_THE_DOOR", "blue")
    advice = {finding.found.split()[0]: finding.advice for finding in house.settings_fit()}
    assert advice["BRUG_CONTACT_EMIAL"] == "did you mean BRUG_CONTACT_EMAIL?"
    assert "docs/settings.md" in advice["BRUG_COLOUR_OF_THE_DOOR"]


def test_an_installation_without_regions_is_told_to_load_them() -> None:
    assert _worst(house.regions).advice == "run `brug regions load`"
    make_region()
    assert _worst(house.regions).level is Level.OK


def test_each_thing_is_told_once(settings: LazySettings) -> None:
    environment = {"brug_mode": "production", "brug_base_url": "https://brug.example.org"}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=environment)
    told = [f"{finding.found} {finding.advice}" for finding in examine()]
    for name in ("BRUG_CONTACT_EMAIL", "BRUG_SMTP_URL"):
        assert len([line for line in told if name in line]) == 1, told


def test_an_empty_installation_is_told_to_migrate(tmp_path: Path) -> None:
    done = Installation(tmp_path / "new").brug("doctor")
    assert done.returncode == 1
    assert "run `brug migrate`" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
