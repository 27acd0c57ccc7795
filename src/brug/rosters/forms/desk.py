"""What staff fill in about services, shifts and people on them."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from brug.kernel.models import Region
from brug.kernel.periods import Period, today
from brug.people import api as people
from brug.rosters.enums import Weekday
from brug.rosters.models import Pattern, Role, Service, Volunteer
from brug.rosters.services.catalogue import Card
from brug.rosters.services.patterns import Rhythm, Sought
from brug.rosters.services.shifts import OneShift
from brug.volunteers.enums import Tongue

NEEDS = 4  # kinds of need that a form has room for


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, chosen or typed."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def time_field(label: Any, **more: Any) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more
    )


class ServiceForm(forms.Form):
    """What is told of a service."""

    name = forms.CharField(label=_("Name"), max_length=100)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    about = forms.CharField(
        label=_("What to know beforehand"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    region = forms.ModelChoiceField(
        label=_("Region"),
        queryset=Region.objects.working_regions(),
        required=False,
        empty_label=_("The whole country"),
    )
    remind_days = forms.IntegerField(
        label=_("Remind volunteers so many days before (0: not)"),
        min_value=0,
        max_value=14,
        initial=2,
    )

    @classmethod
    def initial_of(cls, service: Service) -> dict[str, Any]:
        """Return what is told of a service now."""
        return {name: getattr(service, name) for name in cls.base_fields}

    @property
    def card(self) -> Card:
        """What was filled in."""
        data = dict(self.cleaned_data)
        region = data.pop("region")
        return Card(region_id=region.pk if region else None, **data)


class RoleForm(forms.Form):
    """A role in a service."""

    name = forms.CharField(label=_("Role"), max_length=60)


class NeedsForm(forms.Form):
    """Whom a shift needs: some lines of how many, which role, which languages."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(NEEDS):
            self.fields[f"count-{number}"] = forms.IntegerField(
                label=_("How many"), min_value=0, max_value=20, required=False
            )
            self.fields[f"role-{number}"] = forms.ModelChoiceField(
                label=_("Role"),
                queryset=Role.objects.filter(service=service),
                required=False,
                empty_label=_("Anybody of the service"),
            )
            self.fields[f"languages-{number}"] = forms.MultipleChoiceField(
                label=_("Each speaks"), choices=Tongue.choices, required=False
            )

    def needs_rows(self) -> list[list[forms.BoundField]]:
        """The fields, a row for each need."""
        names = ("count", "role", "languages")
        return [[self[f"{name}-{number}"] for name in names] for number in range(NEEDS)]

    @property
    def needs(self) -> tuple[Sought, ...]:
        """The needs that were filled in."""
        found = []
        for number in range(NEEDS):
            role, count = self.cleaned_data[f"role-{number}"], self.cleaned_data[f"count-{number}"]
            languages = tuple(self.cleaned_data[f"languages-{number}"])
            if count or role or languages:
                found.append(Sought(role.pk if role else None, languages, count or 1))
        return tuple(found)

    @staticmethod
    def needs_initial(pattern: Pattern) -> dict[str, Any]:
        """Return the needs of a pattern now."""
        told: dict[str, Any] = {}
        for number, need in enumerate(pattern.needs.all()[:NEEDS]):
            told |= {
                f"count-{number}": need.count,
                f"role-{number}": need.role_id,
                f"languages-{number}": need.languages,
            }
        return told


class PatternForm(NeedsForm):
    """A shift that comes back each week."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"), choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    starts = time_field(_("From"))
    ends = time_field(_("Until"))
    valid_from = day_field(_("First day"), required=False)
    valid_until = day_field(_("Last day"), required=False)

    plain = ("name", "weekdays", "starts", "ends", "valid_from", "valid_until")

    @classmethod
    def initial_of(cls, pattern: Pattern) -> dict[str, Any]:
        """Return a pattern as it is now."""
        told = {name: getattr(pattern, name) for name in cls.plain}
        return told | cls.needs_initial(pattern)

    @property
    def rhythm(self) -> Rhythm:
        """What was filled in."""
        told = {name: self.cleaned_data[name] for name in self.plain}
        told["weekdays"] = tuple(told["weekdays"])
        return Rhythm(needs=self.needs, **told)


class ShiftForm(NeedsForm):
    """A shift by itself."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    day = day_field(_("Day"))
    starts = time_field(_("From"))
    ends = time_field(_("Until"))

    plain = ("name", "day", "starts", "ends")

    @property
    def one(self) -> OneShift:
        """What was filled in."""
        return OneShift(needs=self.needs, **{name: self.cleaned_data[name] for name in self.plain})


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


class EnrolForm(forms.Form):
    """Somebody who comes to help in a service: known by address, or new."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    roles = forms.ModelMultipleChoiceField(
        label=_("Roles"),
        queryset=Role.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which they can help"),
        choices=Tongue.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Any]", self.fields["roles"])
        field.queryset = Role.objects.filter(service=service)

    @property
    def arrival(self) -> people.Arrival:
        """Who comes."""
        data = self.cleaned_data
        return people.Arrival(
            email=data["email"], first_name=data["first_name"], last_name=data["last_name"]
        )


class RolesForm(forms.Form):
    """Which roles somebody has in a service."""

    roles = forms.ModelMultipleChoiceField(
        label=_("Roles"),
        queryset=Role.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelMultipleChoiceField[Any]", self.fields["roles"])
        field.queryset = Role.objects.filter(service=service)


class CancelForm(forms.Form):
    """Why a shift is called off."""

    reason = forms.CharField(label=_("Why (whoever stood there reads it)"), max_length=200)


class HoursForm(forms.Form):
    """How long somebody was there."""

    hours = forms.DecimalField(
        label=_("Hours"), min_value=0, max_value=24, max_digits=4, decimal_places=2, required=False
    )

    @property
    def minutes(self) -> int | None:
        """The same in minutes; None: the whole shift."""
        hours = self.cleaned_data["hours"]
        return round(hours * 60) if hours else None


class RestForm(forms.Form):
    """How much rest somebody needs between two shifts."""

    rest_hours = forms.IntegerField(
        label=_("Hours of rest between shifts"), min_value=0, max_value=96, required=False
    )

    @staticmethod
    def initial_of(volunteer: Volunteer) -> dict[str, int | None]:
        """Return what holds now."""
        return {"rest_hours": volunteer.rest_hours}
