"""Days that staff choose: to make shifts, to close, to plan."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import Period, today
from brug.rosters.forms.fields import day_field
from brug.rosters.models import Service


class DaysForm(forms.Form):
    """Some days, the last included."""

    first_day = day_field(_("From"))
    last_day = day_field(_("Up to and including"))

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return data

    @property
    def period(self) -> Period:
        """The days, half-open."""
        day_after = self.cleaned_data["last_day"] + timedelta(days=1)
        return Period(self.cleaned_data["first_day"], day_after)


class ClosedForm(DaysForm):
    """Days on which a service is closed."""

    reason = forms.CharField(label=_("Why"), max_length=100, required=False)


class DraftForm(DaysForm):
    """Of which services and days a roster is worked out."""

    services = forms.ModelMultipleChoiceField(
        label=_("Services"), queryset=Service.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    field_order = ("services", "first_day", "last_day")

    def __init__(self, data: Any = None, *, services: QuerySet[Service]) -> None:
        monday = today() + timedelta(days=7 - today().weekday())
        initial = {
            "first_day": monday,
            "last_day": monday + timedelta(days=27),
            "services": [one.pk for one in services],
        }
        super().__init__(data, initial=initial)
        field = cast("forms.ModelMultipleChoiceField[Any]", self.fields["services"])
        field.queryset = services
