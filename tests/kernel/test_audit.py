"""The audit trail says who did what, and never shows what is closed."""

import pytest
from wagtail.models import ModelLogEntry

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.registry import UnknownEntry
from brug.kernel.roles import Role
from brug.kernel.users.services import grant_role, make_user

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def test_granting_a_role_leaves_a_line_with_who_and_what() -> None:
    admin = make_user(actor=SYSTEM, email="Ada@Example.org", first_name="Ada")
    grant_role(actor=SYSTEM, user=admin, role=Role.ADMINISTRATOR)
    someone = make_user(actor=Actor.of_user(admin), email="bo@example.org")
    grant_role(actor=Actor.of_user(admin), user=someone, role=Role.BOARD)
    line = ModelLogEntry.objects.filter(action="kernel.role_granted").latest("pk")
    assert line.user == admin
    assert line.object_id == str(someone.pk)
    assert line.data["note"] == "board"


def test_a_role_given_twice_is_one_role_and_one_line() -> None:
    user = make_user(actor=SYSTEM, email="ada@example.org")
    first = grant_role(actor=SYSTEM, user=user, role=Role.BOARD)
    second = grant_role(actor=SYSTEM, user=user, role=Role.BOARD)
    assert first == second
    assert ModelLogEntry.objects.filter(action="kernel.role_granted").count() == 1


def test_only_what_changed_is_kept() -> None:
    user = make_user(actor=SYSTEM, email="ada@example.org", first_name="Ada")
    before = audit.snapshot(user)
    user.first_name = "Adah"
    audit.record(
        actor=SYSTEM,
        verb="kernel.user_made",
        target=user,
        before=before,
        after=audit.snapshot(user),
    )
    line = ModelLogEntry.objects.latest("pk")
    assert line.data["changes"] == {"first_name": ["Ada", "Adah"]}


def test_an_undeclared_verb_is_a_mistake() -> None:
    user = make_user(actor=SYSTEM, email="ada@example.org")
    with pytest.raises(UnknownEntry):
        audit.record(actor=SYSTEM, verb="kernel.vanished", target=user)
