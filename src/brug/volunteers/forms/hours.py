"""Hours that somebody gave."""
# messages: public

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.volunteers.forms.papers import day_field
from brug.volunteers.models import Initiative, Involvement
from brug.volunteers.services.hours import Given


class HoursForm(forms.Form):
    """Hours on a day."""

    day = day_field(_("Which day?"))
    hours = forms.DecimalField(
        label=_("How many hours?"), min_value=0, max_value=24, max_digits=4, decimal_places=2
    )
    what = forms.CharField(label=_("What did you do?"), max_length=200, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def given(self) -> Given:
        """What was filled in."""
        names = ("day", "hours", "what", "form_key")
        return Given(**{name: self.cleaned_data[name] for name in names})


class GroupHoursForm(HoursForm):
    """Hours of somebody of a group, noted by its lead."""

    who = forms.ModelChoiceField(label=_("Who?"), queryset=Involvement.objects.none())
    field_order = ("who", "day", "hours", "what")

    def __init__(self, *args: Any, group: Initiative, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = Involvement.objects.present().filter(initiative=group, person__anonymised_at=None)
        field = self.fields["who"]
        field.queryset = rows.select_related("person")  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.person.name  # type: ignore[attr-defined]
