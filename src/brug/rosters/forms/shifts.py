"""What staff fill in about shifts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import Weekday
from brug.rosters.forms.fields import day_field, time_field
from brug.rosters.forms.needs import NeedsForm
from brug.rosters.models import Pattern
from brug.rosters.services.patterns import Rhythm
from brug.rosters.services.single_shifts import OneShift


class PatternForm(NeedsForm):
    """A shift that comes back each week."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"), choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts = time_field(_("From"))
    ends = time_field(_("Until"))
    valid_from = day_field(_("First day"), required=False)
    valid_until = day_field(_("Last day"), required=False)

    plain = ("name", "weekdays", "starts", "ends", "valid_from", "valid_until")

    @classmethod
    def initial_of(cls, pattern: Pattern) -> dict[str, Any]:
        """Return a pattern as it is now."""
        told = {name: getattr(pattern, name) for name in cls.plain}
        return told | cls.needs_initial(pattern)

    @property
    def rhythm(self) -> Rhythm:
        """What was filled in."""
        told = {name: self.cleaned_data[name] for name in self.plain}
        told["weekdays"] = tuple(told["weekdays"])
        return Rhythm(needs=self.needs, **told)


class ShiftForm(NeedsForm):
    """A shift by itself."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    day = day_field(_("Day"))
    starts = time_field(_("From"))
    ends = time_field(_("Until"))

    plain = ("name", "day", "starts", "ends")

    @property
    def one(self) -> OneShift:
        """What was filled in."""
        return OneShift(needs=self.needs, **{name: self.cleaned_data[name] for name in self.plain})
