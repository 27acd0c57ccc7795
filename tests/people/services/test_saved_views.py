"""Saved views: kept under a name, shared with a role, removed and put back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.roles import Role
from brug.people.models import DefaultView, SavedView
from brug.people.services import saved_views
from tests.factories.kernel import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla() -> Actor:
    return Actor.of_user(make_user(Role.STAFF_COMMUNICATION))


@pytest.fixture
def pelin() -> Actor:
    return Actor.of_user(make_user(Role.STAFF_POLICY))


def keep(actor: Actor, name: str = "Vrijwilligers", **more: object) -> SavedView:
    filters = {"volunteer": ["yes"]}
    return saved_views.keep_view(actor=actor, name=name, filters=filters, **more)  # type: ignore[arg-type]


def seen(actor: Actor) -> list[str]:
    return [view.name for view in SavedView.objects.visible_to(actor).standing()]


def test_a_view_is_its_owners_alone(carla: Actor, pelin: Actor) -> None:
    keep(carla, columns=["email"], ordering="-created_at")
    assert seen(carla) == ["Vrijwilligers"]
    assert seen(pelin) == []
    assert seen(Actor.visitor()) == []
    assert seen(Actor.person(1)) == []


def test_a_view_that_is_shared_is_seen_by_who_holds_the_role(carla: Actor, pelin: Actor) -> None:
    keep(carla, role=Role.STAFF_POLICY)
    assert seen(pelin) == ["Vrijwilligers"]
    other = Actor.of_user(make_user(Role.STAFF_OFFICE))
    assert seen(other) == []


def test_sharing_takes_the_right_and_a_role_of_the_desk(carla: Actor, pelin: Actor) -> None:
    with pytest.raises(PermissionDenied):
        keep(pelin, role=Role.STAFF_POLICY)
    with pytest.raises(ValidationError):
        keep(carla, role=Role.LAWYER)
    assert not SavedView.objects.exists()


def test_a_name_is_used_once_by_each(carla: Actor, pelin: Actor) -> None:
    keep(carla)
    keep(pelin)
    with pytest.raises(ValidationError):
        keep(carla, "  Vrijwilligers ")
    with pytest.raises(ValidationError):
        keep(carla, "   ")


def test_nobody_keeps_a_book_in_a_view(carla: Actor) -> None:
    for filters in ({"place": ["x" * 201]}, {"reach": ["x"] * 61}):
        with pytest.raises(ValidationError):
            saved_views.keep_view(actor=carla, name="Te veel", filters=filters)


def test_a_view_changes_its_name_and_what_it_shows(carla: Actor) -> None:
    view = keep(carla)
    saved_views.change_view(actor=carla, view=view, name="Helpers", role="")
    view.refresh_from_db()
    assert (view.name, view.filters) == ("Helpers", {"volunteer": ["yes"]})
    saved_views.change_view(
        actor=carla, view=view, name="Helpers", role="", filters={"kind": ["person"]}
    )
    view.refresh_from_db()
    assert view.filters == {"kind": ["person"]}


def test_nobody_changes_the_view_of_another(carla: Actor, pelin: Actor) -> None:
    view = keep(carla, role=Role.STAFF_POLICY)
    for act in (
        lambda: saved_views.change_view(actor=pelin, view=view, name="Mijn", role=""),
        lambda: saved_views.remove_view(actor=pelin, view=view),
        lambda: saved_views.put_back_view(actor=pelin, view=view),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_view_that_was_removed_comes_back_as_it_was(carla: Actor) -> None:
    view = keep(carla)
    saved_views.set_default_view(actor=carla, view=view)
    saved_views.remove_view(actor=carla, view=view)
    assert seen(carla) == []
    assert not DefaultView.objects.exists()
    saved_views.put_back_view(actor=carla, view=view)
    assert seen(carla) == ["Vrijwilligers"]


def test_a_view_does_not_come_back_under_a_name_that_is_taken(carla: Actor) -> None:
    view = keep(carla)
    saved_views.remove_view(actor=carla, view=view)
    keep(carla)
    with pytest.raises(ValidationError):
        saved_views.put_back_view(actor=carla, view=view)


def test_a_removed_view_goes_for_good_after_thirty_days(carla: Actor) -> None:
    old, young = keep(carla, "Oud"), keep(carla, "Jong")
    for view, days in ((old, 31), (young, 29)):
        saved_views.remove_view(actor=carla, view=view)
        removed = timezone.now() - timedelta(days=days)
        SavedView.objects.filter(pk=view.pk).update(removed_at=removed)
    keep(carla, "Staat")
    assert saved_views.forget_views() == 1
    assert set(SavedView.objects.values_list("name", flat=True)) == {"Jong", "Staat"}


def test_a_list_begins_with_a_view_that_one_sees(carla: Actor, pelin: Actor) -> None:
    mine, shared = keep(carla, "Mijn"), keep(carla, "Gedeeld", role=Role.STAFF_POLICY)
    with pytest.raises(PermissionDenied):
        saved_views.set_default_view(actor=pelin, view=mine)
    saved_views.set_default_view(actor=pelin, view=shared)
    saved_views.set_default_view(actor=pelin, view=shared)
    assert DefaultView.objects.get().view == shared
    saved_views.set_default_view(actor=pelin, view=None)
    assert not DefaultView.objects.exists()


def test_whoever_signs_in_nowhere_keeps_no_view() -> None:
    for actor in (Actor.system("test"), Actor.visitor(), Actor.person(1)):
        with pytest.raises(PermissionDenied):
            keep(actor)
