"""What a file says of regions and postal codes, checked one by one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from brug.kernel.models import RegionKind
from brug.kernel.regions.errors import RegionFileError

Code = Annotated[str, StringConstraints(pattern=r"^[\w.:/-]{1,40}$")]
Name = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120, pattern=r"^[^\x00]*$")
]
Lat = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Lon = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Names(BaseModel):
    """A name in three languages; only Dutch is obliged, the others fall back on it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nl: Annotated[Name, StringConstraints(min_length=1)]
    fr: Name = ""
    en: Name = ""


class _Located(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    lat: Lat | None = None
    lon: Lon | None = None


class RegionRecord(_Located):
    """A region as a file has it; ``parent`` is the code of the region it lies in."""

    code: Code
    kind: RegionKind
    names: Names
    parent: Code | None = None
    is_active: bool = True


class PostalRecord(_Located):
    """A postal code in one region; ``is_main`` where it is the only or the first one."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z-]{1,12}$")]
    region: Code
    is_main: bool = True
    places: tuple[Name, ...] = ()


def region_record(path: Path, line: int, values: Mapping[str, Any]) -> RegionRecord:
    """Return the checked record.

    Raises:
        RegionFileError: a value is missing, unknown, or of the wrong kind.
    """
    try:
        record = RegionRecord.model_validate(values)
    except ValidationError as error:
        raise RegionFileError(path, _reasons(error), line=line) from error
    _check_both_coordinates(path, line, record)
    return record


def postal_record(path: Path, line: int, values: Mapping[str, Any]) -> PostalRecord:
    """Return the checked record.

    Raises:
        RegionFileError: a value is missing, unknown, or of the wrong kind.
    """
    try:
        record = PostalRecord.model_validate(values)
    except ValidationError as error:
        raise RegionFileError(path, _reasons(error), line=line) from error
    _check_both_coordinates(path, line, record)
    return record


def _check_both_coordinates(path: Path, line: int, record: _Located) -> None:
    if (record.lat is None) != (record.lon is None):
        raise RegionFileError(path, "give both lat and lon, or neither", line=line)


def _reasons(error: ValidationError) -> str:
    return "; ".join(
        f"'{'.'.join(str(part) for part in item['loc'])}': {item['msg']}" for item in error.errors()
    )
