"""A contact's page and what staff note on it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.roles import Role
from brug.people.enums import ConsentState, EngagementKind, Visibility
from brug.people.models import Contact, TargetGroup
from brug.people.services import relations, target_groups
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_organisation, make_person
from tests.people.desk.conftest import Enter, body, page_of


def test_the_page_shows_what_is_known(admin: Client, near: Contact) -> None:
    act(near, EngagementKind.VOLUNTEERED)
    html = body(admin.get(page_of(near)))
    for text in ("Zoë Müller", "zoe@example.org", "Gent", "OVL", "Volunteered", "never asked"):
        assert text in html


def test_a_consent_is_noted_with_its_proof(admin: Client, near: Contact) -> None:
    told = {
        "purpose": "news",
        "channel": "email",
        "answer": "given",
        "how": "phone",
        "where": "on 3 March",
    }
    assert admin.post(page_of(near, "consents/"), told).status_code == 302
    event = near.consents.get().events.get()
    assert (event.state, event.where) == ("given", "Told by telephone: on 3 March")
    assert event.wording == "You may send me news, stories and invitations."
    html = body(admin.get(page_of(near)))
    assert "Told by telephone: on 3 March" in html
    assert "News, E-mail: Given" in html  # on the timeline
    admin.post(page_of(near, "consents/"), told | {"answer": "withdrawn"})
    assert near.consents.get().state == ConsentState.WITHDRAWN


def test_a_channel_that_a_purpose_does_not_use_is_told(admin: Client, near: Contact) -> None:
    told = {"purpose": "news", "channel": "sms", "answer": "given", "how": "paper", "where": "Gent"}
    response = admin.post(page_of(near, "consents/"), told)
    assert response.status_code == 422
    assert "not offered through this channel" in body(response)
    assert 'value="Gent"' in body(response)


@pytest.mark.parametrize(
    ("visibility", "colleague_reads"), [(Visibility.TEAM, True), (Visibility.PRIVATE, False)]
)
def test_notes_are_read_by_whom_they_are_for(
    admin: Client, enter: Enter, near: Contact, visibility: Visibility, colleague_reads: bool
) -> None:
    admin.post(page_of(near, "notes/"), {"text": "Belt liever 's avonds", "visibility": visibility})
    assert "Belt liever" in body(admin.get(page_of(near)))
    colleague = enter(Role.STAFF_OFFICE)
    assert ("Belt liever" in body(colleague.get(page_of(near)))) is colleague_reads


def test_a_note_is_removed_by_its_author(admin: Client, enter: Enter, near: Contact) -> None:
    admin.post(page_of(near, "notes/"), {"text": "Fout", "visibility": "team"})
    url = page_of(near, f"notes/{near.notes.get().pk}/remove/")
    assert enter(Role.STAFF_MOVEMENT).post(url).status_code in {302, 403}
    assert near.notes.exists()
    admin.post(url)
    assert not near.notes.standing().exists()


def test_an_act_is_noted_by_hand_and_not_for_tomorrow(admin: Client, near: Contact) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = admin.post(page_of(near, "acts/"), {"kind": "volunteered", "day": tomorrow})
    assert response.status_code == 422
    admin.post(page_of(near, "acts/"), {"kind": "volunteered", "day": timezone.localdate()})
    near.refresh_from_db()
    assert near.last_engaged_on == timezone.localdate()


@pytest.mark.parametrize(("kind", "is_subject"), [("works-for", True), ("~works-for", False)])
def test_a_relation_is_made_from_either_side(
    admin: Client, near: Contact, kind: str, is_subject: bool
) -> None:
    other = make_organisation("Brug vzw")
    admin.post(page_of(near, "relations/"), {"kind": kind, "other": "brug"})
    found = near.relations.get() if is_subject else near.relations_to.get()
    assert (found.target if is_subject else found.subject) == other
    assert "Brug vzw" in body(admin.get(page_of(near)))
    admin.post(page_of(near, f"relations/{found.pk}/end/"))
    found.refresh_from_db()
    assert found.ends_on == timezone.localdate()


def test_where_several_fit_one_is_chosen(admin: Client, near: Contact) -> None:
    make_organisation("Brug Gent")
    wanted = make_organisation("Brug Aalst")
    told = {"kind": "works-for", "other": "brug", "starts_on": "2026-01-01"}
    response = admin.post(page_of(near, "relations/"), told)
    assert response.status_code == 422
    assert "Several fit: choose one." in body(response)
    admin.post(page_of(near, "relations/"), told | {"chosen": str(wanted.public_id)})
    assert near.relations.get().target == wanted
    assert near.relations.get().starts_on == date(2026, 1, 1)


def test_target_groups_take_in_and_let_go(admin: Client, near: Contact) -> None:
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    admin.post(page_of(near, "groups/"), {"group": group.pk})
    assert list(near.target_groups.all()) == [group]
    admin.post(page_of(near, f"groups/{group.pk}/remove/"))
    assert not near.target_groups.exists()


def test_who_only_reads_gets_no_buttons(enter: Enter, near: Contact) -> None:
    reader = enter(Role.STAFF_OFFICE)
    html = body(reader.get(page_of(near)))
    for part in ("edit/", "consents/", "forget/", "data/", "notes/"):
        assert page_of(near, part) not in html
    assert reader.post(page_of(near, "notes/"), {"text": "x"}).status_code in {302, 403}
    assert not near.notes.exists()


def test_all_that_happened_can_be_shown(admin: Client, near: Contact) -> None:
    for day in range(35):
        act(near, days=day + 1)
    html = body(admin.get(page_of(near)))
    assert html.count("Took an online action") == 30
    assert body(admin.get(page_of(near, "?all=1"))).count("Took an online action") == 35


def _queries(client: Client, contact: Contact) -> int:
    client.get(page_of(contact))
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(contact))
    return len(queries)


def test_a_longer_life_takes_no_more_queries(admin: Client, near: Contact) -> None:
    def live(number: int) -> None:
        act(near, days=number)
        other = make_person(f"Ander {number}")
        relations.relate(actor=HOUSE, kind="works-for", tie=relations.Tie(near.pk, other.pk))
        admin.post(page_of(near, "notes/"), {"text": "x", "visibility": "team"})
        group = target_groups.make_target_group(
            actor=HOUSE, code=f"g{number}", card=target_groups.GroupCard(f"G{number}")
        )
        group.contacts.add(near)

    for answer in ("given", "withdrawn"):
        told = {"purpose": "news", "channel": "email", "how": "phone", "answer": answer}
        admin.post(page_of(near, "consents/"), told)
    live(1)
    few = _queries(admin, near)
    for number in range(2, 8):
        live(number)
    told = {"purpose": "appeals", "channel": "post", "how": "phone", "answer": "given"}
    admin.post(page_of(near, "consents/"), told)
    assert TargetGroup.objects.count() == 7
    assert _queries(admin, near) == few
