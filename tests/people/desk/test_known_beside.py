"""Whoever changes a contact is told who else it may be, the likeliest first."""

import re

from django.test import Client
from django.utils import translation

from brug.kernel.roles import Role
from brug.people.models import Contact
from brug.people.queries.known import maybe_known
from brug.people.services.card import card_of
from tests.factories.people import make_person
from tests.people.desk.conftest import Enter, body, page_of


def names(html: str) -> list[str]:
    return re.findall(r"<strong>([^<]+)</strong>", html)


def test_whoever_has_most_in_common_stands_first() -> None:
    named = make_person("Karimi", "Zoë")
    alike = make_person("Karimmi", "Zoe")
    both = make_person("Karimi", "Zoë", phone="0470 12 34 56")
    mailed = make_person("Anders", "Piet", email="zoe@example.org", phone="0470 12 34 56")
    told = {
        "first_name": "Zoë",
        "last_name": "Karimi",
        "email": "zoe@example.org",
        "phone": "0470 12 34 56",
    }
    found = maybe_known(Contact.objects.all(), told, 5)
    assert [one.contact for one in found] == [mailed, both, named, alike]
    with translation.override("en"):
        assert found[0].why == "the same e-mail address · the same telephone number"


def test_others_are_shown_while_a_contact_is_changed(admin: Client, near: Contact) -> None:
    make_person("Müller", "Zoë")
    html = body(admin.get(page_of(near, "known/"), {"first_name": "Zoë", "last_name": "Müller"}))
    assert names(html) == ["Zoë Müller"]
    assert page_of(near) not in html
    form = body(admin.get(page_of(near, "edit/")))
    assert f'data-known-url="{page_of(near, "known/")}"' in form


def test_a_coordinator_is_shown_nobody_of_elsewhere(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    told = {"first_name": far.first_name, "last_name": far.last_name}
    assert names(body(coordinator.get(page_of(near, "known/"), told))) == []
    assert coordinator.get(page_of(far, "known/"), told).status_code == 404


def test_who_may_not_change_is_shown_nobody(enter: Enter, near: Contact) -> None:
    assert enter(Role.STAFF_OFFICE).get(page_of(near, "known/")).status_code in {302, 403}


def test_anothers_mailbox_is_asked_about_before_it_is_saved(admin: Client, near: Contact) -> None:
    make_person("Anders", "Piet", email="piet@example.org")
    told = card_of(near) | {"birth_year": "", "email": "piet@example.org"}
    asked = admin.post(page_of(near, "edit/"), told)
    assert asked.status_code == 409
    assert "Piet Anders" in body(asked)
    assert near.emails.get().address == "zoe@example.org"
    assert admin.post(page_of(near, "edit/"), told | {"anyway": "on"}).status_code == 302
    assert near.emails.filter(address="piet@example.org").exists()


def test_ones_own_mailbox_is_not_asked_about(admin: Client, near: Contact) -> None:
    make_person("Anders", "Piet", email="zoe@example.org")
    told = card_of(near) | {"birth_year": "", "last_name": "Mulder"}
    assert admin.post(page_of(near, "edit/"), told).status_code == 302
    near.refresh_from_db()
    assert near.last_name == "Mulder"
