"""Loading regions and their shapes."""

from pathlib import Path

from django.db import transaction

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.regions.loading.counts import LoadCounts
from brug.kernel.regions.loading.postal import write_postal_codes
from brug.kernel.regions.loading.shapes import write_shapes
from brug.kernel.regions.loading.tree import retire_missing, write_regions
from brug.kernel.regions.signals import regions_changed
from brug.kernel.regions.source import read_source

BELGIUM = Path(__file__).parent.parent / "data" / "regions" / "belgium" / "regions.yaml"


@transaction.atomic
def load_regions(*, actor: Actor, source: Path = BELGIUM, retire: bool = False) -> LoadCounts:
    """Bring the tree of regions, postal codes and shapes in line with a file; all of it or nothing.

    Regions keep their keys, so whatever refers to them stays. Those that the file does not name
    stay too; with ``retire`` they are switched off. A second run of the same file changes nothing.
    Noted in the audit trail where anything changed; where more than shapes did, publishes
    ``regions_changed``, so that figures by region are counted anew.

    Raises:
        PermissionDenied: the actor may not change regions.
        RegionFileError: a file is broken; the message says where and why.
    """
    actor.require("kernel.manage_regions")
    files = read_source(source)
    counts = LoadCounts()
    write_regions(files, counts)
    write_postal_codes(files, counts)
    for path in files.shapes:
        write_shapes(path, "id", counts)
    if retire:
        retire_missing(files, counts)
    _note(actor, source, counts)
    return counts


@transaction.atomic
def load_shapes(*, actor: Actor, source: Path, key: str = "id") -> LoadCounts:
    """Give regions the shapes of a GeoJSON or TopoJSON file; all of it or nothing.

    ``key`` is the property with the region's code ('id': the feature's own id). A region whose
    parts all have a shape in the file gets their union, unless it has one of its own there. Noted
    in the audit trail where anything changed.

    Raises:
        PermissionDenied: the actor may not change regions.
        RegionFileError: the file is broken, or holds no shape of a known region.
    """
    actor.require("kernel.manage_regions")
    counts = LoadCounts()
    write_shapes(source, key, counts)
    _note(actor, source, counts)
    return counts


def _note(actor: Actor, source: Path, counts: LoadCounts) -> None:
    root = Region.objects.first()
    if counts and root:
        note = f"{source.name}: {counts}"
        audit.record(actor=actor, verb="kernel.regions_loaded", target=root, note=note)
    if counts.changed_the_tree:
        regions_changed.send(sender=None)
