"""What volunteers tell on their phone: when they can come, when not, what they wish."""
# messages: public

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import today
from brug.rosters.enums import Liking, Part, Weekday, Word
from brug.rosters.models import Membership, Volunteer
from brug.rosters.services.times import Moment
from brug.rosters.services.wishes import Wishes
from brug.volunteers.enums import Tongue

_MOMENTS = [
    (f"{day.value}-{part.value}", f"{day.label}, {part.label}") for day in Weekday for part in Part
]


def _moments(values: list[str]) -> set[Moment]:
    return {(int(day), part) for day, _dash, part in (one.partition("-") for one in values)}


class TimesForm(forms.Form):
    """When somebody can come each week, and when gladly."""

    can = forms.MultipleChoiceField(choices=_MOMENTS, required=False)
    gladly = forms.MultipleChoiceField(choices=_MOMENTS, required=False)

    @property
    def moments(self) -> set[Moment]:
        """When they can come."""
        return _moments(self.cleaned_data["can"])

    @property
    def preferred(self) -> set[Moment]:
        """When they come gladly."""
        return _moments(self.cleaned_data["gladly"])

    @staticmethod
    def rows_of(volunteer: Volunteer) -> list[dict[str, Any]]:
        """Return the days of the week, each with its parts as somebody told them."""
        told = {(one.weekday, one.part): one.is_preferred for one in volunteer.times.all()}
        return [
            {
                "label": day.label,
                "is_told": any(one == day.value for one, _part in told),
                "parts": [
                    {
                        "key": f"{day.value}-{part.value}",
                        "label": part.label,
                        "can": (day.value, part.value) in told,
                        "gladly": told.get((day.value, part.value), False),
                    }
                    for part in Part
                ],
            }
            for day in Weekday
        ]


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


class AnswerForm(forms.Form):
    """Yes or no."""

    word = forms.ChoiceField(choices=[one for one in Word.choices if one[0]])
