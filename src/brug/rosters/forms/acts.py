"""What staff fill in beside a button: why, how long."""

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.rosters.models import Volunteer


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


class RestForm(forms.Form):
    """How much rest somebody needs between two shifts."""

    rest_hours = forms.IntegerField(
        label=_("Hours of rest between shifts"), min_value=0, max_value=96, required=False
    )

    @staticmethod
    def initial_of(volunteer: Volunteer) -> dict[str, int | None]:
        """Return what holds now."""
        return {"rest_hours": volunteer.rest_hours}
