"""Every setting of an installation, read from the environment and checked in one place.

The operations guide's table of settings and ``brug doctor`` are both made from this class, so a
setting that is not described here does not exist.
"""

import zoneinfo
from email.utils import parseaddr
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from brug.web import mail_settings


def _default_data_dir() -> Path:
    return Path.home() / ".local" / "share" / "brug"


class Environment(BaseSettings):
    """The settings of one installation; names in the environment are upper case."""

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False, env_ignore_empty=True)

    brug_mode: Literal["development", "demo", "production"] = Field(
        "development",
        description="Production refuses to start with defaults that are only safe on one's own "
        "machine; demo shows the fictional accounts on the sign-in page.",
    )
    brug_data_dir: Path = Field(
        default_factory=_default_data_dir,
        description="Folder that holds all data of an embedded installation.",
    )
    brug_secret_key: SecretStr | None = Field(
        None,
        description="Signs sessions and links. Without it one is made and kept in the data folder "
        "(not allowed in production with several machines).",
    )
    brug_field_keys: SecretStr | None = Field(
        None,
        description="Comma separated keys of encrypted fields, newest first; older ones still "
        "read. Without it one is made and kept in the data folder.",
    )
    brug_base_url: str = Field(
        "http://127.0.0.1:8000",
        description="Address under which people reach this installation; links in mails use it.",
    )
    brug_allowed_hosts: str = Field(
        "",
        description="Comma separated host names to answer to, beside that of the base URL.",
    )
    brug_trusted_proxies: int = Field(
        0,
        ge=0,
        le=5,
        description="How many proxies of your own stand in front (for the visitor's address).",
    )
    brug_organisation_name: str = Field(
        "De Brug", description="Name of the organisation on every page and mail."
    )
    brug_contact_email: str = Field(
        "hello@brug.example", description="Address that pages and mails name for questions."
    )
    brug_erasure_wait_days: int = Field(
        7,
        ge=0,
        le=30,
        description="Days that a person's wish to be forgotten waits, and can be called back.",
    )
    brug_mail_from: str = Field("De Brug <hello@brug.example>", description="Sender of all mails.")
    brug_smtp_url: str = Field(
        "",
        description="smtp://user:password@host:port or smtps://…; empty: mails are written to the "
        "folder 'mail' of the data folder instead of sent.",
    )
    database_url: str = Field(
        "",
        description="postgres://user:password@host:port/name; empty: SQLite in the data folder.",
    )
    redis_url: str = Field(
        "",
        description="redis://host:port/0 for cache and task queue; empty: in-process cache, tasks "
        "in the database.",
    )
    brug_s3_bucket: str = Field("", description="Bucket for files; empty: files on disk.")
    brug_s3_endpoint_url: str = Field("", description="Address of an S3 service other than AWS.")
    brug_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged."
    )
    brug_log_format: Literal["json", "text"] = Field(
        "text", description="json for log collectors, text for people."
    )
    brug_static_dir: Path | None = Field(
        None, description="Where collected static files go; empty: inside the data folder."
    )
    brug_time_zone: str = Field("Europe/Brussels", description="Time zone of screens and years.")
    brug_country: str = Field("BE", description="Country of holidays and default postal codes.")

    @field_validator("brug_field_keys")
    @classmethod
    def _are_keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not all(key.strip() for key in value.get_secret_value().split(",")):
            raise ValueError("must be keys between commas, none of them empty")
        return value

    @field_validator("brug_base_url")
    @classmethod
    def _is_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
            raise ValueError("must look like https://www.example.org, without anything behind it")
        return value

    @field_validator("brug_smtp_url")
    @classmethod
    def _is_relay(cls, value: str) -> str:
        mail_settings.django_settings(value)
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and parts.scheme not in {"postgres", "postgresql", "sqlite"}:
            raise ValueError("must look like postgres://user:password@host:5432/name")
        return value

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str) -> str:
        if value and urlsplit(value).scheme not in {"redis", "rediss", "unix"}:
            raise ValueError("must look like redis://host:6379/0")
        return value

    @field_validator("brug_mail_from", "brug_contact_email")
    @classmethod
    def _is_mail_address(cls, value: str) -> str:
        if "@" not in parseaddr(value)[1]:
            raise ValueError("must hold an e-mail address")
        return value

    @field_validator("brug_time_zone")
    @classmethod
    def _is_time_zone(cls, value: str) -> str:
        if value not in zoneinfo.available_timezones():
            raise ValueError("must be a time zone such as Europe/Brussels")
        return value

    @field_validator("brug_country")
    @classmethod
    def _is_country(cls, value: str) -> str:
        if len(value) != 2 or not value.isalpha() or not value.isupper():
            raise ValueError("must be a country's code of two capitals, such as BE")
        return value

    @model_validator(mode="after")
    def _is_safe_in_production(self) -> Self:
        """Refuse what is only safe on one's own machine."""
        if self.is_production:
            here = urlsplit(self.brug_base_url).hostname in {"127.0.0.1", "localhost", "::1"}
            if here and not self.brug_base_url.startswith("https://"):
                raise ValueError("BRUG_MODE=production needs the public address in BRUG_BASE_URL")
        return self

    @property
    def is_production(self) -> bool:
        """Whether safe settings are demanded rather than assumed."""
        return self.brug_mode == "production"
