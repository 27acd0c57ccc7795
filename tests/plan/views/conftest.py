"""Somebody at the desk, in English, with a small plan before them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from wagtail.users.models import UserProfile

from brug.kernel.models import Region, User
from brug.kernel.roles import Role
from brug.plan.models import Plan
from tests.factories.kernel import make_user, sign_in
from tests.plan.measures import registered
from tests.plan.world import act, make_person, make_plan, make_regions

SEPTEMBER = date(2026, 9, 30)
Enter = Callable[..., Client]


@pytest.fixture(autouse=True)
def _world(db: None) -> Iterator[None]:
    cache.clear()
    with registered(), time_machine.travel("2026-09-30 12:00:00+02:00", tick=False):
        yield


def make_desk_user(*roles: Role, region: Region | None = None) -> User:
    user = make_user(*roles, region=region)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    return user


@pytest.fixture
def enter() -> Enter:
    """Sign in with roles and return the browser."""

    def come_in(*roles: Role, region: Region | None = None) -> Client:
        return sign_in(Client(), make_desk_user(*roles, region=region))

    return come_in


@pytest.fixture
def plan() -> Plan:
    """Two regions; trees counted (30 in the north, 51 in the south); more that nobody counts."""
    north, south = make_regions("north", "south")
    for place, count in ((north, 30), (south, 51)):
        person = make_person(place)
        for number in range(count):
            act(person, date(2026, 1, 1) + timedelta(days=number))
    return make_plan(
        "what: trees, target: 100, every: year",
        "what: birds, target: 10, every: year",
        "what: guide is known, direction: present",
        "what: followers, target: 500, by: 2030, measured: counted every quarter",
    )
