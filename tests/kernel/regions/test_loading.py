"""Loading a tree of regions from files."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import PostalCode, Region
from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.services import load_regions
from tests.kernel.regions.conftest import SYSTEM

pytestmark = pytest.mark.django_db


def tree() -> dict[str, str | None]:
    parents = {region.path: region.code for region in Region.objects.all()}
    return {r.code: parents.get(r.path[: -Region.steplen]) for r in Region.objects.all()}


def test_the_tree_is_as_the_files_say(faraway: Path) -> None:
    assert tree() == {"XX": None, "N": "XX", "N1": "N", "N2": "N", "Z": "XX", "Z1": "Z"}
    assert Region.find_problems() == ([], [], [], [], [])


def test_every_region_knows_its_working_region(faraway: Path) -> None:
    found = dict(Region.objects.values_list("code", "working_region__code"))
    assert found == {"XX": None, "N": "N", "N1": "N", "N2": "N", "Z": "Z", "Z1": "Z"}


def test_loading_again_changes_nothing(faraway: Path) -> None:
    before = list(Region.objects.values())
    counts = load_regions(actor=SYSTEM, source=faraway)
    assert not counts
    assert str(counts) == "nothing"
    assert list(Region.objects.values()) == before


def test_counts_tell_what_was_done(db: None, country_file: Path) -> None:
    counts = load_regions(actor=SYSTEM, source=country_file)
    assert str(counts) == "regions new: 6, postal codes new: 3"


def test_changes_keep_the_regions_key(faraway: Path) -> None:
    key = Region.objects.get(code="N1").pk
    faraway.write_text(faraway.read_text("utf8").replace("Énéstad", "Nieuwstad"), "utf8")
    counts = load_regions(actor=SYSTEM, source=faraway)
    assert counts.regions_changed == 1
    assert Region.objects.get(pk=key).name_nl == "Nieuwstad"
    assert Region.objects.named("nieuwstad").get().pk == key


def test_a_region_moves_with_all_below_it(faraway: Path) -> None:
    faraway.write_text(
        """
country: XX
regions:
  - {code: XX, kind: country, names: {nl: Verweg}, children: [
      {code: Z, kind: working_region, names: {nl: Zuid}, children: [
        {code: N, kind: other, names: {nl: Noord}, children: [
          {code: N1, kind: municipality, names: {nl: Eenstad}}]}]}]}
""",
        "utf8",
    )
    counts = load_regions(actor=SYSTEM, source=faraway)
    assert counts.regions_moved == 1
    assert tree()["N"] == "Z"
    assert tree()["N2"] == "N", "what the file does not name moves along"
    assert Region.objects.get(code="N2").working_region == Region.objects.get(code="Z")
    assert Region.find_problems() == ([], [], [], [], [])


def test_a_region_may_become_a_root_and_a_child_its_parents_parent(faraway: Path) -> None:
    faraway.write_text(
        """
regions:
  - {code: N1, kind: country, names: {nl: Eenstad}, children: [
      {code: N, kind: working_region, names: {nl: Noord}}]}
""",
        "utf8",
    )
    load_regions(actor=SYSTEM, source=faraway)
    assert (tree()["N1"], tree()["N"], tree()["N2"]) == (None, "N1", "N")
    assert Region.find_problems() == ([], [], [], [], [])


def test_regions_that_the_file_leaves_out_are_retired_only_when_asked(faraway: Path) -> None:
    (faraway.parent / "more.csv").write_text("code,parent,kind,name_nl\n", "utf8")
    (faraway.parent / "codes.csv").write_text("code,region\n", "utf8")
    load_regions(actor=SYSTEM, source=faraway)
    assert Region.objects.get(code="Z1").is_active
    counts = load_regions(actor=SYSTEM, source=faraway, retire=True)
    assert counts.regions_retired == 1
    assert not Region.objects.get(code="Z1").is_active
    assert PostalCode.objects.filter(code="20").exists(), "what refers to it stays"


def test_a_shared_postal_code_may_change_its_main_region(faraway: Path) -> None:
    codes = "code,region,is_main\n10,N1,0\n10,N2,1\n"
    (faraway.parent / "codes.csv").write_text(codes, "utf8")
    counts = load_regions(actor=SYSTEM, source=faraway)
    assert counts.postal_codes_changed == 2
    main = PostalCode.objects.filter(code="10", is_main=True)
    assert main.get().region.code == "N2"


def test_a_postal_code_leaves_a_region_that_the_file_no_longer_gives_it(faraway: Path) -> None:
    (faraway.parent / "codes.csv").write_text("code,region\n10,N2\n", "utf8")
    counts = load_regions(actor=SYSTEM, source=faraway)
    assert (counts.postal_codes_removed, counts.postal_codes_changed) == (1, 1)
    assert PostalCode.objects.get(code="10").region.code == "N2"
    assert PostalCode.objects.filter(code="20").exists(), "codes that it does not name stay"


def test_a_table_may_hang_regions_under_known_ones_in_any_order(faraway: Path) -> None:
    faraway.write_text("tables: [more.csv]\n", "utf8")
    table = "code,parent,kind,name_nl\nB,A,other,Buurt\nA,Z1,other,Wijk\n"
    (faraway.parent / "more.csv").write_text(table, "utf8")
    assert load_regions(actor=SYSTEM, source=faraway).regions_new == 2
    assert (tree()["A"], tree()["B"]) == ("Z1", "A")


def test_a_broken_file_leaves_all_as_it_was(faraway: Path) -> None:
    (faraway.parent / "codes.csv").write_text("code,region\n30,NOWHERE\n", "utf8")
    faraway.write_text(faraway.read_text("utf8").replace("Tweestad", "Nieuwstad"), "utf8")
    with pytest.raises(RegionFileError, match="XX-30 lies in the unknown region 'NOWHERE'"):
        load_regions(actor=SYSTEM, source=faraway)
    assert Region.objects.get(code="N2").name_nl == "Tweestad"


def test_only_who_may_change_regions_loads_them(db: None, country_file: Path) -> None:
    with pytest.raises(PermissionDenied):
        load_regions(actor=Actor.visitor(), source=country_file)
    assert not Region.objects.exists()


def test_a_load_is_noted_once(faraway: Path) -> None:
    load_regions(actor=SYSTEM, source=faraway)
    entry = ModelLogEntry.objects.get(action="kernel.regions_loaded")
    assert entry.data["actor"] == "test"
    assert "regions new: 6" in entry.data["note"]
