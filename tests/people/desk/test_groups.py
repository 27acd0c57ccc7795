"""Target groups: the tree, reviews, and who may change what."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.periods import add_months, today
from brug.kernel.roles import Role
from brug.people.models import Contact, TargetGroup
from brug.people.services import target_groups
from brug.people.services.target_groups import GroupCard
from tests.factories.kernel import HOUSE, make_user, sign_in
from tests.people.desk.conftest import body, desk_user

TREE = "/desk/target-groups/"


@pytest.fixture
def press(near: Contact, far: Contact) -> TargetGroup:
    """The press, with the radio within it: one contact each."""
    made = target_groups.make_target_group(actor=HOUSE, code="press", card=GroupCard("Pers"))
    radio = target_groups.make_target_group(
        actor=HOUSE, code="radio", card=GroupCard("Radio", "Wie een microfoon heeft", made)
    )
    made.contacts.add(near)
    radio.contacts.add(far)
    return made


def names(client: Client, question: str = "") -> list[tuple[str, int, int]]:
    nodes = client.get(f"{TREE}?{question}").context["nodes"]
    return [(node.group.name, node.depth, node.size) for node in nodes]


def test_groups_stand_as_a_tree_and_are_found(admin: Client, press: TargetGroup) -> None:
    target_groups.make_target_group(actor=HOUSE, code="all", card=GroupCard("Allen"))
    assert names(admin) == [("Allen", 0, 0), ("Pers", 0, 2), ("Radio", 1, 1)]
    assert names(admin, "q=MICROFOON") == [("Radio", 1, 1)]
    assert "Nobody and nothing fits" in body(admin.get(f"{TREE}?q=zzz"))


def test_a_group_holds_everybody_within_it(admin: Client, press: TargetGroup) -> None:
    assert admin.get(f"{TREE}one/press/").context["people"] == 2
    listed = admin.get(f"/desk/people/?group={press.pk}").context["object_list"]
    assert len(listed) == 2


def test_a_coordinator_counts_only_the_own_region(coordinator: Client, press: TargetGroup) -> None:
    assert names(coordinator) == [("Pers", 0, 1), ("Radio", 1, 0)]
    assert coordinator.get(f"{TREE}one/press/").context["people"] == 1


def test_a_coordinator_changes_no_group_of_the_whole_house(
    coordinator: Client, press: TargetGroup
) -> None:
    assert coordinator.post(f"{TREE}edit/press/", {"name": "Mijn"}).status_code in {302, 403}
    assert coordinator.post(f"{TREE}one/press/review/").status_code in {302, 403}
    press.refresh_from_db()
    assert (press.name, press.reviewed_on) == ("Pers", None)


def owner_of(press: TargetGroup, **changes: object) -> User:
    owner = desk_user(Role.STAFF_POLICY)
    TargetGroup.objects.filter(pk=press.pk).update(owner=owner, **changes)
    return owner


def test_its_owner_reviews_a_group_and_is_asked_to(press: TargetGroup) -> None:
    owner = owner_of(press, made_on=add_months(today(), -12))
    client = sign_in(Client(), owner)
    assert "Pers" in body(client.get("/desk/"))
    assert "It is time to look" in body(client.get(f"{TREE}one/press/"))
    client.post(f"{TREE}one/press/review/")
    press.refresh_from_db()
    assert (press.reviewed_on, press.reviewed_by) == (today(), owner)
    assert press.review_due_on == add_months(today(), 12)
    assert "Target groups to look at again" not in body(client.get("/desk/"))


def test_who_neither_owns_nor_keeps_groups_reviews_none(press: TargetGroup) -> None:
    other = Actor.of_user(make_user(Role.STAFF_OFFICE))
    with pytest.raises(PermissionDenied):
        target_groups.note_review(actor=other, group=press)


@pytest.mark.parametrize(("since", "is_due"), [(0, False), (364, False), (366, True)])
def test_a_review_is_due_after_its_months(press: TargetGroup, since: int, is_due: bool) -> None:
    press.reviewed_on = date.fromordinal(today().toordinal() - since)
    assert press.is_due is is_due


def test_only_an_empty_group_is_removed(admin: Client, press: TargetGroup) -> None:
    told = admin.post(f"{TREE}one/press/remove/", follow=True)
    assert "Only an empty target group" in body(told)
    press.children.get().contacts.clear()
    admin.post(f"{TREE}one/radio/remove/")
    assert [group.code for group in TargetGroup.objects.all()] == ["press"]


def test_a_longer_tree_takes_no_more_queries(
    admin: Client, press: TargetGroup, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        target_groups.make_target_group(
            actor=HOUSE, code=f"g{number}", card=GroupCard(f"G{number}", parent=press)
        )
    admin.get(TREE)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        admin.get(TREE)


def test_a_group_that_somebody_removed_meanwhile_is_told_in_words(press: TargetGroup) -> None:
    gone = press.children.get()
    gone.contacts.clear()
    target_groups.remove_target_group(actor=HOUSE, group=gone)
    for act in (
        lambda: target_groups.note_review(actor=HOUSE, group=gone),
        lambda: target_groups.remove_target_group(actor=HOUSE, group=gone),
        lambda: target_groups.change_target_group(actor=HOUSE, group=gone, card=GroupCard("X")),
        lambda: target_groups.add_to_target_group(actor=HOUSE, group=gone, contact_ids=[]),
    ):
        with pytest.raises(ValidationError):
            act()
