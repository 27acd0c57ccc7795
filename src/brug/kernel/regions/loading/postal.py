"""Write postal codes."""

from brug.kernel.models import PostalCode, Region
from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.loading.counts import LoadCounts
from brug.kernel.regions.records import PostalRecord
from brug.kernel.regions.source import RegionSource

_BATCH = 500
_FIELDS = ["places", "is_main", "lat", "lon"]
Key = tuple[str, str, str]


def write_postal_codes(source: RegionSource, counts: LoadCounts) -> None:
    """Make the postal codes that the source names as it says; codes it does not name stay.

    Raises:
        RegionFileError: a code lies in an unknown region, comes twice, or has two main ones.
    """
    regions = dict(Region.objects.values_list("code", "pk"))
    wanted = _checked(source, regions)
    named = {(record.country, record.code) for record in wanted.values()}
    present = {
        (row.country, row.code, row.region.code): row
        for row in PostalCode.objects.select_related("region")
        if (row.country, row.code) in named
    }
    gone = [row.pk for key, row in present.items() if key not in wanted]
    for start in range(0, len(gone), _BATCH):
        PostalCode.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    changed = _changed(present, wanted)
    # A new main row must find no other: those that give way go first.
    changed.sort(key=lambda row: row.is_main)
    PostalCode.objects.bulk_update(changed, _FIELDS, _BATCH)
    new = [
        PostalCode(
            country=record.country,
            code=record.code,
            region_id=regions[record.region],
            **_values(record),
        )
        for key, record in wanted.items()
        if key not in present
    ]
    PostalCode.objects.bulk_create(new, batch_size=_BATCH)
    counts.postal_codes_new += len(new)
    counts.postal_codes_changed += len(changed)
    counts.postal_codes_removed += len(gone)


def _checked(source: RegionSource, regions: dict[str, int]) -> dict[Key, PostalRecord]:
    wanted: dict[Key, PostalRecord] = {}
    mains: set[tuple[str, str]] = set()
    for record in source.postal_codes:
        key = (record.country, record.code, record.region)
        if record.region not in regions:
            raise _error(source, record, f"lies in the unknown region '{record.region}'")
        if key in wanted:
            raise _error(source, record, f"stands twice in region '{record.region}'")
        if record.is_main and key[:2] in mains:
            raise _error(source, record, "has two main regions")
        if record.is_main:
            mains.add(key[:2])
        wanted[key] = record
    for record in wanted.values():
        if (record.country, record.code) not in mains:
            raise _error(source, record, "has no main region")
    return wanted


def _error(source: RegionSource, record: PostalRecord, reason: str) -> RegionFileError:
    return RegionFileError(source.path, f"postal code {record.country}-{record.code} {reason}")


def _changed(present: dict[Key, PostalCode], wanted: dict[Key, PostalRecord]) -> list[PostalCode]:
    changed = []
    for key in present.keys() & wanted.keys():
        row, values = present[key], _values(wanted[key])
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    return changed


def _values(record: PostalRecord) -> dict[str, object]:
    return {
        "places": list(record.places),
        "is_main": record.is_main,
        "lat": record.lat,
        "lon": record.lon,
    }
