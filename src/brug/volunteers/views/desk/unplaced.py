"""Why somebody has no place in a division, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def why_unplaced(told: Mapping[str, Any]) -> str:
    """Return why somebody has no place in a division, in a sentence."""
    code = told.get("code")
    if code == "excluded":
        obstacles = told.get("obstacles") or []
        names = {
            "radius": _("too far away"),
            "languages_needed": _("a language is missing"),
            "age": _("only for adults"),
            "certificates": _("a certificate is missing"),
            "availability": _("the times do not meet"),
        }
        parts = [
            ngettext("%(why)s (%(count)s place)", "%(why)s (%(count)s places)", one["openings"])
            % {"why": names.get(one["code"], one["code"]), "count": one["openings"]}
            for one in obstacles
        ]
        return _("No place fits: %(why)s") % {"why": ", ".join(parts)}
    sentences = {
        "no_openings": _("There is no free place at all."),
        "forbidden": _("The places that fit were ruled out or declined before."),
        "full": _("Others fit better in the places that are within reach."),
    }
    return sentences.get(str(code), "")
