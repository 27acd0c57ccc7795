"""Contacts are found though their name is misspelt, romanised otherwise, or typed as it sounds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.registries.search import search_sources
from brug.kernel.roles import Role
from brug.people.models import Contact, NameWord
from brug.people.queries.alike import find_alike, in_words
from brug.people.services import addresses, contacts, privacy
from brug.people.services.vocabulary import mend_vocabulary
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, make_municipality, make_organisation, make_person

pytestmark = pytest.mark.django_db


def alike(text: str, limit: int = 20) -> list[str]:
    """The names of those found, best first."""
    return [one.contact.name for one in find_alike(Contact.objects.all(), text, limit)]


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("Mohammad Karimi", "Muhammed Karimi"),
        ("محمد کریمی", "mohamed"),
        ("Mohamed Karimi", "محمد"),
        ("Олександр Шевченко", "Alexander Shevchenko"),
        ("Oleksandr Shevchenko", "Олександр"),
        ("Tetiana Melnyk", "Tetjana"),
        ("Сергій Мельник", "Serhii Melnyk"),
        ("Youssef Haddad", "Joesoef"),
        ("Khadija Amrani", "Khadidja"),
        ("Jan Janssens", "Jansens Jan"),
        ("Noor Vandenberg", "Vandenberghe"),
        ("Sofie Peeters", "Sofie Petters"),
        ("Sofie Peeters", "Peetrs"),
        ("Sofie Peeters", "eeters"),
        ("Zoë Ångström", "Angstrm"),
    ],
)
def test_other_spellings_are_found(known: str, typed: str) -> None:
    first, last = known.split()
    make_person(last, first)
    make_person("Dubois", "Claire")
    assert alike(typed) == [known]


def test_the_nearest_comes_first() -> None:
    make_person("Peters", "Ann")
    make_person("Pieters", "Ann")
    make_person("Pedersen", "Ann")
    assert alike("Petters") == ["Ann Peters", "Ann Pieters"]


def test_every_word_must_be_alike_in_any_order() -> None:
    make_person("Janssens", "Mohamed")
    make_person("Peeters", "Mohamed")
    assert alike("Jansens Muhammed") == ["Mohamed Janssens"]


def test_whoever_merely_begins_so_is_left_to_the_exact_search() -> None:
    make_person("Janssens", "Mohamed")
    assert alike("Jans moh") == []


@pytest.mark.parametrize("text", ["", "ja", "12", "0470 12 34", "a@b.example", "%", "_", "'; --"])
def test_short_words_numbers_and_signs_are_like_nobody(text: str) -> None:
    make_person("Jaspers", "Jo", email="a@c.example")
    assert alike(text) == []


def test_it_says_what_was_taken_for_what(english: None) -> None:
    make_person("Peeters", "Mohamed")
    (one,) = find_alike(Contact.objects.all(), "Petters Muhammad", 5)
    assert in_words(one.reasons) == (
        "“mohamed” sounds like “muhammad”; “peeters” is one letter off “petters”"
    )


def test_nobody_is_named_twice_or_against_the_wish() -> None:
    person = make_person("Peeters", "Peter")
    assert alike("Petters Petter") == ["Peter Peeters"]
    assert find_alike(Contact.objects.all(), "Petters", 5, without=[person.pk]) == []


def test_organisations_are_found_too() -> None:
    make_organisation("Gastvrij Netwerk Gent")
    assert alike("gastfrij netwerk") == ["Gastvrij Netwerk Gent"]


def test_a_coordinator_finds_the_own_region_only() -> None:
    make_municipality("3500", "Hasselt", make_region().code)
    make_municipality("9000", "Gent", "OVL")
    make_person("Janssens", "Els", postal_code="3500")
    make_person("Janssens", "Tom", postal_code="9000")
    user = make_user(Role.COORDINATOR, region=make_region())
    hits = search_sources.get("people.contacts").find(Actor.of_user(user), "Jansens", 10)
    assert [hit.title for hit in hits] == ["Els Janssens"]


def test_exact_hits_come_before_those_alike() -> None:
    make_person("Jansens", "Zoë")
    make_person("Janssens", "Ann")
    hits = search_sources.get("people.contacts").find(HOUSE, "Jansens", 10)
    assert [hit.title for hit in hits] == ["Zoë Jansens", "Ann Janssens"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_text_may_be_typed(text: str) -> None:
    assert alike(text) == []


# ---- The vocabulary ----


def vocabulary() -> set[str]:
    return set(NameWord.objects.values_list("word", flat=True))


def test_words_enter_with_names_and_leave_with_their_last_bearer() -> None:
    jan, els = make_person("Peeters", "Jan"), make_person("Peeters", "Els")
    assert vocabulary() == {"peeters", "jan", "els"}
    contacts.change_contact(actor=HOUSE, contact_id=jan.pk, last_name="Maes")
    assert vocabulary() == {"peeters", "jan", "els", "maes"}
    privacy.erase_person(actor=HOUSE, person_id=els.pk, reason="asked")
    assert vocabulary() == {"jan", "maes"}


def test_addresses_and_numbers_are_no_words_of_names() -> None:
    person = make_person("1234", "Jan", email="jan@example.org")
    addresses.add_email(actor=HOUSE, contact_id=person.pk, address="piet@example.org")
    assert vocabulary() == {"jan"}


def test_mending_finds_what_was_missed_and_drops_what_is_left_over() -> None:
    make_person("Peeters", "Jan")
    NameWord.objects.filter(word="jan").delete()
    NameWord.objects.create(word="maes", latin="maes", nital="seam", sound="MS")
    assert mend_vocabulary() == (1, 1)
    assert vocabulary() == {"peeters", "jan"}
    assert mend_vocabulary() == (0, 0)
