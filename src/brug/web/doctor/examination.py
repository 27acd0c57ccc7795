"""Look at every part, whatever state the others are in."""

from collections.abc import Callable, Collection, Iterator

from brug.web.doctor import Finding, data, fail, folders, house, mail, work

EXAMINATIONS: dict[str, Callable[[], Iterator[Finding]]] = {
    "settings": house.settings_fit,
    "time": house.time_zone,
    "languages": house.languages,
    "folders": folders.writable,
    "disk": folders.space,
    "keys": folders.keys,
    "replaced": folders.replaced,
    "static": folders.static_files,
    "database": data.database,
    "migrations": data.migrations,
    "regions": house.regions,
    "cache": data.cache_answers,
    "mail": mail.relay,
    "worker": work.schedules_on_time,
    "jobs": work.jobs,
    "mails": work.mails,
}


# Looked at in a moment, also while somebody waits for a page.
QUICK = ("settings", "time", "folders", "keys", "replaced", "regions", "worker")


def examine(parts: Collection[str] = EXAMINATIONS) -> list[Finding]:
    """Return what was found of each part; a part that cannot be examined is a finding too."""
    findings: list[Finding] = []
    for part in parts:
        look = EXAMINATIONS[part]
        try:
            findings += look()
        except Exception as error:
            kind = f"{type(error).__name__}: {error}".splitlines()[0]
            findings.append(
                fail(part, f"could not be examined ({kind})", "mend what stands above first")
            )
    return findings
