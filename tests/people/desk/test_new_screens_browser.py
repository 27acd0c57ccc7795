"""Imports, exports and duplicates in a real browser: clean, fitting a phone, walked by a person."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from brug.kernel.roles import Role
from brug.people.models import Contact, DuplicatePair
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.people import make_person
from tests.people.desk.conftest import Enter
from tests.people.imports.conftest import bring, hand_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "id,voornaam,naam,e-mail,postcode\n1,Jan,Peeters,jan@example.org,9000\n2,,,x,9000\n"


@pytest.fixture
def places() -> dict[str, str]:
    """The addresses of the new screens, with something on each."""
    one, two = make_person("Karimi", "Mohammad"), make_person("Karimi", "Muhammed")
    because = [{"what": "reach", "how": "mail", "weight": 14.2}]
    pair = DuplicatePair.objects.create(first=one, second=two, score=0.97, because=because)
    done, waiting = bring(LIST), hand_in(LIST.replace("Jan", "Mia"))
    return {
        "imports": "/desk/imports/",
        "new import": "/desk/imports/new/",
        "mapping": f"/desk/imports/{waiting.public_id}/mapping/",
        "import": f"/desk/imports/{done.public_id}/",
        "exports": "/desk/exports/",
        "new export": "/desk/exports/new/",
        "duplicates": "/desk/duplicates/",
        "pair": f"/desk/duplicates/{pair.pk}/",
        "merge": f"/desk/people/{one.public_id}/merge/{two.public_id}/",
        "choose": f"/desk/people/{one.public_id}/merge/",
    }


def open_as(client: Client, visit: Visit, url: str, width: int) -> Page:
    session = client.cookies["sessionid"].value
    return visit(url, width=width, cookies={"sessionid": session})


@pytest.mark.parametrize("width", [390, 1280])
def test_new_screens_are_clean_and_fit(
    enter: Enter, visit: Visit, places: dict[str, str], width: int
) -> None:
    client = enter(Role.ADMINISTRATOR)
    faults = {}
    for name, url in places.items():
        page = open_as(client, visit, url, width)
        found = serious_faults(page)
        if found or sideways_scroll(page) > 0:
            faults[name] = found or sideways_scroll(page)
        page.close()
    assert faults == {}


def test_two_contacts_are_merged_and_come_apart_again(
    enter: Enter, visit: Visit, places: dict[str, str]
) -> None:
    page = open_as(enter(Role.ADMINISTRATOR), visit, places["merge"], 1280)
    page.locator("form.pl-merge button[type=submit], form button.b-button").last.click()
    page.get_by_text("Mohammad Karimi").first.wait_for()
    assert Contact.objects.filter(last_name="Karimi").count() == 1
