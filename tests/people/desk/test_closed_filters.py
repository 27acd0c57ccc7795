"""A filter that cannot be applied shows nobody: on the screen, in files, in saved views."""

import pytest
from django.test import Client

from brug.kernel.roles import Role
from brug.people.models import Contact, SavedView, Segment, TargetGroup
from brug.people.services import target_groups
from brug.people.services.target_groups import GroupCard
from tests.factories.kernel import HOUSE
from tests.people.desk.conftest import Enter, body, desk_user

LIST = "/desk/people/"


def taken_along(client: Client, question: str) -> str:
    given = client.get(f"{LIST}?{question}&export=csv")
    return b"".join(given.streaming_content).decode()


def test_a_view_whose_group_is_gone_shows_nobody(
    admin: Client, near: Contact, far: Contact
) -> None:
    group = target_groups.make_target_group(actor=HOUSE, code="press", card=GroupCard("Pers"))
    group.contacts.add(near)
    admin.post(f"{LIST}views/new/", {"name": "Pers", "group": str(group.pk)})
    view = SavedView.objects.get()
    question = f"group={group.pk}&view={view.pk}&p=1"
    assert far.last_name not in taken_along(admin, question)
    group.contacts.clear()
    target_groups.remove_target_group(actor=HOUSE, group=TargetGroup.objects.get())
    page = admin.get(f"{LIST}?{question}")
    assert not page.context["object_list"]
    assert "A filter cannot be applied" in body(page)
    assert near.last_name not in (text := taken_along(admin, question))
    assert far.last_name not in text


def test_another_s_segment_shows_nobody(enter: Enter, near: Contact) -> None:
    everybody = {"version": 1, "all": []}
    owner = desk_user(Role.STAFF_COMMUNICATION, email="owner@brug.example")
    Segment.objects.create(code="secret", name="Secret", owner=owner, tree=everybody)
    page = enter(Role.STAFF_MOVEMENT).get(f"{LIST}?segment=secret")
    assert "A filter cannot be applied" in body(page)
    assert not page.context["object_list"]


@pytest.mark.parametrize(
    "question",
    [
        "created_from=0001-01-01",
        "created_to=9999-12-31",
        "engaged_since=0001-01-01",
        "quiet_since=9999-12-31",
        "kind=animal",
    ],
)
def test_what_cannot_be_is_told_and_shows_nobody(
    admin: Client, near: Contact, question: str
) -> None:
    page = admin.get(f"{LIST}?{question}")
    assert page.status_code == 200
    assert not page.context["object_list"]
    assert "A filter cannot be applied" in body(page)


@pytest.mark.parametrize("question", ["until=9999-12-31", "since=0001-01-01"])
def test_a_period_at_the_end_of_the_calendar_breaks_no_page(admin: Client, question: str) -> None:
    assert admin.get(f"/desk/campaigns/channels/?{question}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/desk/journal/?day_from=0001-01-01",
        "/desk/mails/?queued_at_from=0001-01-01",
        "/desk/reports/site-history/?timestamp_to=9999-12-31",
    ],
)
def test_other_lists_hold_too(admin: Client, path: str) -> None:
    assert admin.get(path).status_code == 200


def test_who_may_share_no_more_renames_without_unsharing(enter: Enter) -> None:
    client = enter(Role.STAFF_OFFICE)
    client.post(f"{LIST}views/new/", {"name": "Mijn"})
    view = SavedView.objects.get()
    SavedView.objects.update(role=Role.DIRECTOR)
    client.post(f"{LIST}views/{view.pk}/", {"name": "Anders"})
    view.refresh_from_db()
    assert (view.name, view.role) == ("Anders", Role.DIRECTOR)
