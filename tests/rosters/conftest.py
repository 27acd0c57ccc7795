"""How people come in, for the tests of rosters."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from brug.kernel.models import OutgoingMail
from brug.kernel.roles import Role
from brug.rosters.models import Service, Shift, Volunteer
from tests.factories.kernel import give_factor, make_user, sign_in
from tests.factories.rosters import make_service, make_shift

Enter = Callable[[Volunteer], Client]


@pytest.fixture
def enter() -> Enter:
    """Open somebody's own page, as their link by mail does."""

    def open_page(volunteer: Volunteer) -> Client:
        client = Client()
        cache.clear()  # how often a link may be asked
        client.post("/nl/my/ask/", {"email": volunteer.person.emails.get().address})
        mail = OutgoingMail.objects.filter(kind="people.magic_link").latest("pk")
        client.post(mail.text.split("http://testserver", 1)[1].split()[0])
        return client

    return open_page


@pytest.fixture
def desk(db: None) -> Client:
    """A member of staff of the movement, with a second factor."""
    user = make_user(Role.STAFF_MOVEMENT)
    give_factor(user)
    return sign_in(Client(), user)


@pytest.fixture
def service(db: None) -> Service:
    """A service of the whole country."""
    return make_service()


@pytest.fixture
def shift(service: Service) -> Shift:
    """A shift for one person, in a week."""
    return make_shift(service)


def link_in(kind: str) -> str:
    """The address of the link in the newest mail of a kind."""
    mail = OutgoingMail.objects.filter(kind=f"rosters.{kind}").latest("pk")
    return mail.text.split("http://testserver", 1)[1].split()[0]


def told(client: Client, address: str) -> str:
    """The page behind an address, as text."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()
