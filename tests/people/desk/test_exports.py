"""Lists that leave the house."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from brug.kernel.desk import table_export
from brug.kernel.roles import Role
from brug.kernel.tables import read_table
from brug.people.enums import EngagementKind
from brug.people.models import Contact, FrozenList, Segment
from brug.people.services.segments.freezing import freeze
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_person
from tests.people.desk.conftest import Enter, body

URLS = (
    "/desk/people/",
    "/desk/journal/",
    "/desk/campaigns/",
    "/desk/target-groups/",
    "/desk/purposes/",
)


def rows(response) -> list[dict[str, str]]:
    content = b"".join(response)
    head, *others = (row.cells for row in read_table(BytesIO(content), "export"))
    return [dict(zip(head, cells, strict=True)) for cells in others]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_contacts_leave_with_their_addresses(admin: Client, near: Contact, form: str) -> None:
    codes = ["last_name", "email", "postal_code", "municipality", "region", "volunteer"]
    columns = "&".join(f"columns={code}" for code in codes)
    (row,) = rows(admin.get(f"/desk/people/?{columns}&export={form}"))
    assert row["Family name"] == "Müller"
    assert row["E-mail address"] == "zoe@example.org"
    assert (row["Postal code"], row["Municipality"], row["Region"]) == ("9000", "Gent", "OVL")
    assert row["Volunteer"] == "No"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_is_narrowed_as_the_list(
    admin: Client, near: Contact, far: Contact, form: str
) -> None:
    found = rows(admin.get(f"/desk/people/?q=aylin&kind=person&export={form}"))
    assert [row["Name"] for row in found] == ["Aylin Özdemir"]


def test_no_name_becomes_a_formula(admin: Client) -> None:
    make_person("", "=1+1")
    content = b"".join(admin.get("/desk/people/?export=csv")).decode()
    assert "'=1+1" in content
    assert ",=1+1" not in content


def test_the_journal_leaves_with_amounts_as_numbers(admin: Client, near: Contact) -> None:
    act(near, EngagementKind.GIFT, amount=Decimal("12.50"))
    (row,) = rows(admin.get("/desk/journal/?export=xlsx"))
    assert (row["Who"], row["Amount in euro"]) == ("Zoë Müller", "12.5")


@pytest.mark.parametrize("url", URLS)
def test_every_list_leaves_in_both_forms(admin: Client, near: Contact, url: str) -> None:
    for form in ("csv", "xlsx"):
        response = admin.get(f"{url}?export={form}")
        assert response.status_code == 200
        assert f".{form}" in response["Content-Disposition"]
        assert b"".join(response)
    assert admin.get(f"{url}?export=ods").status_code == 404


def test_the_trail_says_who_took_what_but_not_what_was_searched(
    admin: Client, near: Contact
) -> None:
    b"".join(admin.get("/desk/people/?q=zoe&kind=person&export=csv"))
    entry = ModelLogEntry.objects.get(action="people.list_exported")
    assert entry.data["note"] == "csv: 1 kind=person"


def test_who_may_not_export_gets_neither_button_nor_file(enter: Enter, near: Contact) -> None:
    reader = enter(Role.STAFF_OFFICE)
    assert "export=csv" not in body(reader.get("/desk/people/"))
    assert reader.get("/desk/people/?export=csv").status_code in {302, 403}
    assert not ModelLogEntry.objects.filter(action="people.list_exported").exists()


def test_a_long_list_leaves_as_text_only(
    admin: Client, near: Contact, far: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "export=xlsx" in body(admin.get("/desk/people/"))
    monkeypatch.setattr(table_export, "MOST_ROWS_OF_A_WORKBOOK", 1)
    html = body(admin.get("/desk/people/"))
    assert "export=xlsx" not in html
    assert "XLSX" in html  # the way that is left says why, and what to do for the other
    assert admin.get("/desk/people/?export=xlsx").status_code == 404
    assert len(rows(admin.get("/desk/people/?export=csv"))) == 2


def _frozen() -> FrozenList:
    """Everybody whose mails are in Dutch, written down."""
    tree = {"version": 1, "all": [{"is": "people.language", "with": {"languages": ["nl"]}}]}
    segment = Segment.objects.create(code="dutch", name="Dutch", tree=tree)
    return freeze(actor=HOUSE, segment=segment, purpose="x", lawful_basis="y", room="desk")


def test_a_frozen_list_goes_out_to_who_may_export_and_is_noted(
    admin: Client, enter: Enter, near: Contact, far: Contact
) -> None:
    frozen = _frozen()
    page = f"/desk/segments/lists/{frozen.pk}/"
    assert "export=csv" in body(admin.get(page))
    content = b"".join(admin.get(f"{page}?export=csv")).decode()
    assert "Zoë" in content
    assert "Aylin" in content
    [line] = ModelLogEntry.objects.filter(action="people.list_exported")
    assert line.data["note"].startswith("csv: ")
    office = enter(Role.STAFF_OFFICE)
    assert "export=csv" not in body(office.get(page))
    assert office.get(f"{page}?export=csv").status_code in {302, 403}


def test_a_coordinator_takes_those_of_the_own_region_from_a_frozen_list(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    frozen = _frozen()
    content = b"".join(coordinator.get(f"/desk/segments/lists/{frozen.pk}/?export=csv")).decode()
    assert "Zoë" in content
    assert "Aylin" not in content
