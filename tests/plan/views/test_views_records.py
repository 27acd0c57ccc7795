"""The records behind a figure, and what can be taken along."""

import csv
import io
import json
import re

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.roles import Role
from brug.people.models import Contact
from brug.plan.document import parse
from brug.plan.models import Plan
from brug.plan.services import bind
from brug.plan.views import records
from tests.plan.views.conftest import Enter

PLAN = "/desk/plan/2026-2030/"
RECORDS = PLAN + "indicators/A1/records/"


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(client: Client, query: str) -> list[list[str]]:
    text = content(client, f"{RECORDS}{query}").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_list_holds_exactly_what_was_counted(plan: Plan, enter: Enter) -> None:
    client = enter(Role.DIRECTOR)
    assert len(rows(client, "?form=csv")) == 81
    assert len(rows(client, "?form=csv&region=south")) == 51
    assert len(rows(client, "?form=csv&as_of=2026-01-10")) == 20
    html = content(client, RECORDS).decode()
    assert "<dd>81</dd>" in html
    assert "Page 1 of 2" in html.replace("\u2068", "").replace("\u2069", "")


def test_workbook_holds_the_same(plan: Plan, enter: Enter) -> None:
    made = content(enter(Role.DIRECTOR), RECORDS + "?form=xlsx")
    assert openpyxl.load_workbook(io.BytesIO(made)).active.max_row == 82


def test_coordinator_sees_records_of_the_own_region(plan: Plan, enter: Enter) -> None:
    client = enter(Role.COORDINATOR, region=Region.objects.get(code="north"))
    assert len(rows(client, "?form=csv")) == 30
    assert client.get(RECORDS + "?region=south").status_code in {302, 403}


def test_board_sees_records_and_takes_none_along(plan: Plan, enter: Enter) -> None:
    client = enter(Role.BOARD)
    assert client.get(RECORDS).status_code == 200
    assert client.get(RECORDS + "?form=csv").status_code in {302, 403}


def test_who_may_not_see_people_sees_no_records_of_theirs(plan: Plan, enter: Enter) -> None:
    _bind(plan, "people.donors")
    client = enter(Role.BOARD)
    assert client.get(RECORDS).status_code in {302, 403}
    assert "/records/" not in content(client, PLAN + "indicators/A1/").decode()


def _bind(plan: Plan, measure: str) -> None:
    indicator = plan.indicators.get(code="A1")
    bind(actor=Actor.system("test"), indicator=indicator, measure=measure)


@pytest.mark.parametrize("role", [Role.STAFF_OFFICE, Role.STAFF_POLICY, Role.DIRECTOR])
def test_names_leave_only_with_who_may_export_people(plan: Plan, enter: Enter, role: Role) -> None:
    _bind(plan, "people.engagements")
    client = enter(role)
    html = content(client, RECORDS).decode()
    assert "Ada Voorbeeld" in html
    assert "form=csv" not in html
    for form in ("csv", "xlsx"):
        assert client.get(f"{RECORDS}?form={form}").status_code in {302, 403}
    assert not ModelLogEntry.objects.filter(action="plan.records_exported").exists()


def test_who_may_export_people_takes_names_along(plan: Plan, enter: Enter) -> None:
    _bind(plan, "people.engagements")
    client = enter(Role.STAFF_COMMUNICATION)
    assert "form=csv" in content(client, RECORDS).decode()
    assert rows(client, "?form=csv")[0][1] == "Ada Voorbeeld"


def test_who_moved_away_counts_where_they_lived_without_their_name(
    plan: Plan, enter: Enter
) -> None:
    _bind(plan, "people.engagements")
    north, south = Region.objects.get(code="north"), Region.objects.get(code="south-1")
    Contact.objects.filter(region__working_region=north).update(region=south)
    client = enter(Role.COORDINATOR, region=north)
    html = content(client, RECORDS).decode()
    assert "<dd>30</dd>" in html
    assert "Voorbeeld" not in html
    assert "/desk/people/" not in html.partition("<tbody>")[2].partition("</tbody>")[0]
    told = rows(client, "?form=csv")
    assert len(told) == 30
    assert {row[1] for row in told} == {"somebody in another region"}
    assert rows(enter(Role.STAFF_MOVEMENT), "?form=csv&region=north")[0][1] == "Ada Voorbeeld"


def test_files_of_records_are_those_of_every_list(plan: Plan, enter: Enter) -> None:
    Contact.objects.update(first_name="=HYPERLINK(1)", last_name="")
    _bind(plan, "people.engagements")
    client = enter(Role.ADMINISTRATOR)
    assert rows(client, "?form=csv")[0][1] == "'=HYPERLINK(1)"
    response = client.get(f"{RECORDS}?form=csv")
    assert "a1-2026-2026-09-30.csv" in response["Content-Disposition"]
    made = openpyxl.load_workbook(io.BytesIO(content(client, f"{RECORDS}?form=xlsx"))).active
    assert made["B2"].value == "=HYPERLINK(1)"
    assert made["B2"].data_type == "s"


def test_another_measure_over_the_same_records_shows_its_own_count(
    plan: Plan, enter: Enter
) -> None:
    client = enter(Role.DIRECTOR)
    for measure, count in (("people.engagements", 81), ("people.donors", 0)):
        _bind(plan, measure)
        assert f"<dd>{count}</dd>" in content(client, RECORDS).decode(), measure


def test_taking_records_along_is_noted(plan: Plan, enter: Enter) -> None:
    rows(enter(Role.STAFF_OFFICE), "?form=csv&region=south")
    [entry] = ModelLogEntry.objects.filter(action="plan.records_exported")
    assert entry.data["note"] == "csv, 2026-01-01/2026-10-01, south"


def test_indicator_by_hand_has_no_records(plan: Plan, enter: Enter) -> None:
    assert enter(Role.DIRECTOR).get(PLAN + "indicators/A2/records/").status_code == 404


@pytest.mark.parametrize("form", ["exe", "xlsx2", "CSV"])
def test_other_forms_are_not_found(plan: Plan, enter: Enter, form: str) -> None:
    assert enter(Role.DIRECTOR).get(f"{RECORDS}?form={form}").status_code == 404


def test_pages_ask_as_much_of_the_database_for_any_number_of_records(
    plan: Plan, enter: Enter, django_assert_max_num_queries
) -> None:
    client = enter(Role.DIRECTOR)
    client.get(RECORDS)
    for query in ("?as_of=2026-01-02", ""):
        with django_assert_max_num_queries(15):
            client.get(RECORDS + query)


def test_yearly_report_is_a_pdf_in_the_language_asked_for(plan: Plan, enter: Enter) -> None:
    client = enter(Role.BOARD)
    made = content(client, PLAN + "report/pdf/?language=fr")
    reader = PdfReader(io.BytesIO(made))
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    text = "".join(page.extract_text() for page in reader.pages)
    assert "81" in text
    assert "A4" in text


def test_word_report_opens(plan: Plan, enter: Enter) -> None:
    import docx

    made = content(enter(Role.BOARD), PLAN + "report/docx/")
    assert docx.Document(io.BytesIO(made)).tables


def test_figures_leave_as_numbers_by_region(plan: Plan, enter: Enter) -> None:
    told = json.loads(content(enter(Role.DIRECTOR), PLAN + "export/json/"))
    trees = {one["region"]: one["actual"] for one in told["figures"] if one["id"] == "A1"}
    assert trees == {"": "81", "North": "30", "South": "51"}
    made = content(enter(Role.STAFF_OFFICE), PLAN + "export/xlsx/")
    assert openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].max_row > 4


def test_plan_leaves_as_a_file_that_can_be_loaded_again(plan: Plan, enter: Enter) -> None:
    made = content(enter(Role.DIRECTOR), PLAN + "export/yaml/")
    assert [one.code for one in parse(made).indicators()] == ["A1", "A2", "A3", "A4"]


def test_way_to_a_record_is_its_name(plan: Plan, enter: Enter) -> None:
    _bind(plan, "people.engagements")
    html = content(enter(Role.DIRECTOR), RECORDS).decode()
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    links = re.findall(r'<th scope="row"><a href="/desk/people/[^"]+">([^<]*)</a></th>', body)
    assert links == ["Ada Voorbeeld"] * 50
    assert body.count("<a ") == 50


def test_list_too_long_for_a_workbook_says_so_and_what_to_do(
    plan: Plan, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = enter(Role.STAFF_OFFICE)
    told = "These records do not fit a workbook (XLSX): it holds 80 rows at most."
    assert told not in content(client, RECORDS).decode()
    monkeypatch.setattr(records, "MOST_ROWS_OF_A_WORKBOOK", 80)
    html = content(client, RECORDS).decode()
    assert told in html
    assert "form=csv" in html
    assert "form=xlsx" not in html
    assert told not in content(client, RECORDS + "?region=north").decode()
    assert told not in content(enter(Role.BOARD), RECORDS).decode()
