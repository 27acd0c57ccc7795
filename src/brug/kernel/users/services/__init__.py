"""Users: made, invited, given roles, changed, shut out; and what they do at the door."""

from brug.kernel.users.services.at_the_door import (
    note_factor_added,
    note_factor_removed,
    note_failed_sign_in,
    note_password_changed,
    note_recovery_codes_made,
    note_sign_in,
)
from brug.kernel.users.services.invitations import (
    accept_invitation,
    invite_user,
    read_invitation,
    send_invitation,
)
from brug.kernel.users.services.roles import grant_role, revoke_role, set_roles
from brug.kernel.users.services.sessions import end_sessions, reset_second_factor
from brug.kernel.users.services.users import (
    change_user,
    choose_language,
    deactivate_user,
    make_user,
    reactivate_user,
)

__all__ = [
    "accept_invitation",
    "change_user",
    "choose_language",
    "deactivate_user",
    "end_sessions",
    "grant_role",
    "invite_user",
    "make_user",
    "note_factor_added",
    "note_factor_removed",
    "note_failed_sign_in",
    "note_password_changed",
    "note_recovery_codes_made",
    "note_sign_in",
    "reactivate_user",
    "read_invitation",
    "reset_second_factor",
    "revoke_role",
    "send_invitation",
    "set_roles",
]
