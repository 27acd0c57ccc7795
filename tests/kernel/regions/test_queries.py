"""Finding regions and measuring between them."""

import math
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.folding import fold
from brug.kernel.models import PostalCode, Region
from brug.kernel.regions.queries import (
    EARTH_RADIUS_KM,
    PostalIndex,
    ancestors,
    clean_postal_code,
    distance_km,
    postal_code,
    region_for_postal_code,
    regions_for_postal_codes,
    within,
)


@dataclass
class Place:
    lat: float | None
    lon: float | None


places = st.builds(
    Place, lat=st.floats(min_value=-90, max_value=90), lon=st.floats(min_value=-180, max_value=180)
)


def code_of(region: Region | None) -> str | None:
    return region.code if region else None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9000", "9000"),
        (" 90 00 ", "9000"),
        ("B-9000", "9000"),
        ("be-9000", "9000"),
        ("BE", "BE"),
        ("９０００", "9000"),
        ("9000 Gent!", ""),
        ("", ""),
    ],
)
def test_postal_codes_are_read_as_people_type_them(typed: str, kept: str) -> None:
    assert clean_postal_code(typed) == kept


def test_a_country_with_letters_in_its_codes_keeps_them() -> None:
    assert clean_postal_code("1012 ab", "NL") == "1012AB"


@pytest.mark.parametrize(
    ("place", "region"),
    [(None, "N1"), ("", "N1"), ("tweestad", "N2"), ("ONDERDORP", "N2"), ("bovendorp", "N1"),
     ("Nergens", "N1")],
)  # fmt: skip
def test_a_shared_code_goes_by_place_and_else_to_the_main_region(
    faraway: Path, place: str | None, region: str
) -> None:
    assert code_of(region_for_postal_code("10", "XX", place)) == region
    assert code_of(PostalIndex("XX").region("10", place)) == region


def test_an_unknown_code_or_country_has_no_region(faraway: Path) -> None:
    assert region_for_postal_code("99", "XX") is None
    assert region_for_postal_code("10", "BE") is None


def test_one_query_answers_many_codes_by_the_text_given(
    faraway: Path, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = regions_for_postal_codes(["10", "XX-20", "99", ""], "XX")
        names = {code: region.working_region.name for code, region in found.items()}  # type: ignore[union-attr]
    assert names == {"10": "Noord", "XX-20": "Zuid"}


def test_an_index_asks_the_database_once(faraway: Path, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        index = PostalIndex("XX")
        found = [code_of(index.region(code)) for code in ["10", "20", "30"] * 10]
    assert found == ["N1", "Z1", None] * 10


@given(code=st.text(), country=st.text(max_size=5), place=st.none() | st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_no_text_breaks_a_lookup(faraway: Path, code: str, country: str, place: str | None) -> None:
    found = region_for_postal_code(code, country, place)
    assert code_of(found) in {None, "N1", "N2", "Z1"}
    assert regions_for_postal_codes([code], country).keys() <= {code}


@given(text=st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_a_search_by_name(faraway: Path, text: str) -> None:
    assert Region.objects.named(text).count() <= 6


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_are_found_without_accents_and_case_in_any_language(faraway: Path) -> None:
    assert Region.objects.named("ENESTAD").get().code == "N1"
    assert Region.objects.named("lointain").get().code == "XX"


def test_the_name_follows_the_language_and_falls_back_on_dutch(faraway: Path) -> None:
    country, south = Region.objects.get(code="XX"), Region.objects.get(code="Z")
    names = {}
    for language in ("nl", "fr", "en", "ps"):
        with translation.override(language):
            names[language] = (country.name, south.name)
    assert names == {
        "nl": ("Verweg", "Zuid"),
        "fr": ("Lointain", "Sud"),
        "en": ("Faraway", "Zuid"),
        "ps": ("Verweg", "Zuid"),
    }


def test_within_means_the_region_and_all_below_it(faraway: Path) -> None:
    north = Region.objects.get(code="N")
    assert {r.code for r in Region.objects.within(north)} == {"N", "N1", "N2"}
    codes = PostalCode.objects.filter(within(north)).values_list("region__code", flat=True)
    assert set(codes) == {"N1", "N2"}


def test_working_regions_are_the_active_ones(faraway: Path) -> None:
    Region.objects.filter(code="Z").update(is_active=False)
    assert [region.code for region in Region.objects.working_regions()] == ["N"]


def test_ancestors_come_from_the_top_in_one_query(
    faraway: Path, django_assert_num_queries: object
) -> None:
    region = Region.objects.get(code="N2")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [r.code for r in ancestors(region)] == ["XX", "N"]
    assert ancestors(Region.objects.get(code="XX")) == []


def test_distance_is_none_without_coordinates() -> None:
    assert distance_km(Place(None, 4.0), Place(51.0, 4.0)) is None
    assert distance_km(Place(51.0, 4.0), Place(51.0, None)) is None


def test_the_distance_of_two_known_cities() -> None:
    ghent, antwerp = Place(51.05, 3.7167), Place(51.2199, 4.4035)
    assert distance_km(ghent, antwerp) == pytest.approx(51.5, abs=0.1)


@given(places, places, places)
def test_distance_is_a_metric(a: Place, b: Place, c: Place) -> None:
    ab, ba, bc, ac = (distance_km(x, y) or 0.0 for x, y in ((a, b), (b, a), (b, c), (a, c)))
    assert 0 <= ab <= math.pi * EARTH_RADIUS_KM + 1e-6
    assert ab == pytest.approx(ba, abs=1e-6)
    assert distance_km(a, a) == 0
    assert ac <= ab + bc + 1e-3, "a metre of rounding near opposite poles"


def test_a_postal_code_has_a_place_of_its_own(belgium: None) -> None:
    suburb, city = postal_code("9052"), postal_code("9000")
    assert suburb is not None
    assert city is not None
    assert suburb.region == city.region
    assert 1 < (distance_km(suburb, city) or 0) < 10
