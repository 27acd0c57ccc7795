"""What must not stand when the house runs for real.

``brug serve``, ``brug worker``, ``brug doctor`` and ``manage.py check`` ask these questions; in
production an error keeps the house shut.
"""

from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution

SHORTEST_KEY = 32
_OWN_MACHINE = {"localhost", "127.0.0.1", "::1", ""}


@register(Tags.security)
def production_is_safe(**_: Any) -> list[CheckMessage]:
    """Ask every question below, in production only."""
    if not settings.ENVIRONMENT.is_production:
        return []
    return [*_address(), *_keys(), *_hosts(), *_defaults()]


def _address() -> Iterator[CheckMessage]:
    base = urlsplit(settings.BASE_URL)
    if base.scheme != "https":
        yield Error(
            f"BRUG_BASE_URL is {settings.BASE_URL}: in production it must start with https://.",
            hint="Put a web server with a certificate in front, and set its address.",
            id="brug.E001",
        )
    if (base.hostname or "") in _OWN_MACHINE:
        yield Error(
            "BRUG_BASE_URL leads to this machine itself; links in mails would lead nowhere.",
            hint="Set the address under which people reach this installation.",
            id="brug.E002",
        )


def _keys() -> Iterator[CheckMessage]:
    environment = settings.ENVIRONMENT
    given = {
        "BRUG_SECRET_KEY": environment.brug_secret_key,
        "BRUG_FIELD_KEYS": environment.brug_field_keys,
    }
    for name, key in given.items():
        if key is None:
            if environment.database_url or environment.redis_url or environment.brug_s3_bucket:
                yield Error(
                    f"{name} is not set, and data live outside the data folder.",
                    hint="Every machine would make a key of its own: set the same one on all.",
                    id="brug.E003",
                )
            continue
        if any(len(part.strip()) < SHORTEST_KEY for part in key.get_secret_value().split(",")):
            yield Error(
                f"{name} is shorter than {SHORTEST_KEY} characters.",
                hint='Make one: python -c "import secrets; print(secrets.token_urlsafe(50))"',
                id="brug.E004",
            )


def _hosts() -> Iterator[CheckMessage]:
    if settings.DEBUG:
        yield Error("Django's debug mode is on: it shows secrets to visitors.", id="brug.E005")
    if "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "BRUG_ALLOWED_HOSTS allows every name.",
            hint="Name the host names under which people come, separated by commas.",
            id="brug.E006",
        )
    if settings.BRUG_DEMO:
        yield Error("The demo's open door has no place in production.", id="brug.E007")


def _defaults() -> Iterator[CheckMessage]:
    environment = settings.ENVIRONMENT
    for name, address in {
        "BRUG_CONTACT_EMAIL": environment.brug_contact_email,
        "BRUG_MAIL_FROM": environment.brug_mail_from,
    }.items():
        if parseaddr(address)[1].endswith(".example"):
            yield Caution(
                f"{name} is the default, {address}: nobody reads it.",
                hint="Set an address of the organisation.",
                id="brug.W001",
            )
    if not environment.brug_smtp_url:
        yield Caution(
            "BRUG_SMTP_URL is not set: mails are written to a folder and reach nobody.",
            id="brug.W002",
        )
