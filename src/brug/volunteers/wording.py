"""Why somebody fits, in words for readers."""
# messages: public

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from brug.kernel.numbers import figure_text
from brug.volunteers.enums import Moment, Skill, Tongue, labels
from brug.volunteers.models import Theme
from brug.volunteers.rules import FULL_SCORE


def percent(score: int) -> int:
    """Return a score as a share of what fits in everything, in percent."""
    return round(100 * score / FULL_SCORE)


def in_words(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what makes somebody fit, one sentence a reason; what nobody said is left out."""
    sentences = (_reason(reason["code"], reason.get("values") or {}) for reason in reasons)
    return [sentence for sentence in sentences if sentence]


def _reason(code: str, values: Mapping[str, Any]) -> str:
    if code == "distance" and values.get("km") is not None:
        return _("%(km)s km away") % {"km": figure_text(round(values["km"]))}
    shared = values.get("shared")
    if not shared:
        return ""
    kinds: dict[str, type[models.TextChoices]] = {
        "languages": Tongue,
        "times": Moment,
        "skills": Skill,
    }
    names = labels(kinds[code], shared) if code in kinds else _theme_names(shared)
    sentence = {
        "themes": _("shares: %(what)s"),
        "languages": _("speaks %(what)s"),
        "times": _("can come: %(what)s"),
        "skills": _("is good at: %(what)s"),
    }[code]
    # Names of times hold a comma themselves.
    listed = " · ".join(names).lower() if code == "times" else ", ".join(names)
    return sentence % {"what": listed}


def _theme_names(codes: Iterable[str]) -> list[str]:
    known = {theme.code: theme.name for theme in Theme.objects.filter(code__in=list(codes))}
    return [known.get(code, code) for code in codes]
