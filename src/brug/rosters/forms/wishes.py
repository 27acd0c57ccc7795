"""Languages, limits and how gladly volunteers help where."""
# messages: public

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.rosters.enums import Liking
from brug.rosters.models import Membership, Volunteer
from brug.rosters.services.wishes import Wishes
from brug.volunteers.enums import Tongue


class WishesForm(forms.Form):
    """Languages and how much."""

    languages = forms.MultipleChoiceField(
        label=_("Languages in which you can help"),
        choices=Tongue.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    most_week = forms.IntegerField(
        label=_("At most so many shifts a week"), min_value=0, max_value=7, required=False
    )
    most_month = forms.IntegerField(
        label=_("At most so many shifts a month"), min_value=0, max_value=31, required=False
    )
    wants_reminders = forms.BooleanField(label=_("Mail me before each shift"), required=False)
    may_be_asked = forms.BooleanField(
        label=_("Ask me when somebody else cannot come"), required=False
    )

    @classmethod
    def initial_of(cls, volunteer: Volunteer) -> dict[str, Any]:
        """Return what somebody told before."""
        return {name: getattr(volunteer, name) for name in cls.base_fields}

    @property
    def wishes(self) -> Wishes:
        """What they wish now."""
        data = dict(self.cleaned_data)
        return Wishes(languages=tuple(data.pop("languages")), **data)


class LikingForm(forms.Form):
    """How gladly somebody helps in each of their services."""

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {f"liking-{one.pk}": one for one in members}
        for name, one in self.members.items():
            self.fields[name] = forms.TypedChoiceField(
                label=one.service.name,
                choices=Liking.choices,
                coerce=int,
                initial=one.liking,
            )

    @property
    def likings(self) -> list[tuple[Membership, Liking]]:
        """What was chosen for each."""
        return [(one, Liking(self.cleaned_data[name])) for name, one in self.members.items()]
