"""Settings, time and languages."""

import os
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks

from brug.kernel.models import Region
from brug.web.doctor import Finding, fail, fine, warn
from brug.web.misspelt import unknown_settings

_MODES = {
    "development": "only for one's own machine",
    "demo": "its fictional accounts are open to all",
}
# Where mails go is told under 'mail'.
_TOLD_ELSEWHERE = {"brug.W002"}


def settings_fit() -> Iterator[Finding]:
    """Whether the settings are fit for what the installation is used for."""
    import holidays  # noqa: PLC0415

    environment = settings.ENVIRONMENT
    if not environment.is_production:
        mode = environment.brug_mode
        yield warn(
            "settings", f"mode {mode}: {_MODES[mode]}", "set BRUG_MODE=production for real use"
        )
    elif not settings.IS_HTTPS:
        yield fail(
            "settings",
            f"people would reach {settings.BASE_URL} unencrypted",
            "set BRUG_BASE_URL to its https:// address",
        )
    if settings.HOLIDAY_COUNTRY not in holidays.list_supported_countries():
        yield fail(
            "settings",
            f"the holidays of country {settings.HOLIDAY_COUNTRY} are not known",
            "set BRUG_COUNTRY to a code of two letters, such as BE",
        )
    for name, like in unknown_settings(os.environ).items():
        yield warn(
            "settings",
            f"{name} is no setting of Brug, and does nothing",
            f"did you mean {like}?" if like else "see docs/settings.md, or take it away",
        )
    yield from _djangos_own(deploy=environment.is_production)


def _djangos_own(*, deploy: bool) -> Iterator[Finding]:
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=deploy)
        if not message.is_silenced() and message.id not in _TOLD_ELSEWHERE
    ]
    for message in found:
        make = fail if message.is_serious() else warn
        yield make("settings", f"{message.id}: {message.msg}", message.hint or "see the settings")
    if not found:
        yield fine("settings", f"mode {settings.ENVIRONMENT.brug_mode}, {settings.BASE_URL}")


def time_zone() -> Iterator[Finding]:
    """Whether the time zone is known."""
    if settings.TIME_ZONE in zoneinfo.available_timezones():
        yield fine("time", settings.TIME_ZONE)
    else:
        yield fail(
            "time",
            f"time zone {settings.TIME_ZONE} is not known",
            "set BRUG_TIME_ZONE, such as Europe/Brussels, or install the package tzdata",
        )


def languages() -> Iterator[Finding]:
    """Whether the translations are compiled and those of this version."""
    catalogues = sorted(Path(settings.SOURCE_DIR).glob("*/locale/*/LC_MESSAGES/django.po"))
    stale = [path for path in catalogues if not _is_compiled(path)]
    if stale:
        name = stale[0].relative_to(settings.SOURCE_DIR)
        yield fail(
            "languages",
            f"{len(stale)} catalogues are not compiled, such as {name}",
            "run `make messages` in a checkout; install the package again otherwise",
        )
    else:
        yield fine("languages", f"{len(settings.LANGUAGES)} languages")


def regions() -> Iterator[Finding]:
    """Whether there are places, without which nobody is near anything."""
    count = Region.objects.count()
    if count:
        yield fine("regions", f"{count} regions")
    else:
        yield warn(
            "regions",
            "none are loaded: no map, no working regions, no postal codes",
            "run `brug regions load`",
        )


def _is_compiled(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    if not compiled.exists():
        return False
    # A package is compiled as a whole, and its files get their times in any order.
    is_checkout = (settings.SOURCE_DIR.parent.parent / "pyproject.toml").exists()
    return not is_checkout or compiled.stat().st_mtime >= source.stat().st_mtime
