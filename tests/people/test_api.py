"""The door of the people tier for other rooms."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from brug.kernel.periods import today
from brug.people import api
from brug.people.enums import EngagementKind
from brug.people.services.relations import Tie, relate
from tests.factories.people import HOUSE, act, make_municipality, make_organisation, make_person

pytestmark = pytest.mark.django_db


def test_a_person_is_told_without_their_table() -> None:
    town = make_municipality()
    known = make_person(email="jan@example.org", postal_code="9000", language="fr")
    person = api.person(known.pk)
    assert (person.name, person.email, person.language) == ("Jan Peeters", "jan@example.org", "fr")
    assert (person.region_id, person.is_forgotten) == (town.pk, False)


def test_public_figures_are_counted_kept_for_a_while_and_never_zero(
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    cache.clear()
    assert api.public_figures() == []
    cache.clear()
    helper, group = make_person(is_volunteer=True), make_organisation()
    relate(actor=HOUSE, kind="volunteers-in", tie=Tie(helper.pk, group.pk))
    act(helper, EngagementKind.ONLINE_ACTION, days=0)
    act(helper, EngagementKind.GIFT, days=0)
    figures = api.public_figures()
    assert [figure.value for figure in figures] == [1, 1, 1, 1]
    assert all(str(figure.label) for figure in figures)
    with django_assert_num_queries(0):
        assert api.public_figures() == figures


def test_a_group_whose_last_volunteer_left_is_counted_no_more() -> None:
    cache.clear()
    tie = Tie(make_person().pk, make_organisation().pk, ends_on=today() - timedelta(days=1))
    relate(actor=HOUSE, kind="volunteers-in", tie=tie)
    assert api.public_figures() == []
