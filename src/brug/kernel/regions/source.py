"""Read a tree of regions from files, without the database.

What the files hold is told in this folder's README.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.records import (
    PostalRecord,
    RegionRecord,
    postal_record,
    region_record,
)
from brug.kernel.yaml_text import LINE, YamlFault, read_plain

_KEYS = {"country", "regions", "tables", "postal_codes", "shapes", LINE}
_REGION_COLUMNS = {
    "code",
    "parent",
    "kind",
    "name_nl",
    "name_fr",
    "name_en",
    "lat",
    "lon",
    "active",
}
_POSTAL_COLUMNS = {"country", "code", "region", "is_main", "lat", "lon", "places"}
_YES_NO = {"1": True, "0": False, "true": True, "false": False, "yes": True, "no": False}

Row = tuple[int, dict[str, str]]


@dataclass
class RegionSource:
    """All that a folder of files says; regions come after the ones they lie in."""

    path: Path
    country: str = ""
    regions: list[RegionRecord] = field(default_factory=list)
    postal_codes: list[PostalRecord] = field(default_factory=list)
    shapes: list[Path] = field(default_factory=list)
    lines: dict[str, tuple[Path, int]] = field(default_factory=dict)

    def add(self, path: Path, line: int, record: RegionRecord) -> None:
        """Add a region and remember where it stands.

        Raises:
            RegionFileError: its code was used before.
        """
        if record.code in self.lines:
            first, at = self.lines[record.code]
            raise RegionFileError(
                path, f"code '{record.code}' was used before ({first.name}, line {at})", line=line
            )
        self.lines[record.code] = (path, line)
        self.regions.append(record)


def read_source(path: Path) -> RegionSource:
    """Read the file that describes a tree, and the tables that it names.

    Raises:
        RegionFileError: with file, line and reason.
    """
    content = _content(path)
    if not isinstance(content, dict):
        raise RegionFileError(path, "must be a mapping with the key 'regions'", line=1)
    if unknown := sorted(str(key) for key in set(content) - _KEYS):
        raise RegionFileError(path, f"unknown keys: {', '.join(unknown)}", line=content[LINE])
    country = content.get("country", "")
    if not isinstance(country, str):
        raise RegionFileError(path, "'country' must be two letters", line=content[LINE])
    source = RegionSource(path, country)
    for line, values in _nested(path, content.get("regions", []), None, content[LINE]):
        source.add(path, line, region_record(path, line, values))
    for table in _files(path, content, "tables"):
        for line, row in _rows(table, _REGION_COLUMNS):
            source.add(table, line, region_record(table, line, _region_values(row)))
    for table in _files(path, content, "postal_codes"):
        for line, row in _rows(table, _POSTAL_COLUMNS):
            values = _postal_values(row, source.country)
            source.postal_codes.append(postal_record(table, line, values))
    source.shapes = list(_files(path, content, "shapes"))
    return source


def _content(path: Path) -> Any:
    """What a file holds, as plain values."""
    try:
        return read_plain(path.read_bytes())
    except OSError as error:
        raise RegionFileError(path, error.strerror or "cannot be read") from error
    except YamlFault as fault:
        raise RegionFileError(path, fault.reason, line=fault.line) from fault


def _nested(path: Path, items: Any, parent: Any, line: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield line and values of the regions of a list and of all below them, parents first."""
    if not isinstance(items, list):
        raise RegionFileError(path, "regions and children must be lists", line=line)
    for item in items:
        if not isinstance(item, dict):
            raise RegionFileError(path, f"'{item}' is no region", line=line)
        values = {key: value for key, value in item.items() if key not in ("children", LINE)}
        if isinstance(values.get("names"), dict):
            values["names"] = {k: v for k, v in values["names"].items() if k != LINE}
        if parent is not None:
            values["parent"] = parent
        yield item[LINE], values
        yield from _nested(path, item.get("children", []), item.get("code"), item[LINE])


def _files(path: Path, content: Mapping[str, Any], key: str) -> Iterator[Path]:
    names = content.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise RegionFileError(path, f"'{key}' must be a list of file names", line=content[LINE])
    yield from (path.parent / name for name in names)


def _rows(path: Path, columns: set[str]) -> Iterator[Row]:
    """Yield the filled-in cells of each row with its line.

    Raises:
        RegionFileError: it cannot be read, or has columns that mean nothing here.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if unknown := sorted(set(reader.fieldnames or []) - columns):
                raise RegionFileError(path, f"unknown columns: {', '.join(unknown)}", line=1)
            for row in reader:
                if None in row:
                    raise RegionFileError(path, "more cells than columns", line=reader.line_num)
                yield reader.line_num, {key: cell for key, cell in row.items() if cell}
    except OSError as error:
        raise RegionFileError(path, error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise RegionFileError(path, "is not in UTF-8") from error
    except csv.Error as error:
        raise RegionFileError(path, f"is no table: {error}", line=reader.line_num) from error


def _region_values(row: dict[str, str]) -> dict[str, Any]:
    names = {key[5:]: row.pop(key) for key in list(row) if key.startswith("name_")}
    values: dict[str, Any] = {**row, "names": names}
    if "active" in values:
        active = values.pop("active")
        values["is_active"] = _YES_NO.get(active.lower(), active)
    return values


def _postal_values(row: dict[str, str], country: str) -> dict[str, Any]:
    values: dict[str, Any] = {"country": country, **row}
    values["places"] = [
        place.strip() for place in row.get("places", "").split("|") if place.strip()
    ]
    if "is_main" in row:
        values["is_main"] = _YES_NO.get(row["is_main"].lower(), row["is_main"])
    return values
