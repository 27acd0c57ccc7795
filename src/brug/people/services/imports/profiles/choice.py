"""Which profile reads a run, and which one files look like."""

import re
from collections.abc import Sequence
from itertools import islice

from brug.kernel.tables import TableError, read_table
from brug.people.import_words import Profile
from brug.people.models import ImportRun
from brug.people.rules.imports.mapping import Mapping, read_mapping
from brug.people.services.imports.profiles import base
from brug.people.services.imports.profiles.base import HandedIn
from brug.people.services.imports.profiles.brug import BrugExport, is_export
from brug.people.services.imports.profiles.civicrm_csv import CivicrmCsv, is_known
from brug.people.services.imports.profiles.civicrm_sql import CivicrmSql
from brug.people.services.imports.profiles.table import AnyTable

_DUMP = re.compile(rb"^\s*(--|/\*|INSERT\s|CREATE\s|DROP\s|SET\s|LOCK\s)", re.IGNORECASE)


def profile_of(run: ImportRun) -> base.Profile:
    """Return the profile of a run."""
    return profile_named(run.profile, read_mapping(run.mapping) if run.mapping else None)


def profile_named(name: str, mapping: Mapping | None) -> base.Profile:
    """Return a profile.

    Raises:
        ValueError: a table without a mapping.
    """
    if name == Profile.CIVICRM_SQL:
        return CivicrmSql()
    if name == Profile.CIVICRM_CSV:
        return CivicrmCsv()
    if name == Profile.BRUG:
        return BrugExport()
    if mapping is None:
        raise ValueError("a table is read by a mapping")
    return AnyTable(mapping)


def likely_profile(files: Sequence[HandedIn]) -> Profile:
    """Return what files look like, by their beginnings."""
    looks = [_looks_like(file) for file in files]
    for profile in (Profile.CIVICRM_SQL, Profile.BRUG, Profile.CIVICRM_CSV):
        if looks and all(look is profile for look in looks):
            return profile
    return Profile.TABLE


def _looks_like(file: HandedIn) -> Profile:
    with file.path.open("rb") as stream:
        if _DUMP.match(stream.read(200)):
            return Profile.CIVICRM_SQL
    if is_export(file):
        return Profile.BRUG
    try:
        headings = headings_of(file)
    except TableError:
        return Profile.TABLE
    return Profile.CIVICRM_CSV if is_known(headings) else Profile.TABLE


def headings_of(file: HandedIn) -> list[str]:
    """Return the headings of a table; none where it is empty.

    Raises:
        TableError: it cannot be read as one.
    """
    rows = first_rows(file, 1)
    return rows[0] if rows else []


def first_rows(file: HandedIn, count: int) -> list[list[str]]:
    """Return the first rows of a table, headings first.

    Raises:
        TableError: it cannot be read as one.
    """
    with file.path.open("rb") as stream:
        rows = read_table(stream, file.name, refuse=lambda _line, _reason: None)
        return [[cell.strip()[:80] for cell in row.cells] for row in islice(rows, count)]
