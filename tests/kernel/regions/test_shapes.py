"""Loading an organisation's own shapes."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region, RegionShape
from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.geometry import to_sheet
from brug.kernel.regions.services import load_shapes
from brug.kernel.regions.shape_files import read_shapes
from tests.kernel.regions.conftest import SYSTEM, square

pytestmark = pytest.mark.django_db


def feature(code: str, *rings: list[list[float]], kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"nis": code},
        "geometry": {"type": kind, "coordinates": list(rings)},
    }


def collection(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf8")
    return path


@pytest.fixture
def north(faraway: Path) -> Path:
    """A file with the two municipalities of the north, side by side."""
    return collection(
        faraway.parent / "north.json", feature("N1", square(4, 50)), feature("N2", square(5, 50))
    )


def test_regions_get_the_shapes_of_the_file(north: Path) -> None:
    counts = load_shapes(actor=SYSTEM, source=north, key="nis")
    assert counts.shapes_new == 3
    shape = Region.objects.get(code="N1").shape
    assert shape.geometry == {"type": "MultiPolygon", "coordinates": [[square(4, 50)]]}
    assert (shape.left, shape.bottom) == to_sheet(4, 50)


def test_a_region_whose_parts_all_have_shapes_gets_their_union(north: Path) -> None:
    load_shapes(actor=SYSTEM, source=north, key="nis")
    union = Region.objects.get(code="N").shape
    assert (union.left, union.bottom) == to_sheet(4, 50)
    assert (union.right, union.top) == to_sheet(6, 51)
    assert union.path.count("M") == 1
    assert not RegionShape.objects.filter(region__code="XX").exists(), "the south has no shape"


def test_a_shape_of_its_own_in_the_file_beats_the_union(north: Path) -> None:
    own = square(10, 50)
    collection(north, feature("N1", square(4, 50)), feature("N2", square(5, 50)), feature("N", own))
    load_shapes(actor=SYSTEM, source=north, key="nis")
    assert Region.objects.get(code="N").shape.geometry["coordinates"] == [[own]]


def test_loading_shapes_again_changes_nothing(north: Path) -> None:
    load_shapes(actor=SYSTEM, source=north, key="nis")
    assert not load_shapes(actor=SYSTEM, source=north, key="nis")


def test_a_new_shape_replaces_the_old_one(north: Path) -> None:
    load_shapes(actor=SYSTEM, source=north, key="nis")
    collection(north, feature("N1", square(4, 50, 0.5)))
    counts = load_shapes(actor=SYSTEM, source=north, key="nis")
    assert (counts.shapes_new, counts.shapes_changed) == (0, 1)


def test_parts_of_one_region_may_be_spread_over_features(north: Path) -> None:
    collection(north, feature("N1", square(4, 50)), feature("N1", square(8, 50)))
    load_shapes(actor=SYSTEM, source=north, key="nis")
    assert Region.objects.get(code="N1").shape.path.count("M") == 2


def test_shapes_of_unknown_regions_are_counted_and_left(north: Path) -> None:
    collection(north, feature("N1", square(4, 50)), feature("Q", square(8, 50)))
    counts = load_shapes(actor=SYSTEM, source=north, key="nis")
    assert counts.shapes_unknown == 1
    assert RegionShape.objects.count() == 1


def test_a_file_of_other_regions_is_refused(north: Path) -> None:
    collection(north, feature("Q", square(8, 50)))
    with pytest.raises(RegionFileError, match="no 'nis' in it is the code of a region"):
        load_shapes(actor=SYSTEM, source=north, key="nis")


def test_a_shape_too_small_to_draw_is_refused_by_name(north: Path) -> None:
    collection(north, feature("N1", square(4, 50, 0.000002)))
    with pytest.raises(RegionFileError, match="region N1: the shape has no area"):
        load_shapes(actor=SYSTEM, source=north, key="nis")


def test_only_who_may_change_regions_loads_shapes(north: Path) -> None:
    with pytest.raises(PermissionDenied):
        load_shapes(actor=Actor.visitor(), source=north, key="nis")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1"),
        ("[]", "is neither"),
        ('{"type": "FeatureCollection", "features": []}', "holds no shapes"),
        ('{"type": "FeatureCollection"}', "feature 1: no polygon: 'features'"),
        ('{"type": "Topology", "objects": {}}', "feature 1: no polygon: 'transform'"),
    ],
)
def test_a_file_without_shapes_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "shapes.json"
    path.write_text(content, "utf8")
    with pytest.raises(RegionFileError) as raised:
        read_shapes(path)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (feature("", square(4, 50)), "feature 2: has no 'nis' (its properties: nis)"),
        (feature("N2", [[4, 50], [5, 50], [4, 50]]), "feature 2: no polygon: a ring needs four"),
        (feature("N2", square(150000, 50)), "feature 2: no polygon: [150000, 50] is no longitude"),
        (feature("N2", square(float("nan"), 50)), "feature 2: no polygon: [nan, 50]"),
        (feature("N2", [4, 50], kind="Point"), "feature 2: no polygon: it is a Point"),
        ({"properties": {"nis": "N2"}, "geometry": None}, "feature 2: no polygon"),
    ],
)
def test_a_broken_feature_is_refused_by_its_number(
    tmp_path: Path, bad: dict[str, Any], message: str
) -> None:
    path = collection(tmp_path / "shapes.json", feature("N1", square(4, 50)), bad)
    with pytest.raises(RegionFileError) as raised:
        read_shapes(path, key="nis")
    assert message in str(raised.value)


def test_topojson_shares_the_border_between_neighbours(tmp_path: Path) -> None:
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [4, 50]},
        "arcs": [
            [[2, 0], [0, 2]],
            [[2, 2], [-2, 0], [0, -2], [2, 0]],
            [[2, 0], [2, 0], [0, 2], [-2, 0]],
        ],
        "objects": {
            "any": {
                "geometries": [{"id": "W", "arcs": [[[0, 1]]]}, {"id": "E", "arcs": [[[2, -1]]]}]
            }
        },
    }
    path = tmp_path / "shapes.topo.json"
    path.write_text(json.dumps(topology), "utf8")
    shapes = read_shapes(path)
    assert shapes["W"] == [[[[5, 50], [5, 51], [4, 51], [4, 50], [5, 50]]]]
    assert shapes["E"] == [[[[5, 50], [6, 50], [6, 51], [5, 51], [5, 50]]]]
