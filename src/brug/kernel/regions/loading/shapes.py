"""Write shapes, and redraw the regions above them."""

from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from django.utils import timezone

from brug.kernel.models import Region, RegionShape
from brug.kernel.regions.dissolve import dissolve
from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.geometry import outline
from brug.kernel.regions.loading.counts import LoadCounts
from brug.kernel.regions.shape_files import Coordinates, read_shapes

_BATCH = 200
_FIELDS = [
    "geometry", "path", "left", "top", "right", "bottom", "label_x", "label_y", "updated_at"
]  # fmt: skip


def write_shapes(path: Path, key: str, counts: LoadCounts) -> None:
    """Give regions the shapes of a file; a region whose parts all have new shapes gets their union.

    Raises:
        RegionFileError: the file is broken, or none of its codes is that of a region.
    """
    shapes = read_shapes(path, key=key)
    codes = set(Region.objects.values_list("code", flat=True))
    counts.shapes_unknown += len(shapes.keys() - codes)
    shapes = {code: polygons for code, polygons in shapes.items() if code in codes}
    if not shapes:
        raise RegionFileError(path, f"no '{key}' in it is the code of a region")
    _add_unions(shapes)
    _write(path, shapes, counts)


def _add_unions(shapes: dict[str, Coordinates]) -> None:
    """Add the regions above that lie wholly within the new shapes, lowest first."""
    parts: dict[str, list[str]] = defaultdict(list)
    for region in Region.objects.filter(is_active=True).order_by("-depth", "path"):
        below = parts.get(region.path, [])
        if region.code not in shapes and below and all(code in shapes for code in below):
            shapes[region.code] = dissolve(shapes[code] for code in below)
        parts[region.path[: -Region.steplen]].append(region.code)


def _write(path: Path, shapes: dict[str, Coordinates], counts: LoadCounts) -> None:
    keys = dict(Region.objects.values_list("code", "pk"))
    present = RegionShape.objects.in_bulk()
    now = timezone.now()
    new: list[RegionShape] = []
    changed: list[RegionShape] = []
    for code, polygons in shapes.items():
        geometry = {"type": "MultiPolygon", "coordinates": polygons}
        shape = present.get(keys[code])
        if shape and shape.geometry == geometry:
            continue
        try:
            drawn = asdict(outline(polygons))
        except ValueError as error:
            raise RegionFileError(path, str(error), at=f"region {code}") from error
        values = RegionShape(region_id=keys[code], geometry=geometry, updated_at=now, **drawn)
        (changed if shape else new).append(values)
    RegionShape.objects.bulk_create(new, batch_size=_BATCH)
    RegionShape.objects.bulk_update(changed, _FIELDS, _BATCH)
    counts.shapes_new += len(new)
    counts.shapes_changed += len(changed)
