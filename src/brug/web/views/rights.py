"""Who may do what: every right of the house against every role, from the rules themselves."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.access.permissions import Permission, permissions
from brug.kernel.models import RoleGrant, User
from brug.kernel.roles import DESK_ROLES, REGIONAL_ROLES, Role
from brug.kernel.tables import FORMS, Column, export_of


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


@dataclass(frozen=True)
class Right:
    """One row of the file: a right with its room."""

    room: Room
    row: Row

    def answer(self, place: int) -> str:
        """Whether the role at that place gives the right, in words."""
        return _("yes") if self.row.answers[place] else _("no")


def rights(request: HttpRequest) -> HttpResponseBase:
    """Show the table, which prints on one sheet a room, or give it as a file."""
    Actor.of(request).require("kernel.view_rights")
    rooms = table()
    lines = [Right(room, row) for room in rooms for row in room.rows]
    if given := export_of(request, _("Who may do what"), _columns(), lines):
        return given
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
            "rooms": rooms,
            "forms": FORMS,
        },
    )


def _columns() -> list[Column]:
    def of_role(place: int) -> Column:
        return Column(list(Role)[place].label, lambda right: right.answer(place), 14)

    return [
        Column(_("Part"), lambda right: right.room.label, 20),
        Column(_("Right"), lambda right: right.row.label, 50),
        *(of_role(place) for place in range(len(Role))),
    ]


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
