"""A setting that cannot be is refused with its name; each that there is, is described."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from brug.web.environment import Environment
from tests.ops.installations import Installation
from tools.settings_page import PAGE, page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BRUG_MODE", "live"),
        ("BRUG_BASE_URL", "www.example.org"),
        ("BRUG_BASE_URL", "ftp://example.org"),
        ("BRUG_BASE_URL", "https://example.org/brug"),
        ("BRUG_SMTP_URL", "mail.example.org"),
        ("BRUG_SMTP_URL", "http://mail.example.org"),
        ("DATABASE_URL", "mysql://x@y/z"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("BRUG_TRUSTED_PROXIES", "-1"),
        ("BRUG_TRUSTED_PROXIES", "two"),
        ("BRUG_MAIL_FROM", "nobody"),
        ("BRUG_CONTACT_EMAIL", "example.org"),
        ("BRUG_TIME_ZONE", "Europe/Brugge"),
        ("BRUG_COUNTRY", "Belgium"),
        ("BRUG_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refusal:
        Environment()
    assert [fault["loc"] for fault in refusal.value.errors()] == [(name.lower(),)]


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost"])
def test_production_refuses_an_address_that_only_this_machine_knows(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("BRUG_MODE", "production")
    monkeypatch.setenv("BRUG_BASE_URL", address)
    with pytest.raises(ValidationError, match="BRUG_BASE_URL"):
        Environment()


def test_every_command_says_which_setting_is_wrong(tmp_path: Path) -> None:
    installation = Installation(tmp_path, more={"BRUG_MODE": "live", "BRUG_COUNTRY": "Belgium"})
    done = installation.brug("doctor")
    assert done.returncode == 1
    assert "BRUG_MODE" in done.stderr
    assert "BRUG_COUNTRY" in done.stderr
    assert "Traceback" not in done.stderr


def test_secrets_are_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRUG_SECRET_KEY", "very-secret-indeed")
    monkeypatch.setenv("BRUG_FIELD_KEYS", "also-secret")
    assert "secret-indeed" not in repr(Environment())
    assert "also-secret" not in repr(Environment())


def test_every_setting_is_described_on_the_page() -> None:
    assert all(field.description for field in Environment.model_fields.values())
    assert PAGE.read_text(encoding="utf-8") == page()
