"""Every list of the desk can be taken along, as CSV and as XLSX."""

import re

import pytest
from django.test import Client

from brug.kernel.roles import Role
from tests.factories.kernel import give_factor, make_user, sign_in
from tests.house import matrix, world
from tests.house.test_access_matrix import values
from tests.plan.measures import registered

# Pages with a table that is no list to take along, each with its reason.
NO_LISTS = {
    "desk/style/": "shows what tables look like",
    "desk/plan/<slug:slug>/versions/<int:number>/": "two versions side by side; files leave whole",
    "desk/plan/<slug:slug>/regions/<str:code>/": "figures leave with the plan's own export",
    "desk/plan/<slug:slug>/indicators/<str:code>/": "figures leave with the plan's own export",
    "desk/retention/<str:kind>/": "a look at who is about to be forgotten is not taken along",
    "desk/people/<uuid:public_id>/merge/<uuid:other>/": "two contacts side by side",
    "desk/changes-of-many/<uuid:public_id>/": "sums; whom it changed leaves by its own report",
    "desk/duplicates/<int:key>/": "two contacts side by side",
    "desk/users/history/<int:pk>/": "the audit trail leaves by its own page",
}
TABLE = re.compile(r'<table[^>]*class="[^"]*\b(?:b-table|listing)\b')
LINK = re.compile(r'href="([^"]*\b(?:export|form)=(csv|xlsx)\b[^"]*)"')
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def pages(things: world.Things) -> dict[str, str]:
    """The address of each page of the desk, by its route."""
    found = {}
    for route in matrix.routes():
        row = matrix.row_of(route)
        if (
            row is None
            or not row.may
            or row.link
            or "<" in route.filled(values(route, row, things))
        ):
            continue
        found[route.route] = route.filled(values(route, row, things))
    return found


@pytest.fixture
def keeper(db: None) -> Client:
    """Somebody who may do everything."""
    user = make_user(*Role)
    give_factor(user)
    return sign_in(Client(raise_request_exception=False), user)


def test_every_list_of_the_desk_goes_out_as_csv_and_xlsx(keeper: Client) -> None:
    with registered():
        things = world.build()
        without, broken, lists = [], [], 0
        for route, path in pages(things).items():
            response = keeper.get(path)
            kind = response.headers.get("Content-Type", "")
            if response.status_code != 200 or not kind.startswith("text/html"):
                continue
            html = response.content.decode()
            if "<html" not in html or not TABLE.search(html) or route in NO_LISTS:
                continue
            lists += 1
            links = {form: link.replace("&amp;", "&") for link, form in LINK.findall(html)}
            if set(links) != set(KINDS):
                without.append(route)
                continue
            for form, link in links.items():
                given = keeper.get(link if link.startswith("/") else path.partition("?")[0] + link)
                if given.headers["Content-Type"] != KINDS[form]:
                    broken.append((route, link))
                if given.streaming:  # read to the end: closing it early would cut the connection
                    assert b"".join(given.streaming_content)
    assert broken == []
    assert without == []
    assert lists > 15
