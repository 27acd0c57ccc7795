"""Imports at the desk: hand in, map, try, let come in, report, undo."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.roles import Role
from brug.people.models import Contact, ImportMapping, ImportRun
from tests.kernel.tables.helpers import cells
from tests.people.desk.conftest import Enter, body
from tests.people.imports.conftest import bring, hand_in

MARKET = "Naam,E-mail,Dag\nPeeters,p@example.org,03/04/2020\nMaes,geen adres,1/1/2020\n"
EXPORT = "id,contact_type,first_name\n1,Individual,Jan\n"


def upload(client: Client, *texts: str | bytes, profile: str = "") -> object:
    files = [
        SimpleUploadedFile(f"markt{n}.csv", text.encode() if isinstance(text, str) else text)
        for n, text in enumerate(texts)
    ]
    return client.post("/desk/imports/new/", {"files": files, "profile": profile})


def mapped(client: Client, run: ImportRun, **more: str) -> object:
    told = {"column_0": "last_name", "column_1": "email", "column_2": "", "source": "markt"}
    return client.post(f"/desk/imports/{run.public_id}/mapping/", told | more)


def do(client: Client, run: ImportRun, step: str) -> None:
    client.post(f"/desk/imports/{run.public_id}/do/{step}/")
    jobs.drain()
    run.refresh_from_db()


def test_a_table_is_mapped_tried_and_comes_in(admin: Client) -> None:
    response = upload(admin, MARKET)
    run = ImportRun.objects.get()
    assert response["Location"] == f"/desk/imports/{run.public_id}/mapping/"
    page = admin.get(response["Location"])
    form = page.context["form"]
    assert [field.initial for field in form.columns] == ["last_name", "email", ""]
    assert "p@example.org · geen adres" in body(page)
    mapped(admin, run, name="Markt")
    jobs.drain()
    page = body(admin.get(f"/desk/imports/{run.public_id}/"))
    assert "Tried, nothing written" in page
    assert "This is not an e-mail address." in page
    assert not Contact.objects.exists()
    do(admin, run, "start")
    assert run.state == "done"
    assert Contact.objects.get().last_name == "Peeters"
    assert ImportMapping.objects.get(name="Markt").content["columns"]["Naam"] == "last_name"


def test_a_kept_mapping_fills_the_form(admin: Client) -> None:
    upload(admin, MARKET)
    run = ImportRun.objects.get()
    mapped(admin, run, name="Markt", column_0="full_name", dates="dmy")
    jobs.drain()
    form = admin.get(f"/desk/imports/{run.public_id}/mapping/?mapping=Markt").context["form"]
    assert form.columns[0].initial == "full_name"
    assert form.initial["dates"] == "dmy"


def test_a_mapping_that_cannot_be_is_shown_again(admin: Client) -> None:
    upload(admin, MARKET)
    run = ImportRun.objects.get()
    answer = mapped(admin, run, column_1="last_name")
    assert answer.status_code == 422
    assert "Two columns fill last_name" in body(answer)


def test_exports_are_known_by_their_headings(admin: Client) -> None:
    response = upload(admin, EXPORT)
    run = ImportRun.objects.get()
    assert (run.profile, run.total) == ("civicrm-csv", 1)
    assert response["Location"] == f"/desk/imports/{run.public_id}/"


def test_a_file_that_cannot_be_read_is_said_beside_the_field(admin: Client) -> None:
    answer = upload(admin, b"\xd0\xcf\x11\xe0old")
    assert answer.status_code == 422
    assert "XLS" in str(answer.context["form"].errors["files"])
    assert not ImportRun.objects.exists()
    assert upload(admin, "a,b\n1,2\n", profile="civicrm-csv").status_code == 422


def test_the_progress_asks_again_only_while_work_goes_on(admin: Client) -> None:
    run = hand_in(EXPORT, profile="civicrm-csv")
    admin.post(f"/desk/imports/{run.public_id}/do/start/")
    page = body(admin.get(f"/desk/imports/{run.public_id}/progress/"))
    assert "data-poll" in page
    assert "0 of 1 rows" in page
    jobs.drain()
    assert "data-poll" not in body(admin.get(f"/desk/imports/{run.public_id}/progress/"))


def test_an_import_is_stopped_gone_on_with_and_undone(admin: Client) -> None:
    run = hand_in(MARKET)
    admin.post(f"/desk/imports/{run.public_id}/do/start/")
    admin.post(f"/desk/imports/{run.public_id}/do/stop/")
    jobs.drain()
    assert not Contact.objects.exists()
    do(admin, run, "go-on")
    assert Contact.objects.exists()
    do(admin, run, "undo")
    assert run.state == "undone"
    assert not Contact.objects.exists()


def test_what_is_past_says_so(admin: Client) -> None:
    run = bring(MARKET)
    answer = admin.post(f"/desk/imports/{run.public_id}/do/start/", follow=True)
    assert "This import is past that" in body(answer)
    assert admin.post(f"/desk/imports/{run.public_id}/do/dance/").status_code == 404


def test_files_that_never_came_in_are_deleted(admin: Client) -> None:
    run = hand_in(MARKET)
    admin.post(f"/desk/imports/{run.public_id}/do/forget/")
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_report_has_every_row_and_is_noted(admin: Client, form: str) -> None:
    run = bring(MARKET)
    answer = admin.get(f"/desk/imports/{run.public_id}/report/{form}/")
    content = b"".join(answer.streaming_content)
    rows = cells(content)
    assert [row[1] for row in rows] == ["2", "3"]
    assert rows[1][4:6] == ("Refused", "This is not an e-mail address.")
    assert ModelLogEntry.objects.filter(action="people.list_exported").exists()


def test_rows_are_narrowed_by_their_fate(admin: Client) -> None:
    run = bring(MARKET)
    address = f"/desk/imports/{run.public_id}/"
    assert len(admin.get(address).context["problems"]) == 1
    assert len(admin.get(f"{address}?fate=made").context["problems"]) == 1
    assert len(admin.get(f"{address}?fate=all").context["problems"]) == 2
    assert admin.get(f"{address}?fate=kept").context["problems"] == []


def test_lists_take_no_more_queries_when_they_grow(admin: Client) -> None:
    def count(address: str) -> int:
        admin.get(address)
        with CaptureQueriesContext(connection) as queries:
            admin.get(address)
        return len(queries)

    run = bring(MARKET)
    few = count("/desk/imports/"), count(f"/desk/imports/{run.public_id}/?fate=all")
    for _turn in range(3):
        run = bring(MARKET + "".join(f"P{n},,\n" for n in range(30)))
    assert (count("/desk/imports/"), count(f"/desk/imports/{run.public_id}/?fate=all")) == few


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DIRECTOR, Role.STAFF_POLICY])
def test_others_see_no_imports(enter: Enter, role: Role) -> None:
    run = bring(MARKET)
    client = enter(role)
    for address in ("/desk/imports/", "/desk/imports/new/", f"/desk/imports/{run.public_id}/"):
        assert client.get(address).status_code in {302, 403}, address
    assert "/desk/imports/" not in body(client.get("/desk/", follow=True))


def test_names_of_files_are_shown_as_text(admin: Client) -> None:
    file = SimpleUploadedFile("<b>x</b>.csv", EXPORT.encode())
    admin.post("/desk/imports/new/", {"files": [file]})
    page = body(admin.get("/desk/imports/"))
    assert "<b>x</b>" not in page
