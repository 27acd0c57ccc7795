"""The roles that people can hold.

A visitor and a person with a magic link hold no role: they are recognised by their link. Rooms
grant rights to roles in their own ``permissions.py``.
"""
# messages: public

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role of a user; some are held for a region."""

    VOLUNTEER = "volunteer", _("Volunteer")
    GROUP_LEAD = "group_lead", _("Group lead")
    MEMBER = "member", _("Member organisation")
    LAWYER = "lawyer", _("Lawyer")
    STAFF_MOVEMENT = "staff_movement", _("Staff: movement")
    STAFF_COMMUNICATION = "staff_communication", _("Staff: fundraising and communication")
    STAFF_POLICY = "staff_policy", _("Staff: policy and support")
    STAFF_OFFICE = "staff_office", _("Staff: business office")
    COORDINATOR = "coordinator", _("Regional coordinator")
    CONFIDANT = "confidant", _("Confidant")
    DIRECTOR = "director", _("Director")
    BOARD = "board", _("Board member")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_TEAMS = frozenset(
    {
        Role.STAFF_MOVEMENT,
        Role.STAFF_COMMUNICATION,
        Role.STAFF_POLICY,
        Role.STAFF_OFFICE,
    }
)
# Who works at the desk, and so must use a second factor.
DESK_ROLES = STAFF_TEAMS | {
    Role.COORDINATOR,
    Role.CONFIDANT,
    Role.DIRECTOR,
    Role.BOARD,
    Role.ADMINISTRATOR,
}
REGIONAL_ROLES = frozenset({Role.COORDINATOR})

# Whose sight has no bounds, whatever regional role they hold beside it.
UNBOUND_ROLES = STAFF_TEAMS | {Role.DIRECTOR, Role.ADMINISTRATOR}
