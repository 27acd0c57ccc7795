"""Make the shapes of municipalities from the cantons' true borders and the places within them.

A canton is one or more whole municipalities, or part of a city. Where it holds one municipality
its border is that municipality's own; where it holds several, the land between them goes to the
municipality of the nearest settlement (Voronoi cells). Provinces, working regions and the country
never cut a canton, so their borders are true.

All lengths are metres in a plane that is true to scale in the middle of Belgium.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from region_sources import Canton, Place

LON_0, LAT_0 = 4.6, 50.6
METRES_A_DEGREE = 111_320.0
SCALE = np.array([METRES_A_DEGREE * math.cos(math.radians(LAT_0)), METRES_A_DEGREE])
ORIGIN = np.array([LON_0, LAT_0])

BORDER_DETAIL = 15  # of the cantons, before anything else: they come with a point each metre
GRID = 1  # borders that must meet are put on this grid
CRUMB = 400_000  # square metres; smaller loose parts go to a neighbour or away


def to_plane(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: (xy - ORIGIN) * SCALE)


def to_degrees(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy / SCALE + ORIGIN)


def polygons(geometry: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]


class Seeds:
    """The settlements of one canton, each a claim of its municipality on the land nearest to it."""

    def __init__(self, canton: Canton, area: BaseGeometry, places: Iterable[Place]) -> None:
        self.area = area
        found = [
            (to_plane(Point(place.lon, place.lat)), place.municipality)
            for place in places
            if place.municipality in canton.municipalities
        ]
        inside = [(point, code) for point, code in found if area.covers(point)]
        for code in set(canton.municipalities) - {code for _, code in inside}:
            # A part of a city may hold no settlement of its own: the nearest one then stands in.
            nearest = min(
                (point for point, c in found if c == code), key=area.distance, default=None
            )
            if nearest is None:
                raise ValueError(f"no place is known in municipality {code}")
            inside.append((nearest, code))
        self.points = [point for point, _ in inside]
        self.codes = [code for _, code in inside]
        self.tree = STRtree(self.points)

    def owner(self, point: Point) -> str:
        """The municipality whose settlement is nearest."""
        return self.codes[self.tree.nearest(point)]

    def borders(self) -> list[BaseGeometry]:
        """The lines within the canton where one municipality meets another."""
        if len(set(self.codes)) == 1:
            return []
        cells = polygons(
            shapely.voronoi_polygons(MultiPoint(self.points), extend_to=self.area.envelope)
        )
        own: dict[str, list[Polygon]] = defaultdict(list)
        for cell in cells:
            own[self.owner(cell.representative_point())].append(cell)
        return [shapely.union_all(parts).boundary.intersection(self.area) for parts in own.values()]


def municipality_shapes(
    cantons: Sequence[Canton], places: Sequence[Place]
) -> dict[str, BaseGeometry]:
    """A shape for each municipality; together they cover the country without gap or overlap."""
    areas = shapely.coverage_simplify([to_plane(shape(c.geometry)) for c in cantons], BORDER_DETAIL)
    areas = shapely.set_precision(areas, GRID)
    seeds = [Seeds(c, a, places) for c, a in zip(cantons, areas, strict=True)]
    lines: list[BaseGeometry] = [area.boundary for area in areas]
    for seed in seeds:
        lines += seed.borders()
    network = shapely.union_all(lines, grid_size=GRID)
    tree = STRtree(areas)
    faces: list[Face] = []
    for polygon in polygons(shapely.polygonize([network])):
        inner = polygon.representative_point()
        hit = tree.query(inner, predicate="intersects")
        if len(hit):  # else a piece of another country inside ours
            faces.append(Face(polygon, seeds[hit[0]].owner(inner), cantons[hit[0]].code))
    return _dissolve(_without_crumbs(_merged(faces)))


@dataclass(frozen=True)
class Face:
    """A piece of land of one municipality in one canton."""

    polygon: Polygon
    municipality: str
    canton: str


def _merged(faces: Iterable[Face]) -> list[Face]:
    """One face for each connected part of a municipality, named by the canton of its largest."""
    own: dict[str, list[Face]] = defaultdict(list)
    for face in faces:
        own[face.municipality].append(face)
    merged = []
    for code, members in own.items():
        for part in polygons(shapely.coverage_union_all([f.polygon for f in members])):
            inside = [f for f in members if part.covers(f.polygon.representative_point())]
            canton = max(inside, key=lambda f: f.polygon.area).canton
            merged.append(Face(part, code, canton))
    return merged


def _dissolve(faces: Iterable[Face]) -> dict[str, BaseGeometry]:
    own: dict[str, list[Polygon]] = defaultdict(list)
    for face in faces:
        own[face.municipality].append(face.polygon)
    return {code: shapely.coverage_union_all(parts) for code, parts in sorted(own.items())}


def _without_crumbs(parts: list[Face]) -> list[Face]:
    """Give each loose part to the neighbour it borders on most; drop crumbs that have none.

    A loose part that only other cantons surround is a true exclave and stays, if it is no crumb.
    """
    largest: dict[str, float] = defaultdict(float)
    for part in parts:
        largest[part.municipality] = max(largest[part.municipality], part.polygon.area)
    tree = STRtree([part.polygon for part in parts])
    result = []
    for index, part in enumerate(parts):
        if part.polygon.area == largest[part.municipality]:
            result.append(part)
            continue
        crumb = part.polygon.area < CRUMB
        shared = {
            i: part.polygon.intersection(parts[i].polygon).length
            for i in tree.query(part.polygon, predicate="intersects")
            if i != index and (crumb or parts[i].canton == part.canton)
        }
        if shared and max(shared.values()) > 0:
            heir = parts[max(shared, key=shared.__getitem__)]
            result.append(Face(part.polygon, heir.municipality, heir.canton))
        elif not crumb:
            result.append(part)
    return result


def simplified(shapes: Mapping[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """The same shapes with fewer points; shared borders stay shared."""
    simple = shapely.coverage_simplify(list(shapes.values()), tolerance)
    return {
        code: MultiPolygon(_solid(polygons(geometry)))
        for code, geometry in zip(shapes, simple, strict=True)
    }


def _solid(parts: list[Polygon]) -> list[Polygon]:
    """Parts worth drawing: no crumbs beside a larger part (holes hold other municipalities)."""
    largest = max(part.area for part in parts)
    return [part for part in parts if part.area >= CRUMB or part.area == largest]


def dissolved(
    shapes: Mapping[str, BaseGeometry], group_of: Mapping[str, str]
) -> dict[str, BaseGeometry]:
    """The shapes of the groups (provinces, working regions, the country)."""
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, geometry in shapes.items():
        groups[group_of[code]].append(geometry)
    return {
        group: MultiPolygon(
            [Polygon(p.exterior, _real_holes(p)) for p in polygons(shapely.coverage_union_all(g))]
        )
        for group, g in groups.items()
    }


def _real_holes(part: Polygon) -> list[LineString]:
    return [ring for ring in part.interiors if Polygon(ring).area >= CRUMB]
