"""Contacts are found by the start of what somebody remembers."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.registries.search import search_sources
from brug.kernel.roles import Role
from brug.people.models import Contact
from brug.people.queries.finding import find_contacts, matching
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_organisation, make_person

pytestmark = pytest.mark.django_db


def found(text: str) -> set[str]:
    """The names of those found."""
    return {contact.name for contact in matching(Contact.objects.all(), text)}


@pytest.mark.parametrize(
    "text",
    ["Zoë", "zoe", "ang", "ÅNGSTRÖM zo", "zoe@ex", "Zoe@Example.org", "0400 12 34", "zoë-ang"],
)
def test_case_accents_and_order_do_not_matter(text: str) -> None:
    make_person("Ångström", "Zoë", email="zoe@example.org", phone="0400 12 34 56")
    make_person("Peeters", "Jan", email="jan@example.org", phone="0400 99 99 99")
    assert found(text) == {"Zoë Ångström"}


@pytest.mark.parametrize("text", ["oe", "ström", "zoe jan", "%", "_", "", "   ", "'; --", "\x00"])
def test_what_does_not_begin_a_word_is_not_found(text: str) -> None:
    make_person("Ångström", "Zoë")
    assert found(text) == set()


def test_organisations_and_other_scripts_are_found_too() -> None:
    make_organisation("Welkom in Gent")
    make_person("کریمی", "محمد")
    assert found("gen welk") == {"Welkom in Gent"}
    assert found("محم") == {"محمد کریمی"}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_may_be_typed(text: str) -> None:
    find_contacts(Contact.objects.all(), text, 5)


def test_a_word_is_found_through_an_index() -> None:
    make_person()
    plan = matching(Contact.objects.all(), "pee").explain()
    name = "people_word" if connection.vendor == "sqlite" else "people_"
    assert name in plan


def test_the_desks_search_shows_a_coordinator_the_own_region() -> None:
    make_municipality("9000", "Gent", "OVL")
    make_municipality("3600", "Genk", "LIM")
    make_person("Peeters", "An", postal_code="9000")
    make_person("Peeters", "Bo", postal_code="3600")
    source = search_sources.get("people.contacts")
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=make_region("OVL")))
    assert [hit.title for hit in source.find(actor, "peeters", 10)] == ["An Peeters"]
    assert len(list(source.find(HOUSE, "peeters", 10))) == 2
    assert len(list(source.find(HOUSE, "peeters", 1))) == 1
    assert list(source.find(Actor.visitor(), "peeters", 10)) == []
