"""Maps: shaded shapes with their figures in a table."""

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from brug.kernel.models import Region, RegionKind
from brug.kernel.regions.maps import MapValue, region_map
from brug.kernel.regions.services import load_regions
from tests.kernel.regions.conftest import SYSTEM

pytestmark = pytest.mark.django_db

FIVE = {"ANT": 81, "BVB": 64, "LIM": 22, "OVL": 104, "WVL": 37}


def drawn(html: SafeString) -> ET.Element:
    """The figure as a tree; fails where it is not well formed."""
    return ET.fromstring(html)


def five(*, url: str = "") -> SafeString:
    values = {code: MapValue(n, url=url and f"{url}{code}/") for code, n in FIVE.items()}
    return region_map(values, title="Oost-Vlaanderen leads", heading="Volunteers", key="five")


def table(html: SafeString) -> dict[str, str]:
    rows = drawn(html).findall(".//tbody/tr")
    return {
        "".join(row.find("th").itertext()): "".join(row.find("td").itertext())  # type: ignore[union-attr]
        for row in rows
    }


def texts(html: SafeString, name: str) -> list[str]:
    return [
        "".join(item.itertext())
        for item in drawn(html).iter()
        if name in item.get("class", "").split()
    ]


def test_the_table_holds_all_figures_by_name(belgium: None) -> None:
    assert table(five()) == {
        "Antwerpen": "81",
        "Brussel & Vlaams-Brabant": "64",
        "Limburg": "22",
        "Oost-Vlaanderen": "104",
        "West-Vlaanderen": "37",
    }


def test_the_picture_is_named_and_described(belgium: None) -> None:
    with translation.override("en"):
        svg = drawn(five()).find(".//svg")
    assert svg is not None
    assert svg.get("role") == "img"
    names = {item.get("id"): item.text for item in svg if item.tag in {"title", "desc"}}
    assert names[svg.get("aria-labelledby")] == "Oost-Vlaanderen leads"
    described = names[svg.get("aria-describedby")] or ""
    assert "Highest: East Flanders with 104; lowest: Limburg with 22." in described


def test_each_shape_has_the_shade_of_its_figure(belgium: None) -> None:
    shades = {}
    for group in drawn(five()).iter("g"):
        if match := re.search(r"b-map-shade-(\d)", group.get("class", "")):
            for title in group.iter("title"):
                shades[title.text] = int(match[1])
    assert shades == {
        "Limburg: 22": 1,
        "West-Vlaanderen: 37": 2,
        "Brussel & Vlaams-Brabant: 64": 3,
        "Antwerpen: 81": 4,
        "Oost-Vlaanderen: 104": 5,
    }


def test_regions_without_a_value_are_land_only(belgium: None) -> None:
    html = five()
    land = next(g for g in drawn(html).iter("g") if g.get("class") == "b-map-land")
    assert [title.text for title in land.iter("title")] == ["Wallonië"]
    assert "Wallonië" not in table(html)


def test_names_and_figures_stand_on_the_regions(belgium: None) -> None:
    html = five()
    assert texts(html, "b-map-figure") == ["81", "64", "22", "104", "37"]
    assert "Vlaams-Brabant" in texts(html, "b-map-name")
    assert "b-map-legend" not in html, "labels make a key needless"


def test_a_region_too_small_for_its_name_shows_its_figure(belgium: None) -> None:
    codes = Region.objects.filter(kind=RegionKind.PROVINCE).values_list("code", flat=True)
    html = region_map(
        {code: MapValue(7) for code in codes}, title="x", level=RegionKind.PROVINCE, key="p"
    )
    assert "Hoofdstedelijk" not in texts(html, "b-map-name")
    assert len(texts(html, "b-map-figure")) == 11


def test_shapes_with_a_page_are_links_with_a_name(belgium: None) -> None:
    html = five(url="/region/")
    svg = drawn(html).find(".//svg")
    assert svg is not None
    assert svg.get("role") == "group", "an image would hide its links"
    links = {link.get("href"): link.get("aria-label") for link in svg.iter("a")}
    assert links["/region/OVL/"] == "Oost-Vlaanderen: 104"
    assert len(links) == 5
    assert html.count('href="/region/OVL/"') == 2, "in the table too"


def test_without_pages_there_are_no_links(belgium: None) -> None:
    assert "<a " not in five()


def test_nothing_in_the_markup_breaks_the_content_security_policy(belgium: None) -> None:
    html = five(url="/region/")
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:|https?://", html)


def test_texts_are_escaped(faraway: Path) -> None:
    value = MapValue(1, text="<b>1</b>", url='/"><script>')
    html = region_map({"N1": value}, title="<i>", key="x")
    assert "<b>" not in html
    assert "<script>" not in html
    assert "<i>" not in html


def test_municipalities_have_a_key_to_the_shades_and_a_way_past_them(belgium: None) -> None:
    flemish = Region.objects.filter(kind="municipality").exclude(working_region__code="WAL")
    values = {
        code: MapValue(int(code) % 17, url=f"/{code}/")
        for code in flemish.values_list("code", flat=True)
    }
    html = region_map(values, title="x", level=RegionKind.MUNICIPALITY, within=list(FIVE), key="m")
    assert len(table(html)) == 304
    assert len(texts(html, "b-map-legend-item")) == 5
    assert texts(html, "b-map-legend-item")[0].strip() == "0"
    assert 'href="#m-table"' in html
    borders = next(g for g in drawn(html).iter("g") if g.get("class") == "b-map-borders")
    assert len(borders) == 5, "the working regions stay recognisable"
    assert len(html) < 200_000


def test_only_what_lies_within_is_drawn(belgium: None) -> None:
    whole, part = five(), region_map({"ANT": MapValue(1)}, title="x", within=["ANT"])
    assert "Wallonië" in whole
    assert "Wallonië" not in part
    assert part.count('<path d="M') < whole.count('<path d="M')


def test_numbers_read_as_the_reader_writes_them(belgium: None) -> None:
    values = {"ANT": MapValue(12345), "BVB": MapValue(Decimal("0.28")), "LIM": MapValue(None)}
    with translation.override("nl"):
        dutch = table(region_map(values, title="x"))
    with translation.override("en"):
        english = table(region_map(values, title="x"))
    assert list(dutch.values()) == ["12.345", "0,3", "–"]
    assert list(english.values()) == ["12,345", "0.3", "–"]


def test_a_unit_goes_with_every_number(belgium: None) -> None:
    html = region_map({"ANT": MapValue(31500)}, title="x", unit="€")
    assert table(html) == {"Antwerpen": "€\u00a031.500"}


def test_a_text_of_the_caller_goes_before_the_number(belgium: None) -> None:
    html = region_map({"ANT": MapValue(31500, text="€ 31.500")}, title="x")
    assert table(html) == {"Antwerpen": "€ 31.500"}


def test_positions_are_written_for_machines_in_every_language(belgium: None) -> None:
    pictures = set()
    for language in ("nl", "fr", "en", "uk", "fa-af", "ps"):
        with translation.override(language):
            html = region_map({"ANT": MapValue(1)}, title="x", within=["ANT"])
        svg = drawn(html).find(".//svg")
        assert svg is not None
        numbers = [g.get("transform") for g in svg.iter("g") if g.get("transform")]
        pictures.add((svg.get("viewBox"), *numbers))
    assert len(pictures) == 1


def test_a_map_without_figures_says_so(belgium: None) -> None:
    with translation.override("en"):
        html = region_map({}, title="Nothing yet")
    assert "There are no figures yet." in html
    assert table(html) == {}


def test_without_shapes_there_is_only_the_table(faraway: Path) -> None:
    html = region_map({"N": MapValue(3), "Z": MapValue(4)}, title="x")
    assert "<svg" not in html
    assert table(html) == {"Noord": "3", "Zuid": "4"}


def test_an_unknown_region_stands_in_the_table_by_its_code(belgium: None) -> None:
    assert table(region_map({"QQ": MapValue(3)}, title="x")) == {"QQ": "3"}


def test_shapes_are_read_once_and_again_after_a_load(
    belgium: None, django_assert_num_queries: object, tmp_path: Path
) -> None:
    five()
    with django_assert_num_queries(1):  # type: ignore[operator]
        five()
    (tmp_path / "regions.yaml").write_text(
        "regions: [{code: ANT, parent: BE, kind: working_region, names: {nl: Scheldeland}}]", "utf8"
    )
    load_regions(actor=SYSTEM, source=tmp_path / "regions.yaml")
    assert "Scheldeland" in five()
