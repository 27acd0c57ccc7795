"""A segment's SQL chooses whom plain Python chooses over the same records."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.db.models import OuterRef, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.registries.conditions import conditions
from brug.kernel.roles import Role
from brug.people.models import Contact, Engagement
from brug.people.queries.segments import semijoin
from brug.people.queries.segments.compiling import members
from brug.people.queries.segments.counting import count, explain_count, steps, tally
from brug.people.queries.segments.explaining import explain, in_words
from brug.people.queries.segments.semijoin import HasRow
from brug.people.queries.segments.values import check
from brug.people.rules.segments import Group, Leaf, dump, leaves, normalise, parse
from tests.factories.kernel import HOUSE, make_user
from tests.people.segments.trees import trees
from tests.people.segments.world import KNOWN, Everyone, populate

KEEP = settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
FEW = settings(KEEP, max_examples=25)


@pytest.fixture
def everyone(db: None) -> Everyone:
    populate()
    return Everyone.read()


@KEEP
@given(tree=trees(), few=st.sampled_from([0, 2_000]))
def test_sql_and_python_choose_the_same_people(everyone: Everyone, tree: Group, few: int) -> None:
    with patch.object(semijoin, "FEW", few):
        chosen = set(members(HOUSE, tree, everyone.today).values_list("pk", flat=True))
    assert chosen == everyone.chosen(tree)
    assert len(chosen) == members(HOUSE, normalise(tree), everyone.today).count()


@FEW
@given(tree=trees())
def test_every_tree_is_read_again_and_said_in_words(everyone: Everyone, tree: Group) -> None:
    again = parse(dump(tree), check)
    assert members(HOUSE, again).count() == members(HOUSE, tree).count()
    assert len(in_words(tree)) > 20


@FEW
@given(tree=trees(), data=st.data())
def test_why_agrees_with_being_in(everyone: Everyone, tree: Group, data: st.DataObject) -> None:
    person = data.draw(st.sampled_from(everyone.contacts))
    why = explain(HOUSE, tree, person.pk)
    assert why is not None
    assert why.holds == (person.pk in everyone.chosen(tree))
    own = [one.holds for _depth, one in why.lines() if not one.parts]
    assert own == [everyone.holds(person, leaf) for leaf in leaves(tree)]


@FEW
@given(tree=trees())
def test_a_coordinator_counts_the_own_region_alone(everyone: Everyone, tree: Group) -> None:
    region = Region.objects.get(code="OVL")
    actor = Actor(user=_coordinator(region), working_regions=frozenset({region.pk}))
    own = set(Contact.objects.filter(region__working_region=region).values_list("pk", flat=True))
    chosen = set(members(actor, tree, everyone.today).values_list("pk", flat=True))
    assert chosen == everyone.chosen(tree) & own
    stranger = next(one for one in everyone.contacts if one.pk not in own)
    assert explain(actor, tree, stranger.pk) is None


def _coordinator(region: Region):
    from brug.kernel.models import User

    found = User.objects.filter(email="coordinator@brug.example").first()
    return found or make_user(Role.COORDINATOR, region=region)


def test_the_python_of_these_tests_knows_every_condition() -> None:
    of_people = {name for name in conditions.names() if name.startswith("people.")}
    assert of_people - {"people.segment"} == set(KNOWN)


def test_a_count_is_one_query_and_its_plan_names_indexes(
    everyone: Everyone, django_assert_num_queries
) -> None:
    tree = donors()
    rows = members(HOUSE, tree)
    with django_assert_num_queries(1):
        found = rows.count()
    plan = explain_count(HOUSE, tree)
    assert plan.count == found == count(HOUSE, tree)
    assert "EXISTS" in plan.sql or " IN " in plan.sql
    assert plan.plan
    if connection.vendor == "sqlite":
        assert any("people_engagement" in name for name in plan.indexes)


def test_each_contact_is_asked_for_a_row_without_a_limit(everyone: Everyone) -> None:
    """SQLite minds a limit for each contact anew; whom it finds is the same."""
    acts = Engagement.objects.filter(kind="gift")
    asked = Contact.objects.filter(Q(HasRow(acts.filter(person=OuterRef("pk"))))).order_by()
    assert "EXISTS" in str(asked.query)
    assert "LIMIT" not in str(asked.query)
    few = Contact.objects.filter(pk__in=acts.order_by().values("person"))
    assert set(asked) == set(few)
    assert 0 < len(asked) < len(everyone.contacts)


def donors() -> Group:
    return parse(
        {
            "version": 1,
            "all": [
                {"is": "people.did", "with": {"how": "at_least", "times": 1, "kinds": ["gift"]}},
                {"is": "people.volunteer"},
            ],
        },
        check,
    )


def test_a_tally_says_how_many_may_be_mailed(everyone: Everyone) -> None:
    tree = parse({"version": 1, "all": [{"is": "people.kind", "with": {"kind": "person"}}]}, check)
    told = tally(HOUSE, tree, purpose="news", channel="email")
    may = Leaf("people.reachable", {"purpose": "news", "channel": "email"})
    chosen = [one for one in everyone.contacts if one.pk in everyone.chosen(tree)]
    assert told.count == len(chosen)
    assert told.reachable == sum(everyone.holds(one, may) for one in chosen) > 0


def test_each_condition_is_counted_alone(everyone: Everyone) -> None:
    tree = donors()
    told = steps(HOUSE, tree)
    assert told == [
        sum(everyone.holds(one, leaf) for one in everyone.contacts) for leaf in leaves(tree)
    ]
