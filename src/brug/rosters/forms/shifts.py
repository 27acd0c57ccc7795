"""What staff fill in about shifts: when they are, whom they need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import Weekday
from brug.rosters.forms.fields import day_field, time_field
from brug.rosters.models import Pattern, Role, Service
from brug.rosters.services.patterns import Rhythm, Sought
from brug.rosters.services.single_shifts import OneShift
from brug.volunteers.enums import Tongue

NEEDS = 4  # kinds of need that a form has room for


class NeedsForm(forms.Form):
    """Whom a shift needs: some lines of how many, which role, which languages."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(NEEDS):
            self.fields[f"count-{number}"] = forms.IntegerField(
                label=_("How many"), min_value=0, max_value=20, required=False
            )
            self.fields[f"role-{number}"] = forms.ModelChoiceField(
                label=_("Role"),
                queryset=Role.objects.filter(service=service),
                required=False,
                empty_label=_("Anybody of the service"),
            )
            self.fields[f"languages-{number}"] = forms.MultipleChoiceField(
                label=_("Each speaks"), choices=Tongue.choices, required=False
            )

    def needs_rows(self) -> list[list[forms.BoundField]]:
        """The fields, a row for each need."""
        names = ("count", "role", "languages")
        return [[self[f"{name}-{number}"] for name in names] for number in range(NEEDS)]

    @property
    def needs(self) -> tuple[Sought, ...]:
        """The needs that were filled in."""
        found = []
        for number in range(NEEDS):
            role, count = self.cleaned_data[f"role-{number}"], self.cleaned_data[f"count-{number}"]
            languages = tuple(self.cleaned_data[f"languages-{number}"])
            if count or role or languages:
                found.append(Sought(role.pk if role else None, languages, count or 1))
        return tuple(found)

    @staticmethod
    def needs_initial(pattern: Pattern) -> dict[str, Any]:
        """Return the needs of a pattern now."""
        told: dict[str, Any] = {}
        for number, need in enumerate(pattern.needs.all()[:NEEDS]):
            told |= {
                f"count-{number}": need.count,
                f"role-{number}": need.role_id,
                f"languages-{number}": need.languages,
            }
        return told


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


class CancelForm(forms.Form):
    """Why a shift is called off."""

    reason = forms.CharField(label=_("Why (whoever stood there reads it)"), max_length=200)


class HoursForm(forms.Form):
    """How long somebody was there."""

    hours = forms.DecimalField(
        label=_("Hours"), min_value=0, max_value=24, max_digits=4, decimal_places=2, required=False
    )

    @property
    def minutes(self) -> int | None:
        """The same in minutes; None: the whole shift."""
        hours = self.cleaned_data["hours"]
        return round(hours * 60) if hours else None
