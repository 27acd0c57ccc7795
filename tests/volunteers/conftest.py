"""How tests of volunteering come in: on one's own page, and at the desk."""

from collections.abc import Callable

import pytest
from django.test import Client

from brug.kernel.models import OutgoingMail
from brug.kernel.roles import Role
from brug.people.models import Contact
from tests.factories.kernel import give_factor, make_user, sign_in

Enter = Callable[[Contact], Client]


@pytest.fixture
def enter() -> Enter:
    """Open somebody's own page, as their link by mail does."""

    def open_page(person: Contact) -> Client:
        client = Client()
        client.post("/nl/my/ask/", {"email": person.emails.get().address})
        mail = OutgoingMail.objects.filter(kind="people.magic_link").latest("pk")
        address = mail.text.split("http://testserver", 1)[1].split()[0]
        client.post(address)
        return client

    return open_page


@pytest.fixture
def desk() -> Client:
    """A member of staff of the movement, with a second factor."""
    user = make_user(Role.STAFF_MOVEMENT)
    give_factor(user)
    return sign_in(Client(), user)
