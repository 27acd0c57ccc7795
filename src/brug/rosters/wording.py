"""Why somebody cannot take a seat, in words for readers."""
# messages: public

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from brug.kernel.numbers import figure_text
from brug.volunteers.enums import Tongue, labels

# What the rules call it, and what stands in the way of the services beside it.
OBSTACLES: Mapping[str, str | Promise] = {
    "role": gettext_lazy("has another role, or does not help in this service"),
    "language": gettext_lazy("does not speak the language that is needed"),
    "unavailable": gettext_lazy("cannot come at that time"),
    "busy": gettext_lazy("has something else at that time"),
    "same_time": gettext_lazy("has another shift at that time"),
    "rest": gettext_lazy("would have too little rest between two shifts"),
    "week_full": gettext_lazy("has enough shifts that week"),
    "month_full": gettext_lazy("has enough shifts that month"),
    "twice": gettext_lazy("is on this shift already"),
    "full": gettext_lazy("finds no place: all places are taken"),
    "over": gettext_lazy("is too late: the shift has begun or was called off"),
}
# A person at the desk, or who says yes themselves, may pass over these.
SOFT = frozenset({"unavailable", "rest", "week_full", "month_full"})
_NAMED = 3  # people in a sentence


def cannot(name: str, obstacle: str) -> str:
    """Return why somebody cannot, as a sentence."""
    return _("%(name)s %(why)s.") % {"name": name, "why": OBSTACLES[obstacle]}


def languages_text(codes: Sequence[str]) -> str:
    """Return languages by their names."""
    return ", ".join(labels(Tongue, list(codes)))


def need_text(role: object, languages: Sequence[str]) -> str:
    """Return what a need asks for: a role, languages."""
    words = [str(role)] if role else []
    return " · ".join([*words, *([languages_text(languages)] if languages else [])]) or _(
        "Anybody of the service"
    )


def hours_text(minutes: int) -> str:
    """Return minutes as hours with at most one place behind the comma."""
    return figure_text(round(minutes / 60, 1))


def why_open(because: Mapping[str, Sequence[str]]) -> list[str]:
    """Return why nobody takes a need, one sentence for each obstacle, the nearest people named.

    ``because`` gives for each obstacle the names of those whom it keeps away.
    """
    if not because:
        return [_("Nobody helps in this service yet.")]
    return [_kept(names, OBSTACLES[obstacle]) for obstacle, names in because.items() if names]


def _kept(names: Sequence[str], why: str | Promise) -> str:
    if len(names) <= _NAMED:
        return _("%(names)s: %(why)s") % {"names": ", ".join(names), "why": why}
    count = len(names)
    return ngettext("%(count)s person: %(why)s", "%(count)s people: %(why)s", count) % {
        "count": figure_text(count),
        "why": why,
    }
