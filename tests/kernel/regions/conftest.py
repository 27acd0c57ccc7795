"""Regions to test with: a small made-up country in files, and the real Belgian data."""

from pathlib import Path

import pytest

from brug.kernel.access.actor import Actor
from brug.kernel.regions.services import load_regions

SYSTEM = Actor.system("test")

TREE = """
country: XX
regions:
  - code: XX
    kind: country
    names: {nl: Verweg, fr: Lointain, en: Faraway}
    children:
      - code: N
        kind: working_region
        names: {nl: Noord}
        children:
          - {code: N1, kind: municipality, names: {nl: Énéstad}, lat: 10.5, lon: 20.5}
          - {code: N2, kind: municipality, names: {nl: Tweestad}, lat: 10.5, lon: 21.5}
      - {code: Z, kind: working_region, names: {nl: Zuid, fr: Sud}}
tables: [more.csv]
postal_codes: [codes.csv]
"""
MORE = "code,parent,kind,name_nl,lat,lon\nZ1,Z,municipality,Driestad,9.5,20.5\n"
CODES = "code,region,is_main,places\n10,N1,1,Énéstad|Bovendorp\n10,N2,0,Onderdorp\n20,Z1,1,\n"


@pytest.fixture
def country_file(tmp_path: Path) -> Path:
    """The files of a country with two working regions and three municipalities."""
    (tmp_path / "more.csv").write_text(MORE, "utf8")
    (tmp_path / "codes.csv").write_text(CODES, "utf8")
    tree = tmp_path / "regions.yaml"
    tree.write_text(TREE, "utf8")
    return tree


@pytest.fixture
def faraway(db: None, country_file: Path) -> Path:
    """That country, loaded."""
    load_regions(actor=SYSTEM, source=country_file)
    return country_file


@pytest.fixture
def belgium(db: None) -> None:
    """The shipped Belgian regions, loaded."""
    load_regions(actor=SYSTEM)


def square(lon: float, lat: float, size: float = 1.0) -> list[list[float]]:
    """A closed square ring with its south-west corner at a point, in degrees."""
    east, north = lon + size, lat + size
    return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]
