"""What staff fill in about candidates and initiatives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.models import Region
from brug.kernel.periods import today
from brug.volunteers.enums import FollowUpAnswer, StopReason
from brug.volunteers.forms.public import CardForm


def _day_field(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        initial=today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **more,
    )


class TalkForm(forms.Form):
    """A talk with a candidate."""

    held_on = _day_field(_("When"))
    outcome = forms.CharField(
        label=_("What was said"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposeForm(forms.Form):
    """A word beside a proposal."""

    word = forms.CharField(label=_("A word beside it"), max_length=1_000, required=False)


class StopForm(forms.Form):
    """Why a search ends."""

    reason = forms.ChoiceField(label=_("Why"), choices=StopReason.choices)


class StartForm(forms.Form):
    """When somebody started."""

    started_on = _day_field(_("Started"))


class EndForm(forms.Form):
    """When somebody stopped, and why."""

    ended_on = _day_field(_("Stopped"))
    note = forms.CharField(label=_("Why"), max_length=300, required=False)


class HowForm(forms.Form):
    """How a placement goes, as somebody told."""

    word = forms.ChoiceField(
        label=_("How it goes"), choices=[one for one in FollowUpAnswer.choices if one[0]]
    )
    note = forms.CharField(
        label=_("What was said"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class InitiativeForm(CardForm):
    """Add an initiative."""

    name = forms.CharField(label=_("Name of the group"), max_length=200)
    field_order = ("name", "postal_code")


class PromiseForm(forms.Form):
    """What a region promises."""

    days = forms.IntegerField(label=_("Days until a first contact"), min_value=1, max_value=90)
    neighbour = forms.ModelChoiceField(
        label=_("Who steps in when it is late"),
        queryset=Region.objects.working_regions(),
        required=False,
        empty_label=_("Nobody"),
    )
