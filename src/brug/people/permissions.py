"""Who may do what with contacts."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.permissions import declare
from brug.kernel.access.predicates import (
    holds,
    is_administrator,
    is_coordinator,
    is_director,
    is_staff_team,
)
from brug.kernel.roles import Role

sees_people = is_staff_team | is_coordinator
keeps_people = (
    holds(Role.STAFF_COMMUNICATION, Role.STAFF_MOVEMENT) | is_coordinator | is_administrator
)

declare("people.view_contact", _("See contacts (coordinators: of their region)"), sees_people)
declare("people.add_contact", _("Add contacts"), keeps_people)
declare("people.change_contact", _("Change contacts"), keeps_people)
declare("people.delete_contact", _("Erase contacts"), is_administrator | is_director)
declare(
    "people.handle_requests",
    _("Answer requests of people about their data"),
    keeps_people | holds(Role.STAFF_OFFICE) | is_director,
)
declare(
    "people.read_closed_notes",
    _("Write closed notes, and read them with a reason (each reading is noted)"),
    holds(Role.STAFF_MOVEMENT) | is_coordinator,
)
declare("people.merge_contact", _("Merge contacts, and undo it"), keeps_people)
declare("people.export_contact", _("Export lists of contacts"), keeps_people)
declare("people.manage_segments", _("Keep segments of one's own"), keeps_people)
declare(
    "people.share_segments",
    _("Share segments, and change shared ones"),
    holds(Role.STAFF_COMMUNICATION) | is_administrator,
)
declare(
    "people.share_views",
    _("Share saved views of the list of contacts"),
    holds(Role.STAFF_COMMUNICATION, Role.STAFF_MOVEMENT) | is_administrator,
)
declare(
    "people.manage_pressure",
    _("Change how often people are asked at most"),
    holds(Role.STAFF_COMMUNICATION) | is_administrator,
)
declare(
    "people.import_contact",
    _("Import contacts (not who is bound to a region)"),
    holds(Role.STAFF_COMMUNICATION, Role.STAFF_MOVEMENT) | is_administrator,
)
declare("people.export_everything", _("Export all contacts with all they have"), is_administrator)
declare("people.view_engagement", _("See the journal of engagements"), sees_people)
declare("people.record_engagement", _("Record what somebody did"), keeps_people)
declare("people.change_consent", _("Note a consent or its withdrawal"), keeps_people)
declare("people.manage_purposes", _("Change purposes and their wording"), is_administrator)
declare(
    "people.manage_target_groups",
    _("Change target groups (who is in them: whoever may change contacts)"),
    holds(Role.STAFF_COMMUNICATION, Role.STAFF_MOVEMENT) | is_administrator,
)
declare(
    "people.manage_campaigns",
    _("Change campaigns"),
    holds(Role.STAFF_COMMUNICATION) | is_administrator,
)
