"""Days on which it is otherwise."""
# messages: public

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import today
from brug.rosters.enums import Part


def _day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        initial=today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AwayForm(forms.Form):
    """Days on which it is otherwise."""

    first_day = _day_field(_("From"))
    last_day = _day_field(_("Up to and including"))
    part = forms.ChoiceField(
        label=_("Part of the day"), choices=[("", _("All day")), *Part.choices], required=False
    )
    can_come = forms.ChoiceField(
        label=_("Then"),
        choices=[("", _("I cannot come")), ("yes", _("I can come"))],
        required=False,
    )

    def clean_can_come(self) -> bool:
        """Whether they can come then."""
        return bool(self.cleaned_data["can_come"])
