"""A segment is built by keyboard and on a phone, in a real browser."""

import pytest

from brug.kernel.roles import Role
from brug.people.models import Contact, Segment
from tests.browser import Visit, serious_faults, sideways_scroll
from tests.factories.people import act
from tests.people.desk.conftest import Enter

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


def _cookies(client) -> dict[str, str]:
    return {"sessionid": client.cookies["sessionid"].value}


def test_a_segment_is_built_counted_undone_and_saved_by_keyboard(
    enter: Enter, visit: Visit, near: Contact, far: Contact
) -> None:
    act(near, "gift")
    page = visit("/desk/segments/new/", cookies=_cookies(enter(Role.ADMINISTRATOR)))
    page.get_by_label("Condition 1").select_option(label="Did something, or never did")
    page.get_by_label("Gave money").check()
    page.get_by_label("How often").select_option(label="At least")
    page.get_by_label("Times (at most 0: never)").fill("1")
    page.keyboard.press("Tab")
    page.locator("#tally strong", has_text="1").wait_for()
    assert "“Gave money”" in page.locator("#tally").inner_text()
    page.get_by_role("button", name="Add a condition").focus()
    page.keyboard.press("Enter")
    # The page moves the focus after the new part has settled, a moment after it is there.
    page.locator("#is-0\\.1:focus").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator("#is-0\\.1").wait_for(state="detached")
    page.get_by_label("Name").fill("Wie gaf")
    page.get_by_role("button", name="Save").click()
    page.locator(".b-desk-title", has_text="Wie gaf").wait_for()
    assert Segment.objects.get(code="wie-gaf").tree["all"][0]["with"]["times"] == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_the_screens_are_whole_on_a_phone_and_for_readers_of_screens(
    enter: Enter, visit: Visit, near: Contact, width: int
) -> None:
    act(near, "gift")
    cookies = _cookies(enter(Role.ADMINISTRATOR))
    why = f"one/donors/why/?contact={near.public_id}"
    for part in ("one/donors/edit/", "one/donors/", "one/donors/members/", why):
        page = visit(f"/desk/segments/{part}", width=width, cookies=cookies)
        assert serious_faults(page) == [], part
        assert sideways_scroll(page) == 0, part
