"""Make one shape of neighbours: what they share goes, what is left is the outside."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from brug.kernel.regions.shape_files import Coordinates

Point = tuple[float, float]
Ring = list[Point]
Edge = tuple[Point, Point]

SLIVER = 5e-6  # square degrees, some four hectares in Belgium: gaps between borders that just miss


def dissolve(shapes: Iterable[Coordinates]) -> Coordinates:
    """Return the union of shapes that meet along the same points, as MultiPolygon coordinates.

    Where two neighbours draw their border through different points, both drawings of it stay and
    the gaps between them, up to ``SLIVER``, are closed: the land is right, with a seam in it.
    """
    edges: set[Edge] = set()
    for polygons in shapes:
        for polygon in polygons:
            for index, ring in enumerate(polygon):
                points = [(point[0], point[1]) for point in ring]
                if (_area(points) > 0) == (index > 0):
                    points.reverse()
                for edge in pairwise(points):
                    if (edge[1], edge[0]) in edges:
                        edges.remove((edge[1], edge[0]))
                    else:
                        edges.add(edge)
    return _polygons([ring for ring in _rings(edges) if abs(_area(ring)) > SLIVER])


def _rings(edges: set[Edge]) -> list[Ring]:
    """Follow the edges round; a point met twice closes a ring."""
    following: dict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(edges):
        following[start].append(end)
    rings = []
    for start in list(following):
        while following[start]:
            walk: dict[Point, None] = {start: None}
            point = start
            while following[point]:
                point = following[point].pop()
                if point in walk:
                    points = list(walk)
                    loop = points[points.index(point) :]
                    rings.append([*loop, point])
                    for passed in loop[1:]:
                        del walk[passed]
                else:
                    walk[point] = None
    return rings


def _polygons(rings: list[Ring]) -> Coordinates:
    """Rings that turn left are outsides; others are holes in the smallest outside round them."""
    outsides = sorted((ring for ring in rings if _area(ring) > 0), key=_area)
    polygons = [[ring] for ring in outsides]
    for hole in (ring for ring in rings if _area(ring) < 0):
        for polygon in polygons:
            if _holds(polygon[0], hole):
                polygon.append(hole)
                break
    return [[[list(point) for point in ring] for ring in polygon] for polygon in polygons]


def _area(ring: Ring) -> float:
    """The signed area in square degrees, positive where it turns left."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _holds(outside: Ring, inner: Ring) -> bool:
    """Whether the first point of ``inner`` that is not on ``outside`` lies within it."""
    border = set(outside)
    x, y = next((point for point in inner if point not in border), inner[0])
    crossings = sum(
        (a[1] <= y) != (b[1] <= y) and x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise(outside)
    )
    return crossings % 2 == 1
