"""``brug regions``: how an operator brings the tree of regions and its shapes."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brug.kernel.models import Region, RegionShape
from brug.web.commands.regions import regions

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(regions, arguments)


def test_without_a_file_it_loads_belgium_and_a_second_time_nothing() -> None:
    assert run("load").output == "regions new: 583, postal codes new: 1152, shapes new: 583\n"
    assert run("load").output == "nothing\n"


def test_it_stops_with_the_files_fault(tmp_path: Path) -> None:
    missing = run("load", str(tmp_path / "none.yaml"))
    assert missing.exit_code == 2
    assert "does not exist" in missing.output
    broken = tmp_path / "regions.yaml"
    broken.write_text("regions: [", encoding="utf-8")
    refused = run("load", str(broken))
    assert refused.exit_code == 1
    assert "regions.yaml" in refused.output
    assert not Region.objects.exists()


def test_an_organisation_brings_its_own_shapes(tmp_path: Path) -> None:
    Region.add_root(code="N1", kind="working_region", name_nl="Noord")
    square = "[[[4.0,51.0],[4.1,51.0],[4.1,51.1],[4.0,51.0]]]"
    file = tmp_path / "own.geo.json"
    file.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nr":"N1"},'
        '"geometry":{"type":"Polygon","coordinates":' + square + "}}]}",
        encoding="utf-8",
    )
    assert run("shapes", str(file), "--key", "nr").output.startswith("shapes new: 1")
    assert RegionShape.objects.get().region.code == "N1"
