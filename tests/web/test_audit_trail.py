"""The audit trail tells who did what, in the reader's words, to those who may know."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.audit_lines import changes_of, names_in
from brug.kernel.models import RoleGrant
from brug.kernel.roles import Role
from brug.kernel.tables import read_table
from tests.factories.kernel import make_region, make_user, sign_in

pytestmark = pytest.mark.django_db
TRAIL = "/desk/reports/site-history/"


@pytest.fixture
def director(client: Client) -> Client:
    user = make_user(Role.DIRECTOR, language="en")
    before = {"first_name": "Ada"}
    after = {"first_name": "Adah"}
    audit.record(
        actor=Actor.of_user(user), verb="kernel.user_made", target=user, before=before, after=after
    )
    sign_in(client, user)
    return client


def test_the_trail_shows_verb_and_what_changed(director: Client) -> None:
    page = director.get(TRAIL).content.decode()
    assert "User made" in page
    assert "Adah" in page


def test_the_trail_opens_as_the_first_page_of_a_fresh_process(
    director: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "has_scanned_for_actions", False)
    monkeypatch.setattr(registry, "formatters", {})
    assert "User made" in director.get(TRAIL).content.decode()


def test_a_verb_that_no_version_knows_any_more_is_shown_as_it_is(director: Client) -> None:
    ModelLogEntry.objects.update(action="kernel.thing_of_the_past")
    assert "kernel.thing_of_the_past" in director.get(TRAIL).content.decode()


def test_staff_without_the_right_may_not_read_the_trail(client: Client) -> None:
    sign_in(client, make_user(Role.STAFF_MOVEMENT))
    assert client.get(TRAIL).status_code in {302, 403}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_trail_is_taken_along_as_narrowed_and_that_is_noted(
    director: Client, form: str
) -> None:
    assert f"export={form}" in director.get(TRAIL).content.decode()
    given = b"".join(director.get(f"{TRAIL}?export={form}&action=kernel.user_made"))
    rows = [row.cells for row in read_table(BytesIO(given), f"trail.{form}")]
    assert {row[2] for row in rows[1:]} == {"User made"}
    assert any("Ada → Adah" in row[5] for row in rows)
    assert ModelLogEntry.objects.count() > len(rows)
    [line] = ModelLogEntry.objects.filter(action="kernel.list_exported")
    assert line.data["note"] == f"Audit trail, {form}: {len(rows) - 1} action=kernel.user_made"


def test_records_are_called_by_their_names(
    django_assert_max_num_queries: Any,
) -> None:
    user = make_user(Role.DIRECTOR, language="en")
    regions = [make_region(f"streek {number}") for number in range(6)]
    grant = RoleGrant(user=user, role=Role.COORDINATOR, pk=1)
    for before, after in pairwise(regions):
        audit.record(
            actor=Actor.of_user(user),
            verb="kernel.user_changed",
            target=grant,
            before={"region": before.pk},
            after={"region": after.pk},
        )
    audit.record(
        actor=Actor.of_user(user),
        verb="kernel.user_changed",
        target=grant,
        before={"region": None},
        after={"region": 987_654},
    )
    with translation.override("en"), django_assert_max_num_queries(3):
        entries = list(ModelLogEntry.objects.filter(action="kernel.user_changed").order_by("pk"))
        names = names_in(entries)
        told = [changes_of(entry, names)[0] for entry in entries]
    assert (told[0].before, told[0].after) == ("Streek 0", "Streek 1")
    assert (told[-1].before, told[-1].after) == ("nothing", "no. 987654, gone")
