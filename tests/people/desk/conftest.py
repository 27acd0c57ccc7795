"""Somebody at the desk, in English, and people in two regions."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.users.models import UserProfile

from brug.kernel.models import Region, User
from brug.kernel.roles import Role
from brug.people.models import Contact
from tests.factories.kernel import make_user, sign_in
from tests.factories.people import make_municipality, make_person

Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    cache.clear()


def desk_user(*roles: Role, region: Region | None = None, email: str = "") -> User:
    user = make_user(*roles, region=region, email=email)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    return user


@pytest.fixture
def enter() -> Enter:
    """Sign in with roles and return the browser."""

    def come_in(*roles: Role, region: Region | None = None) -> Client:
        return sign_in(Client(), desk_user(*roles, region=region))

    return come_in


@pytest.fixture
def admin(enter: Enter) -> Client:
    return enter(Role.ADMINISTRATOR)


@pytest.fixture
def gent() -> Region:
    """A municipality in East Flanders."""
    return make_municipality("9000", "Gent", "OVL")


@pytest.fixture
def coordinator(enter: Enter, gent: Region) -> Client:
    """The coordinator of East Flanders."""
    return enter(Role.COORDINATOR, region=gent.working_region)


@pytest.fixture
def near(gent: Region) -> Contact:
    """A person in East Flanders."""
    return make_person("Müller", "Zoë", email="zoe@example.org", postal_code="9000")


@pytest.fixture
def far() -> Contact:
    """A person in Limburg."""
    make_municipality("3500", "Hasselt", "LIM")
    return make_person("Özdemir", "Aylin", email="aylin@example.org", postal_code="3500")


def page_of(contact: Contact, part: str = "") -> str:
    return f"/desk/people/{contact.public_id}/{part}"


def body(response) -> str:
    return response.content.decode()
