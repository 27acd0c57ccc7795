"""The drawn shapes of a level, kept in memory until regions are loaded again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from brug.kernel.models import Region, RegionKind, RegionShape


@dataclass(frozen=True)
class Drawn:
    """A region as it is drawn, in units of the map sheet."""

    code: str
    tree_path: str
    names: dict[str, str]
    path: str
    left: int
    top: int
    right: int
    bottom: int
    label_x: int
    label_y: int

    @property
    def name(self) -> str:
        """The name in the active language; Dutch where there is none."""
        return self.names.get((get_language() or "nl")[:2]) or self.names["nl"]


def drawn_regions(level: RegionKind, within: Sequence[str] = ()) -> list[Drawn]:
    """Return the active regions of a kind that have a shape, of the given regions (codes) or all.

    Two small queries a call; the shapes themselves are read once a process.
    """
    stamp = RegionShape.objects.aggregate(Max("updated_at"), Max("region__updated_at"), Count("pk"))
    regions = _read(str(level), str(stamp))
    if not within:
        return regions
    roots = Region.objects.filter(code__in=within).values_list("path", flat=True)
    prefixes = tuple(roots)
    return [region for region in regions if region.tree_path.startswith(prefixes)]


@lru_cache(maxsize=8)
def _read(level: str, stamp: str) -> list[Drawn]:  # noqa: ARG001 - the stamp makes old reads void
    shapes = RegionShape.objects.filter(region__kind=level, region__is_active=True)
    return [
        Drawn(
            code=shape.region.code,
            tree_path=shape.region.path,
            names={
                "nl": shape.region.name_nl,
                "fr": shape.region.name_fr,
                "en": shape.region.name_en,
            },
            path=mark_safe(shape.path),  # noqa: S308 - numbers that `outline` wrote; long to escape
            left=shape.left,
            top=shape.top,
            right=shape.right,
            bottom=shape.bottom,
            label_x=shape.label_x,
            label_y=shape.label_y,
        )
        for shape in shapes.select_related("region").defer("geometry").order_by("region__path")
    ]
