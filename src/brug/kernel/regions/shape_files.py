"""Read shapes from GeoJSON or TopoJSON, whole or refused."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brug.kernel.regions.errors import RegionFileError

Coordinates = list[list[list[list[float]]]]  # polygons of rings of points: lon, lat
DECIMALS = 6  # about ten centimetres


def read_shapes(path: Path, *, key: str = "id") -> dict[str, Coordinates]:
    """Return the MultiPolygon coordinates of each feature by its code.

    ``key`` names the property that holds the code; 'id' means the feature's own id. A code that
    comes twice gets the polygons of both. TopoJSON is read by its id alone.

    Raises:
        RegionFileError: with the feature's number and the reason.
    """
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise RegionFileError(path, error.strerror or "cannot be read") from error
    except json.JSONDecodeError as error:
        raise RegionFileError(path, f"is no JSON: {error.msg}", line=error.lineno) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise RegionFileError(path, "is no JSON in UTF-8") from error
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in {"FeatureCollection", "Topology"}:
        raise RegionFileError(path, "is neither a FeatureCollection nor a Topology")
    features = _features(path, content, key) if kind == "FeatureCollection" else _decoded(content)
    shapes: dict[str, Coordinates] = {}
    number = 1
    try:
        for code, polygons in features:
            shapes.setdefault(code, []).extend(_checked(polygons))
            number += 1
    except RegionFileError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise RegionFileError(path, f"no polygon: {error}", at=f"feature {number}") from error
    if not shapes:
        raise RegionFileError(path, "holds no shapes")
    return shapes


def _features(path: Path, content: dict[str, Any], key: str) -> Iterator[tuple[str, list[Any]]]:
    for number, feature in enumerate(content["features"], start=1):
        properties = feature.get("properties") or {}
        code = feature.get("id") if key == "id" else properties.get(key)
        if code is None or code == "":
            known = ", ".join(sorted(properties)) or "none"
            raise RegionFileError(
                path, f"has no '{key}' (its properties: {known})", at=f"feature {number}"
            )
        geometry = feature["geometry"]
        coordinates = geometry["coordinates"]
        if geometry["type"] not in {"Polygon", "MultiPolygon"}:
            raise ValueError(f"it is a {geometry['type']}")
        yield str(code), [coordinates] if geometry["type"] == "Polygon" else coordinates


def _decoded(topology: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """The MultiPolygons of a TopoJSON: borders that neighbours share are stored once in it."""
    (scale_x, scale_y) = topology["transform"]["scale"]
    (x0, y0) = topology["transform"]["translate"]
    arcs: list[list[list[float]]] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append([x * scale_x + x0, y * scale_y + y0])
        arcs.append(arc)

    def ring(indexes: list[int]) -> list[list[float]]:
        points: list[list[float]] = []
        for index in indexes:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    for collection in topology["objects"].values():
        for geometry in collection["geometries"]:
            yield str(geometry["id"]), [[ring(r) for r in polygon] for polygon in geometry["arcs"]]


def _checked(polygons: list[Any]) -> Coordinates:
    return [[_checked_ring(ring) for ring in polygon] for polygon in polygons if polygon]


def _checked_ring(ring: list[Any]) -> list[list[float]]:
    """The ring's points as numbers of degrees, rounded alike so that neighbours still meet."""
    points = []
    for lon, lat, *_ in ring:
        if not (math.isfinite(lon) and -180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValueError(f"[{lon}, {lat}] is no longitude and latitude in degrees")
        points.append([round(lon, DECIMALS), round(lat, DECIMALS)])
    if len(points) < 4:
        raise ValueError("a ring needs four points or more")
    return points
