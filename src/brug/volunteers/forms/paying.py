"""What staff fill in about claims, ceilings and rates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.volunteers.enums import Means
from brug.volunteers.forms.papers import day_field


class RefuseForm(forms.Form):
    """Why a claim is refused."""

    refusal = forms.CharField(label=_("Why it is refused"), max_length=300)


def _euro(label: object, places: int = 2) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,  # type: ignore[arg-type]
        min_value=0,
        max_digits=8,
        decimal_places=places,
    )


class CeilingForm(forms.Form):
    """The ceilings of a year."""

    valid_from = day_field(_("In force from"))
    per_day = _euro(_("A day, in euro"))
    per_year = _euro(_("A year, in euro"))
    per_year_raised = _euro(_("A year, raised, in euro"))
    travel_km = forms.IntegerField(
        label=_("Kilometres a year beside it"), min_value=0, max_value=100_000
    )
    may_mix = forms.BooleanField(
        label=_("Fixed amounts and real costs may stand in one year"), required=False
    )
    source = forms.CharField(label=_("Source"), max_length=300)


class RateForm(forms.Form):
    """What a kilometre brings."""

    means = forms.ChoiceField(label=_("Travelled by"), choices=Means.choices)
    valid_from = day_field(_("In force from"))
    per_km = _euro(_("A kilometre, in euro"), 4)
    source = forms.CharField(label=_("Source"), max_length=300)
