"""How people come in, for the tests of volunteering."""

from collections.abc import Callable

import pytest
from django.test import Client

from brug.kernel.models import OutgoingMail
from brug.people.models import Contact

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
