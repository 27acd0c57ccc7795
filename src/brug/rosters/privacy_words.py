"""What a person reads about their shifts in the file of all that is known of them."""
# messages: public

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import AssignmentState, Origin, Part, Word
from brug.volunteers.enums import Tongue

Words = Mapping[str, str | Promise]

FILE: Words = {
    "rosters.file": _("Shifts"),
    "languages": _("languages"),
    "most_week": _("at most so many shifts a week"),
    "most_month": _("at most so many shifts a month"),
    "rest_hours": _("hours of rest between shifts"),
    "services": _("services in which you help"),
    "service": _("service"),
    "roles": _("roles"),
    "role": _("role"),
    "liking": _("how gladly"),
    "since": _("since"),
    "until": _("until"),
    "times": _("when you can come"),
    "weekday": _("day"),
    "part": _("part of the day"),
    "is_preferred": _("most gladly"),
    "otherwise": _("days on which it is otherwise"),
    "first_day": _("first day"),
    "last_day": _("last day"),
    "can_come": _("can come"),
    "shifts": _("your shifts"),
    "starts": _("from"),
    "ends": _("until"),
    "state": _("state"),
    "origin": _("how you came to it"),
    "minutes": _("minutes"),
    "asked": _("when you were asked to step in"),
    "asked_at": _("asked"),
    "shift": _("shift"),
    "word": _("your answer"),
}

FILE_CODES: Mapping[str, Words] = {
    "languages": dict(Tongue.choices),
    "part": dict(Part.choices),
    "state": dict(AssignmentState.choices),
    "origin": dict(Origin.choices),
    "word": dict(Word.choices),
}
