"""What people fill in on the plan's screens; the services check again."""

from base64 import b64decode, b64encode
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice, Region, User
from brug.kernel.periods import Period, today
from brug.kernel.registries.measures import Measure, measures
from brug.kernel.roles import DESK_ROLES
from brug.plan.enums import ActionState, IndicatorKind, Judgement
from brug.plan.models import ActionItem, Indicator
from brug.plan.models.review import JUDGED
from brug.plan.services.acting import deadlines_of
from brug.plan.services.measuring import earliest_day

# Kinds that are counted as a state on a day, never over a stretch of days.
_LEVELS = {IndicatorKind.BY_YEAR, IndicatorKind.PERCENT}


class DayInput(forms.DateInput):
    """The browser's own choice of a day, which speaks the reader's language by itself."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ImportForm(forms.Form):
    """A plan file to look at before anything changes."""

    file = forms.FileField(
        label=_("Plan file (YAML)"),
        help_text=_("Nothing changes yet: you see first what is new and what the check finds."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt,application/yaml"}),
    )


class ConfirmImportForm(forms.Form):
    """The file that was looked at, once more, byte for byte (base64)."""

    name = forms.CharField(max_length=200, widget=forms.HiddenInput)
    content = forms.CharField(strip=False, widget=forms.HiddenInput)

    @classmethod
    def around(cls, name: str, data: bytes) -> "ConfirmImportForm":
        """Return the form that brings a file back."""
        return cls(initial={"name": name, "content": b64encode(data).decode("ascii")})

    def clean_content(self) -> bytes:
        """Return the file's bytes."""
        try:
            return b64decode(self.cleaned_data["content"], validate=True)
        except ValueError as error:
            raise forms.ValidationError(_("Choose the file once more.")) from error


class MeasurementForm(forms.Form):
    """A figure by hand."""

    value = forms.DecimalField(
        label=_("Figure"), min_value=0, max_digits=21, decimal_places=6, localize=True
    )
    measured_on = forms.DateField(label=_("As of"), widget=DayInput)
    starts_on = forms.DateField(
        label=_("Counted from"),
        widget=DayInput,
        required=False,
        help_text=_("Only where the figure adds up over a stretch of days; else leave it empty."),
    )
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none())
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("Where the figure comes from, so that somebody else can find it again."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["measured_on"]
        day.initial = today
        day.widget.attrs.update(
            {"min": earliest_day(indicator).isoformat(), "max": today().isoformat()}
        )
        if indicator.kind == IndicatorKind.PRESENT:
            del self.fields["starts_on"]
            self.fields["value"] = forms.TypedChoiceField(
                label=_("Is it there?"),
                choices=[("1", _("yes")), ("0", _("no"))],
                coerce=Decimal,
                widget=forms.RadioSelect,
            )
        elif indicator.kind in _LEVELS:
            del self.fields["starts_on"]
        self._choose_regions(actor)

    def _choose_regions(self, actor: Actor) -> None:
        """Offer the regions that the actor may enter figures for."""
        regions = Region.objects.working_regions()
        choice = self.fields["region"]
        if not isinstance(choice, forms.ModelChoiceField):
            raise TypeError("the region is a choice of regions")
        if actor.working_regions is None:
            choice.required = False
            choice.empty_label = _("All regions")
        else:
            regions = regions.filter(pk__in=actor.working_regions)
            choice.initial = regions.first()
            choice.empty_label = None
        choice.queryset = regions

    def clean_measured_on(self) -> date:
        """Refuse days to come: a figure is what was counted."""
        day: date = self.cleaned_data["measured_on"]
        if day > today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a stretch of days that ends before it starts."""
        given = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("measured_on")
        if starts and ends and starts > ends:
            self.add_error("starts_on", _("This lies after the day of the figure."))
        return given


class BindingForm(forms.Form):
    """Which measure fills an indicator; the filters follow from the measure."""

    measure = forms.ChoiceField(label=_("Measure"), required=False)

    def __init__(self, *args: Any, measure: Measure | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["measure"]
        if not isinstance(choice, forms.ChoiceField):
            raise TypeError("the measure is a choice")
        choice.choices = [
            ("", _("None: figures are entered by hand")),
            *((one.name, one.label) for one in measures),
        ]
        for name, one in (measure.filters if measure else {}).items():
            if one.choices is not None:
                self.fields[f"filter_{name}"] = forms.ChoiceField(
                    label=str(one.label), required=False, choices=[("", _("All")), *one.choices()]
                )
            else:
                self.fields[f"filter_{name}"] = forms.CharField(
                    label=str(one.label), required=False, max_length=200
                )

        if measure is not None and measure.practice:
            practices = Practice.objects.filter(is_active=True).values_list("code", "name")
            self.fields["filter_practice"] = forms.ChoiceField(
                label=_("Core practice"), required=False, choices=[("", _("All")), *practices]
            )

    @property
    def filters(self) -> dict[str, str]:
        """The filters that were filled in, by name."""
        return {
            name.removeprefix("filter_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("filter_") and value
        }


class ReviewForm(forms.Form):
    """What people judge of an objective after a quarter; missed only once the year is over."""

    judgement = forms.ChoiceField(
        label=_("Judgement"),
        choices=[(one.value, one.label) for one in JUDGED],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Why"),
        max_length=4000,
        help_text=_("Two or three sentences: what went well, what did not, what happens next."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        judgement = self.fields["judgement"]
        if today() <= Period.year(year).last_day and isinstance(judgement, forms.ChoiceField):
            judgement.choices = [
                (one.value, one.label) for one in JUDGED if one is not Judgement.MISSED
            ]


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Something to do in a year for an objective."""

    class Meta:
        model = ActionItem
        fields = ("title", "text", "owner", "deadline")
        widgets = {"deadline": DayInput, "text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ModelChoiceField):
            owner.queryset = User.objects.filter(
                is_active=True, role_grants__role__in=sorted(DESK_ROLES)
            ).distinct()
        days = deadlines_of(self.instance.year)
        bounds = {"min": days.start.isoformat(), "max": days.last_day.isoformat()}
        self.fields["deadline"].widget.attrs.update(bounds)


class ActionStateForm(forms.Form):
    """How an action stands."""

    state = forms.ChoiceField(label=_("State"), choices=ActionState.choices)
