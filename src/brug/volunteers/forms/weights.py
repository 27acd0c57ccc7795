"""How much each criterion counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.volunteers import rules

_WEIGHT_NAMES = {
    "distance": _("Distance"),
    "themes": _("Themes"),
    "languages": _("Languages"),
    "times": _("Times"),
    "skills": _("Skills"),
    "need": _("Need of the group"),
    rules.SMALL_GROUPS: _("Small groups"),
}


class WeightsForm(forms.Form):
    """How much each criterion counts in a division."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, weight in rules.WEIGHTS.items():
            self.fields[f"weight_{name}"] = forms.FloatField(
                label=_WEIGHT_NAMES[name], min_value=0, max_value=10, initial=weight
            )

    @property
    def weights(self) -> dict[str, float]:
        """The weights by criterion."""
        return {name: self.cleaned_data[f"weight_{name}"] for name in rules.WEIGHTS}
