"""A contact's page and what staff note on it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.roles import Role
from brug.people.enums import ConsentState, EngagementKind, Visibility
from brug.people.models import Contact, DuplicatePair, ImportedKey, TargetGroup
from brug.people.services import campaigns, relations, target_groups
from brug.people.services.attribution import Came
from brug.people.services.journal import note_engagement
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
    newest = body(admin.get(page_of(near)))
    assert newest.count("Took an online action") == 30
    older = body(admin.get(page_of(near) + older_of(newest)))
    assert older.count("Took an online action") == 5
    assert older_of(older) == ""
    assert 'href="#timeline"' in older or 'href="?#timeline"' in older


def older_of(html: str) -> str:
    """The address of what happened before, as the page gives it; '' where it gives none."""
    found = re.search(r'href="(\?[^"]*until=[^"#]*)#timeline"', html)
    return found[1].replace("&amp;", "&") if found else ""


def test_the_history_is_narrowed_to_a_kind(admin: Client, near: Contact) -> None:
    act(near, EngagementKind.VOLUNTEERED)
    admin.post(page_of(near, "notes/"), {"text": "Belt laat", "visibility": "team"})
    for part, told, silent in (
        ("people.notes", "Note by", "Volunteered</strong>"),
        ("people.engagements", "Volunteered</strong>", "Note by"),
    ):
        html = body(admin.get(page_of(near, f"?part={part}")))
        assert told in html
        assert silent not in html
    for part in ("people", "nobody.knows", ""):
        html = body(admin.get(page_of(near, f"?part={part}")))
        assert "Note by" in html
        assert "Volunteered</strong>" in html


@pytest.mark.parametrize(
    "mark",
    ["until=x", "until=2026-01-01", "passed=-1", "until=2030-01-01T00:00:00%2B00:00&passed=x"],
)
def test_an_address_that_makes_no_sense_shows_the_newest(
    admin: Client, near: Contact, mark: str
) -> None:
    act(near, EngagementKind.VOLUNTEERED)
    assert "Volunteered</strong>" in body(admin.get(page_of(near, f"?{mark}")))


def test_the_page_tells_ways_memberships_origin_and_twins(admin: Client, near: Contact) -> None:
    house = make_organisation("Brug vzw")
    relations.relate(actor=HOUSE, kind="member-of", tie=relations.Tie(near.pk, house.pk))
    twin = make_person("Muller", "Zoe")
    low, high = sorted((near.pk, twin.pk))
    pair = DuplicatePair.objects.create(first_id=low, second_id=high, score=0.9)
    ImportedKey.objects.create(
        source="civicrm", kind="contact", key="77", record=near.pk, contact=near, digest=1
    )
    campaigns.make_campaign(actor=HOUSE, code="winter", name="Winter")
    note_engagement(
        actor=HOUSE,
        person_id=near.pk,
        kind=EngagementKind.VOLUNTEERED,
        occurred_at=timezone.now(),
        came=Came(source="flyer", medium="paper", campaign="winter"),
    )
    told = {"purpose": "news", "channel": "email", "answer": "given", "how": "phone"}
    admin.post(page_of(near, "consents/"), told)
    html = body(admin.get(page_of(near)))
    for text in (
        "Memberships",
        "is a member of",
        f"/desk/duplicates/{pair.pk}/",
        "civicrm",
        "/desk/campaigns/brought/winter/",
        "flyer / paper",
        "mailto:zoe@example.org",
        "Yes, for: News",
        "No: nothing is agreed for this way.",
    ):
        assert text in re.sub(r"\s+", " ", re.sub(r"</?(svg|use|span)[^>]*>", "", html)), text


def test_a_reader_without_the_right_sees_no_twins(enter: Enter, near: Contact) -> None:
    twin = make_person("Muller", "Zoe")
    low, high = sorted((near.pk, twin.pk))
    pair = DuplicatePair.objects.create(first_id=low, second_id=high, score=0.9)
    assert f"/duplicates/{pair.pk}/" not in body(enter(Role.STAFF_OFFICE).get(page_of(near)))


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
        house = make_organisation(f"Huis {number}")
        relations.relate(actor=HOUSE, kind="member-of", tie=relations.Tie(near.pk, house.pk))
        low, high = sorted((near.pk, other.pk))
        DuplicatePair.objects.create(first_id=low, second_id=high, score=0.9)
        note_engagement(
            actor=HOUSE,
            person_id=near.pk,
            kind=EngagementKind.VOLUNTEERED,
            occurred_at=timezone.now(),
            came=Came(source=f"flyer {number}"),
        )
        ImportedKey.objects.create(
            source="old", kind="contact", key=str(number), record=near.pk, contact=near, digest=1
        )

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
