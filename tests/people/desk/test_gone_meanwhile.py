"""Whoever is deleted while a page is put together is left out of it; the page comes anyway."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

from brug.people.models import Contact, Segment
from brug.people.queries.alike import find_alike
from tests.factories.people import make_person


@pytest.fixture
def going(monkeypatch: pytest.MonkeyPatch) -> Contact:
    """Somebody who is deleted after the keys of a page were read, and before its records are."""
    make_person("Peters", "Bo")
    contact = make_person("Pieters", "Ann")
    real: Callable[..., Any] = QuerySet.in_bulk

    def in_bulk(self: QuerySet[Any], *given: Any, **more: Any) -> Any:
        if self.model is Contact:
            Contact.objects.filter(pk=contact.pk).delete()
        return real(self, *given, **more)

    monkeypatch.setattr(QuerySet, "in_bulk", in_bulk)
    return contact


def test_a_list_shows_the_others(admin: Client, going: Contact) -> None:
    shown = admin.get("/desk/people/").context["object_list"]
    assert [contact.name for contact in shown] == ["Bo Peters"]
    assert not Contact.objects.filter(pk=going.pk).exists()


def test_a_segment_shows_its_other_members(admin: Client, going: Contact) -> None:
    tree = {"version": 1, "all": [{"is": "people.kind", "with": {"kind": "person"}}]}
    Segment.objects.create(code="everybody", name="Allen", tree=tree, is_shared=True)
    shown = admin.get("/desk/segments/one/everybody/members/")
    assert [contact.name for contact in shown.context["shown"].people] == ["Bo Peters"]
    assert not Contact.objects.filter(pk=going.pk).exists()


def test_a_search_finds_the_others(going: Contact) -> None:
    found = find_alike(Contact.objects.all(), "Petters", 10)
    assert [one.contact.name for one in found] == ["Bo Peters"]
    assert not Contact.objects.filter(pk=going.pk).exists()
