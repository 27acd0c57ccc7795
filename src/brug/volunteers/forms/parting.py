"""What staff fill in about talks and the goodbye."""

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.volunteers.enums import LeaveReason
from brug.volunteers.forms.papers import day_field


def _text(label: object, help_text: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PlanForm(forms.Form):
    """When a talk is."""

    planned_on = day_field(_("When"))


class HeldForm(forms.Form):
    """A talk that was held."""

    held_on = day_field(_("When"))
    agreed = _text(_("What was agreed"), _("The volunteer reads this on their page."))
    note = _text(_("Note for who guides"), _("Only who guides volunteers reads this."))


class PartForm(forms.Form):
    """A goodbye."""

    ended_on = day_field(_("Left"))
    reason = forms.ChoiceField(label=_("Why"), choices=LeaveReason.choices)
    note = _text(_("What was said"))
