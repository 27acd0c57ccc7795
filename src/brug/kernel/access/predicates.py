"""Named predicates over roles, to compose permissions from."""

from typing import Any

import rules

from brug.kernel.roles import DESK_ROLES, STAFF_TEAMS, Role


def holds(*roles: Role) -> rules.predicates.Predicate:
    """Return a predicate that is true for active users who hold at least one of ``roles``."""
    wanted = frozenset(roles)

    def has_role(user: Any, _target: object = None) -> bool:
        return bool(getattr(user, "is_active", False)) and not wanted.isdisjoint(user.roles)

    return rules.predicate(has_role, name=f"holds({', '.join(sorted(wanted))})")


is_administrator = holds(Role.ADMINISTRATOR)
is_director = holds(Role.DIRECTOR)
is_board = holds(Role.BOARD)
is_staff_team = holds(*STAFF_TEAMS, Role.DIRECTOR, Role.ADMINISTRATOR)
is_coordinator = holds(Role.COORDINATOR)
works_at_desk = holds(*DESK_ROLES)
nobody = rules.predicate(lambda _user, _target=None: False, name="nobody")
