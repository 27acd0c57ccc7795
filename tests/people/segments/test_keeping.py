"""Segments are kept, changed by who may, and never count what cannot be counted."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people.models import Segment, TargetGroup
from brug.people.queries.segments.compiling import members, tree_of
from brug.people.queries.segments.explaining import explain, in_words
from brug.people.queries.segments.values import check
from brug.people.rules.segments import OldTree, TreeError, UnknownCondition, WrongValues, parse
from brug.people.services.segments.keeping import (
    change_segment,
    make_segment,
    remove_segment,
    users_of,
)
from brug.people.services.segments.ready_made import prepare_segments, ready_made
from tests.factories.kernel import HOUSE, make_user
from tests.factories.people import act, make_municipality, make_person

pytestmark = pytest.mark.django_db
HELPS = {"version": 1, "all": [{"is": "people.volunteer"}]}


def uses(code: str) -> dict:
    return {"version": 1, "all": [{"is": "people.segment", "with": {"segment": code}}]}


def user(*roles: Role) -> Actor:
    return Actor.of_user(make_user(*roles))


def test_a_segment_gets_a_code_of_its_name_and_an_audit_line() -> None:
    actor = user(Role.STAFF_MOVEMENT)
    one = make_segment(actor=actor, name=" Wie helpt ", tree=HELPS)
    two = make_segment(actor=actor, name="Wie helpt", tree=HELPS)
    assert (one.code, two.code) == ("wie-helpt", "wie-helpt-2")
    assert one.owner == actor.user
    assert ModelLogEntry.objects.filter(action="people.segment_changed").count() == 2


def test_a_segment_is_kept_in_its_shortest_form() -> None:
    tree = {"version": 1, "all": [{"all": [{"any": [{"is": "people.volunteer"}]}]}]}
    assert make_segment(actor=HOUSE, name="x", tree=tree).tree == HELPS


@pytest.mark.parametrize("role", [Role.STAFF_POLICY, Role.BOARD])
def test_who_keeps_no_people_keeps_no_segments(role: Role) -> None:
    with pytest.raises(PermissionDenied):
        make_segment(actor=user(role), name="x", tree=HELPS)


def test_only_communication_shares() -> None:
    with pytest.raises(PermissionDenied):
        make_segment(actor=user(Role.STAFF_MOVEMENT), name="x", tree=HELPS, is_shared=True)
    shared = make_segment(
        actor=user(Role.STAFF_COMMUNICATION), name="x", tree=HELPS, is_shared=True
    )
    with pytest.raises(PermissionDenied):
        remove_segment(actor=user(Role.COORDINATOR), segment=shared)


def test_nobody_sees_or_changes_anothers_own_segment() -> None:
    own = make_segment(actor=user(Role.STAFF_MOVEMENT), name="Mijn", tree=HELPS)
    other = user(Role.STAFF_COMMUNICATION)
    assert own not in Segment.objects.visible_to(other)
    with pytest.raises(PermissionDenied):
        change_segment(actor=other, segment=own, name="x", meaning="", tree=HELPS, is_shared=False)
    assert Segment.objects.visible_to(Actor.visitor()).count() == 0


def test_a_segment_within_a_segment_counts_and_explains_itself() -> None:
    inner = make_segment(actor=HOUSE, name="Helpers", tree=HELPS, is_shared=True)
    outer = make_segment(actor=HOUSE, name="Buiten", tree=uses("helpers"))
    helper = make_person(is_volunteer=True)
    make_person("Ander")
    assert [one.pk for one in members(HOUSE, tree_of(outer))] == [helper.pk]
    why = explain(HOUSE, tree_of(outer), helper.pk)
    assert [one.words for _depth, one in why.lines()][1:3][0].count("Helpers") == 1
    assert len(list(why.lines())) == 4
    assert users_of(inner.code) == [outer]


def test_a_segment_can_hold_itself_in_no_way() -> None:
    one = make_segment(actor=HOUSE, name="Een", tree=HELPS, is_shared=True)
    make_segment(actor=HOUSE, name="Twee", tree=uses("een"), is_shared=True)
    for tree in (uses("een"), uses("twee")):
        with pytest.raises(ValidationError):
            change_segment(
                actor=HOUSE, segment=one, name="Een", meaning="", tree=tree, is_shared=True
            )


def test_what_others_use_stays_and_stays_shared() -> None:
    one = make_segment(actor=HOUSE, name="Een", tree=HELPS, is_shared=True)
    make_segment(actor=HOUSE, name="Twee", tree=uses("een"))
    with pytest.raises(ValidationError, match="Twee"):
        remove_segment(actor=HOUSE, segment=one)
    with pytest.raises(ValidationError, match="Twee"):
        change_segment(
            actor=HOUSE, segment=one, name="Een", meaning="", tree=HELPS, is_shared=False
        )


def test_a_tree_that_cannot_be_counted_says_why(english: None) -> None:
    old, gone = {"version": 0, "all": []}, {"version": 1, "all": [{"is": "giving.legacy"}]}
    for tree, error, words in (
        (old, OldTree, "another version"),
        (gone, UnknownCondition, "giving.legacy"),
        (uses("nobody"), WrongValues, "cannot be chosen"),
    ):
        Segment.objects.create(code="broken", name="Stuk", tree=tree)
        with pytest.raises(error, match=words):
            members(HOUSE, tree_of(Segment.objects.get(code="broken")))
        Segment.objects.all().filter(code="broken").delete()


def test_a_removed_choice_stops_the_count_instead_of_choosing_everybody() -> None:
    group = TargetGroup.objects.create(code="press", name="Pers")
    inside = {"is": "people.target_group", "with": {"groups": ["press"]}}
    one = make_segment(actor=HOUSE, name="x", tree={"version": 1, "none": [inside]})
    group.delete()
    with pytest.raises(TreeError):
        members(HOUSE, tree_of(one))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("people.did", {"how": "at_least", "times": 0}),
        ("people.did", {"how": "at_least", "times": 1, "months": 3, "since": "2026-01-01"}),
        ("people.did", {"how": "at_least", "times": True}),
        ("people.did", {"how": "often", "times": 1}),
        ("people.did", {"times": 1}),
        ("people.did", {"how": "at_most", "times": 1, "since": "2026-02-30"}),
        (
            "people.did",
            {"how": "at_most", "times": 1, "since": "2026-02-03", "until": "2026-02-01"},
        ),
        ("people.gave", {"how": "total", "amount": "0"}),
        ("people.gave", {"how": "total", "amount": "1.005"}),
        ("people.gave", {"how": "total", "amount": "NaN"}),
        ("people.birth_year", {}),
        ("people.birth_year", {"first": 1990, "last": 1980}),
        ("people.known_since", {}),
        ("people.kind", {"kind": ["person", "organisation"]}),
        ("people.volunteer", {"yes": True}),
    ],
)
def test_values_that_make_no_sense_are_refused(name: str, values: dict) -> None:
    with pytest.raises(WrongValues):
        check(name, values)


def test_values_come_in_one_form() -> None:
    told = check("people.gave", {"how": "once", "amount": "12,5", "kinds": ["sponsored", "gift"]})
    assert told == {"how": "once", "amount": "12.50", "kinds": ["gift", "sponsored"]}


def test_the_ready_made_segments_count_and_are_made_once() -> None:
    Segment.objects.all().delete()
    make_municipality("9000", "Gent", "OVL")
    made = prepare_segments(actor=HOUSE)
    assert len(made) == len(ready_made()) + 1
    assert prepare_segments(actor=HOUSE) == []
    donor = make_person("Gever", postal_code="9000", is_volunteer=True)
    act(donor, "gift", days=700)
    found = {one.code: members(HOUSE, tree_of(one)).count() for one in Segment.objects.all()}
    assert found == {
        "sympathisers": 0,
        "donors": 0,
        "lapsed-donors": 1,
        "volunteers": 1,
        "newsletter": 0,
        "volunteers-ovl": 1,
    }
    assert all(in_words(tree_of(one)) for one in made)


def test_reading_a_tree_asks_few_questions(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(2):
        parse(ready_made()[2]["tree"], check)
