"""From outlines in degrees to SVG paths, without a geometry library.

The **map sheet** is the world in the Web Mercator projection, ``SHEET`` units wide, x to the right
and y down: one unit is about 24 metres in Belgium. Any region of any country has its place on it,
so shapes from different sources meet.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Ring = Sequence[Sequence[float]]  # points: longitude, latitude
Polygon = Sequence[Ring]
MultiPolygon = Sequence[Polygon]
SheetPoint = tuple[int, int]
SheetRing = list[SheetPoint]
Run = tuple[float, float]

SHEET = 1 << 20
MAX_LAT = 85.0  # Mercator stretches without end towards the poles


@dataclass(frozen=True)
class Outline:
    """A region's outline on the map sheet: SVG path, bounds, and where a label has most room."""

    path: str
    left: int
    top: int
    right: int
    bottom: int
    label_x: int
    label_y: int


def to_sheet(lon: float, lat: float) -> SheetPoint:
    """Return where a point in degrees (WGS 84) lies on the map sheet."""
    sine = math.sin(math.radians(max(-MAX_LAT, min(MAX_LAT, lat))))
    x = (lon + 180) / 360
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return round(x * SHEET), round(y * SHEET)


def outline(shape: MultiPolygon) -> Outline:
    """Return the drawn form of a shape in degrees.

    Raises:
        ValueError: nothing of the shape is left at the sheet's scale.
    """
    polygons = [rings for polygon in shape if (rings := _rings(polygon))]
    if not polygons:
        raise ValueError("the shape has no area")
    points = [point for rings in polygons for ring in rings for point in ring]
    label_x, label_y = _label_point(max(polygons, key=lambda rings: abs(_area(rings[0]))))
    return Outline(
        path="".join(_ring_path(ring) for rings in polygons for ring in rings),
        left=min(x for x, _ in points),
        top=min(y for _, y in points),
        right=max(x for x, _ in points),
        bottom=max(y for _, y in points),
        label_x=label_x,
        label_y=label_y,
    )


def _rings(polygon: Polygon) -> list[SheetRing]:
    """The polygon's rings on the sheet, closed rings left open; empty where its outside is gone."""
    rings = []
    for index, ring in enumerate(polygon):
        points: SheetRing = []
        for lon, lat, *_ in ring:
            point = to_sheet(lon, lat)
            if not points or point != points[-1]:
                points.append(point)
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) >= 3:
            rings.append(points)
        elif index == 0:
            return []
    return rings


def _area(ring: SheetRing) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring)) / 2


def _sides(ring: Sequence[SheetPoint]) -> Iterable[tuple[SheetPoint, SheetPoint]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _ring_path(ring: SheetRing) -> str:
    """One closed ring as an SVG path: its first point, then steps."""
    (x, y) = ring[0]
    steps = "".join(_step(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring))
    return f"M{x} {y}l{steps.lstrip()}z"


def _step(dx: int, dy: int) -> str:
    first = str(dx) if dx < 0 else f" {dx}"
    return first + (str(dy) if dy < 0 else f" {dy}")


def _label_point(rings: Sequence[SheetRing], levels: int = 24) -> SheetPoint:
    """The place within a polygon with most room for some lines of text.

    Seen are bands of five levels between its top and bottom: what lies within the polygon on all
    five is the band's room. The widest room wins, near the middle of the shape sooner than near
    its edge. (The centre of gravity may lie outside a bent region, or in a hole.)
    """
    ys = [y for _, y in rings[0]]
    top, height = min(ys), max(ys) - min(ys)
    runs = [_runs(rings, top + height * level / levels) for level in range(1, levels)]
    best, best_score = (float(rings[0][0][0]), float(rings[0][0][1])), -1.0
    for index in range(len(runs)):
        room = runs[index]
        for other in runs[max(0, index - 2) : index + 3]:
            room = _common(room, other)
        share = (index + 1) / levels
        for left, right in room or runs[index]:
            score = (right - left) * (1 - abs(share - 0.5)) * (1 if room else 0.1)
            if score > best_score:
                best, best_score = ((left + right) / 2, top + height * share), score
    return round(best[0]), round(best[1])


def _runs(rings: Sequence[SheetRing], y: float) -> list[Run]:
    """The stretches of the horizontal line at ``y`` that lie within the polygon."""
    crossings = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for ring in rings
        for a, b in _sides(ring)
        if (a[1] <= y) != (b[1] <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def _common(runs: Sequence[Run], others: Sequence[Run]) -> list[Run]:
    """The stretches that lie in both."""
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in runs for b in others)
    return [(left, right) for left, right in pairs if left < right]
