"""When volunteers can come each week."""
# messages: public

from typing import Any

from django import forms

from brug.rosters.enums import Part, Weekday
from brug.rosters.models import Volunteer
from brug.rosters.services.times import Moment

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
