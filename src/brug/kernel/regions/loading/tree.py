"""Write regions: new ones in bulk, moves one by one, and what is kept double for speed."""

from collections import defaultdict

from django.utils import timezone
from treebeard.numconv import NumConv

from brug.kernel.folding import fold
from brug.kernel.models import Region, RegionKind
from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.loading.counts import LoadCounts
from brug.kernel.regions.records import RegionRecord
from brug.kernel.regions.source import RegionSource

_FIELDS = ["kind", "name_nl", "name_fr", "name_en", "lat", "lon", "is_active", "search_text"]
_BATCH = 500
_steps = NumConv(Region.alphabet)


def write_regions(source: RegionSource, counts: LoadCounts) -> None:
    """Make, change and move regions so that they are as the source says.

    Raises:
        RegionFileError: a region lies in one that is not known.
    """
    known = {region.code: region for region in Region.objects.all()}
    records = _parents_first(source, set(known))
    counts.regions_new += _create([r for r in records if r.code not in known], known)
    counts.regions_moved += _move([r for r in records if r.code in known], known)
    counts.regions_changed += _change(records)
    _mark_working_regions()


def retire_missing(source: RegionSource, counts: LoadCounts) -> None:
    """Switch off the regions that the source does not name; what refers to them stays."""
    named = {record.code for record in source.regions}
    codes = Region.objects.filter(is_active=True).values_list("code", flat=True)
    gone = [code for code in codes if code not in named]
    for start in range(0, len(gone), _BATCH):
        batch = Region.objects.filter(code__in=gone[start : start + _BATCH])
        counts.regions_retired += batch.update(is_active=False, updated_at=timezone.now())


def _parents_first(source: RegionSource, known: set[str]) -> list[RegionRecord]:
    """The records in an order in which each comes after the one it lies in."""
    own = {record.code for record in source.regions}
    done: dict[str, RegionRecord] = {}
    waiting = source.regions
    while waiting:
        later = []
        for record in waiting:
            parent = record.parent
            if parent is None or parent in done or (parent in known and parent not in own):
                done[record.code] = record
            else:
                later.append(record)
        if len(later) == len(waiting):
            record = later[0]
            path, line = source.lines[record.code]
            reason = f"'{record.code}' lies in '{record.parent}', which is unknown or below it"
            raise RegionFileError(path, reason, line=line)
        waiting = later
    return list(done.values())


def _create(records: list[RegionRecord], known: dict[str, Region]) -> int:
    """Insert new regions after their parents' present children, a level at a time."""
    last: dict[str, int] = defaultdict(int)
    for region in known.values():
        parent, step = region.path[: -Region.steplen], region.path[-Region.steplen :]
        last[parent] = max(last[parent], _steps.str2int(step))
    made = []
    grown: dict[str, Region] = {}
    for record in records:
        parent_region = known[record.parent] if record.parent else None
        parent = parent_region.path if parent_region else ""
        last[parent] += 1
        step = _steps.int2str(last[parent]).rjust(Region.steplen, Region.alphabet[0])
        region = Region(code=record.code, path=parent + step, numchild=0, **_values(record))
        region.depth = len(region.path) // Region.steplen
        if parent_region:
            parent_region.numchild += 1
            grown[parent_region.code] = parent_region
        known[record.code] = region
        made.append(region)
    Region.objects.bulk_create(made, batch_size=_BATCH)
    Region.objects.bulk_update(
        [region for region in grown.values() if region not in made], ["numchild"], _BATCH
    )
    return len(made)


def _move(records: list[RegionRecord], known: dict[str, Region]) -> int:
    """Bring regions under the parent that they now have, highest first."""
    moved = 0
    for record in records:
        parent_path = known[record.parent].path if record.parent else ""
        if known[record.code].path[: -Region.steplen] == parent_path:
            continue
        region = Region.objects.get(code=record.code)
        if record.parent:
            region.move(Region.objects.get(code=record.parent), "last-child")
        else:
            region.move(Region.get_last_root_node(), "last-sibling")
        known.update((region.code, region) for region in Region.objects.all())
        moved += 1
    return moved


def _change(records: list[RegionRecord]) -> int:
    """Update the regions whose fields differ from their record."""
    regions = {region.code: region for region in Region.objects.all()}
    now = timezone.now()
    changed = []
    for record in records:
        region, values = regions[record.code], _values(record)
        if any(getattr(region, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(region, name, value)
            region.updated_at = now
            changed.append(region)
    Region.objects.bulk_update(changed, [*_FIELDS, "updated_at"], _BATCH)
    return len(changed)


def _mark_working_regions() -> None:
    """Repeat on each region the nearest region above it (or itself) that is a working region."""
    nearest: dict[str, int | None] = {}
    changed = []
    for region in Region.objects.order_by("path"):
        above = nearest.get(region.path[: -Region.steplen])
        own = region.pk if region.kind == RegionKind.WORKING_REGION else above
        nearest[region.path] = own
        if region.working_region_id != own:
            region.working_region_id = own
            changed.append(region)
    Region.objects.bulk_update(changed, ["working_region"], _BATCH)


def _values(record: RegionRecord) -> dict[str, object]:
    names = record.names
    return {
        "kind": record.kind.value,
        "name_nl": names.nl,
        "name_fr": names.fr,
        "name_en": names.en,
        "lat": record.lat,
        "lon": record.lon,
        "is_active": record.is_active,
        "search_text": " | ".join(
            dict.fromkeys(fold(n) for n in (names.nl, names.fr, names.en) if n)
        ),
    }
