"""The shipped Belgian data: whole, and true to what others have."""

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from brug.kernel.models import PostalCode, Region, RegionKind, RegionShape
from brug.kernel.regions.dissolve import dissolve
from brug.kernel.regions.queries import region_for_postal_code
from brug.kernel.regions.services import BELGIUM, load_regions, load_shapes
from brug.kernel.regions.shape_files import Coordinates, read_shapes
from tests.kernel.regions.conftest import SYSTEM

SHAPES = BELGIUM.parent / "shapes.topo.json"


@pytest.fixture(scope="module")
def shapes() -> dict[str, Coordinates]:
    """All shipped shapes."""
    return read_shapes(SHAPES)


@pytest.fixture(scope="module")
def municipalities() -> list[dict[str, str]]:
    """The rows of the shipped table."""
    with (BELGIUM.parent / "municipalities.csv").open(encoding="utf8", newline="") as table:
        return list(csv.DictReader(table))


def covers(shape: Coordinates, lon: float, lat: float) -> bool:
    """Whether a point lies in a shape (crossings of a ray to the east)."""
    crossings = sum(
        (a[1] <= lat) != (b[1] <= lat) and lon < a[0] + (lat - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for polygon in shape
        for ring in polygon
        for a, b in pairwise(ring)
    )
    return crossings % 2 == 1


def size(polygons: Coordinates) -> float:
    return sum(
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2
        * (1 if index == 0 else -1)
        for polygon in polygons
        for index, ring in enumerate(polygon)
    )  # fmt: skip


def test_the_whole_country_is_there(belgium: None) -> None:
    kinds = Counter(Region.objects.values_list("kind", flat=True))
    assert kinds == {"country": 1, "working_region": 6, "province": 11, "municipality": 565}
    assert PostalCode.objects.filter(is_main=True).count() == 1149
    assert RegionShape.objects.count() == 583
    assert Region.find_problems() == ([], [], [], [], [])


def test_all_municipalities_are_in_a_working_region_two_levels_up(belgium: None) -> None:
    found = Region.objects.filter(kind=RegionKind.MUNICIPALITY)
    assert not found.exclude(working_region__kind=RegionKind.WORKING_REGION).exists()
    assert not found.exclude(depth=4).exists()
    counts = Counter(found.values_list("working_region__code", flat=True))
    assert sum(counts[code] for code in ("ANT", "BVB", "LIM", "OVL", "WVL")) == 304


def test_loading_belgium_again_changes_nothing(belgium: None) -> None:
    assert not load_regions(actor=SYSTEM)


@pytest.mark.parametrize(
    ("code", "place", "name"),
    [
        ("2000", None, "Antwerpen"),
        ("9000", None, "Gent"),
        ("1000", None, "Brussel"),
        ("3800", None, "Sint-Truiden"),
        ("9150", None, "Beveren-Kruibeke-Zwijndrecht"),
        ("1040", None, "Etterbeek"),
        ("1040", "Brussel", "Brussel"),
        ("1050", None, "Elsene"),
        ("1050", "bruxelles", "Brussel"),
        ("1804", None, "Vilvoorde"),
        ("1804", "Zemst", "Zemst"),
        ("4000", None, "Luik"),
        ("8970", None, "Poperinge"),
    ],
)
def test_known_postal_codes(belgium: None, code: str, place: str | None, name: str) -> None:
    region = region_for_postal_code(code, place=place)
    assert region is not None
    assert region.name_nl == name


def test_three_codes_are_shared(belgium: None) -> None:
    shared = PostalCode.objects.filter(is_main=False).values_list("code", flat=True)
    assert sorted(shared) == ["1040", "1050", "1804"]


def test_cities_have_names_in_three_languages(belgium: None) -> None:
    def names(code: str) -> tuple[str, str, str]:
        region = Region.objects.get(code=code)
        return region.name_nl, region.name_fr, region.name_en

    assert names("44021") == ("Gent", "Gand", "Ghent")
    assert names("62063") == ("Luik", "Liège", "Liège")
    assert names("21009") == ("Elsene", "Ixelles", "Ixelles")
    assert names("BVB")[1] == "Bruxelles & Brabant flamand"


def test_postal_codes_name_their_places(belgium: None) -> None:
    assert PostalCode.objects.get(code="1020").places == ["Laken", "Laeken"]
    assert PostalCode.objects.get(code="3700").places[:3] == ["Tongeren", "'S Herenelderen", "Berg"]
    assert not PostalCode.objects.filter(places=[]).exists()


def test_the_middle_of_each_municipality_is_in_its_own_shape(
    shapes: dict[str, Coordinates], municipalities: list[dict[str, str]]
) -> None:
    outside = [
        row["name_nl"]
        for row in municipalities
        if not covers(shapes[row["code"]], float(row["lon"]), float(row["lat"]))
    ]
    assert outside == []


def test_municipalities_tile_the_country_without_gap_or_overlap(
    shapes: dict[str, Coordinates], municipalities: list[dict[str, str]]
) -> None:
    parts = [shapes[row["code"]] for row in municipalities]
    assert sum(map(size, parts)) == pytest.approx(size(shapes["BE"]), rel=1e-4)
    assert size(dissolve(parts)) == pytest.approx(size(shapes["BE"]), rel=1e-4)


def test_no_shape_is_a_sliver(shapes: dict[str, Coordinates]) -> None:
    smallest = min(size(polygons) for polygons in shapes.values())
    assert smallest > 6e-5, "half a square kilometre"


def test_the_files_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in BELGIUM.parent.iterdir()}
    assert sum(sizes.values()) < 300_000, sizes


def official(shared_dir: Path) -> Path:
    path = shared_dir / "data" / "geo" / "vlbr-municipalities-2025.geo.json"
    if not path.is_file():
        pytest.skip("no official shapes to compare with")
    return path


def test_our_shapes_lie_where_the_official_ones_do(
    shapes: dict[str, Coordinates], shared_dir: Path
) -> None:
    features = json.loads(official(shared_dir).read_text("utf8"))["features"]
    inside = [
        covers(shapes[f["id"]], f["properties"]["lon"], f["properties"]["lat"]) for f in features
    ]
    assert len(inside) == 304
    assert sum(inside) / len(inside) > 0.95


def test_provinces_are_as_large_as_the_official_ones(
    belgium: None, shapes: dict[str, Coordinates], shared_dir: Path
) -> None:
    true_shapes = read_shapes(official(shared_dir), key="nis")
    for province in Region.objects.filter(code__in=["VAN", "BRU", "VBR", "VLI", "VOV", "VWV"]):
        codes = Region.objects.within(province).filter(kind="municipality")
        true_size = sum(size(true_shapes[region.code]) for region in codes)
        assert size(shapes[province.code]) == pytest.approx(true_size, rel=0.03), province.code


def test_an_organisation_can_bring_the_official_shapes(belgium: None, shared_dir: Path) -> None:
    before = dict(RegionShape.objects.values_list("region__code", "path"))
    counts = load_shapes(actor=SYSTEM, source=official(shared_dir), key="nis")
    assert counts.shapes_changed == 304 + 5 + 6, "municipalities, working regions, provinces"
    assert counts.shapes_unknown == 0
    after = dict(RegionShape.objects.values_list("region__code", "path"))
    assert {code for code in after if after[code] == before[code]} >= {"BE", "WAL", "WNA"}
    union = Region.objects.get(code="OVL").shape.geometry["coordinates"]
    assert size(union) == pytest.approx(size(read_shapes(SHAPES)["OVL"]), rel=0.03), (
        "the union has the province's size"
    )
