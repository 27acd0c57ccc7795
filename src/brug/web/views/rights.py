"""Who may do what: every right of the house against every role, from the rules themselves."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.access.permissions import Permission, permissions
from brug.kernel.models import RoleGrant, User
from brug.kernel.roles import DESK_ROLES, REGIONAL_ROLES, Role


@dataclass(frozen=True)
class Row:
    """One right and, role by role, whether the role alone gives it."""

    label: str | Promise
    name: str
    answers: list[bool]


@dataclass(frozen=True)
class Room:
    """A room's rights."""

    label: str | Promise
    rows: list[Row]


def rights(request: HttpRequest) -> HttpResponse:
    """Show the table; it prints on one sheet a room."""
    Actor.of(request).require("kernel.view_rights")
    return render(
        request,
        "web/desk/rights.html",
        {
            "title": _("Who may do what"),
            "about": _(
                "Made from the rules that the house asks. Rows are narrowed further: "
                "a regional coordinator sees the own region."
            ),
            "roles": [(role, role in DESK_ROLES, role in REGIONAL_ROLES) for role in Role],
            "rooms": table(),
        },
    )


def table() -> list[Room]:
    """Return every declared right, by room, with the roles that give it."""
    holders = {role: holder(role) for role in Role}
    by_room: dict[str, list[Permission]] = defaultdict(list)
    for permission in permissions:
        by_room[permission.name.partition(".")[0]].append(permission)
    return [
        Room(
            apps.get_app_config(room).verbose_name,
            [
                Row(
                    permission.label,
                    permission.name,
                    [user.has_perm(permission.name) for user in holders.values()],
                )
                for permission in entries
            ],
        )
        for room, entries in by_room.items()
    ]


def holder(role: Role) -> User:
    """Return somebody, not in the database, who holds one role and no other."""
    user: Any = User(is_active=True)
    user.__dict__["grants"] = [RoleGrant(role=role)]
    return user
