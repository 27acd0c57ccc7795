"""What staff fill in about volunteers of the house."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.volunteers.enums import Scheme
from brug.volunteers.forms.papers import day_field
from brug.volunteers.models import Initiative, Involvement, Task
from brug.volunteers.services.involvements import Terms


class TermsForm(forms.Form):
    """What is agreed with a volunteer."""

    task = forms.ModelChoiceField(label=_("Role"), queryset=Task.objects.filter(is_active=True))
    is_minor = forms.BooleanField(label=_("Under eighteen"), required=False)
    scheme = forms.ChoiceField(
        label=_("Costs paid back"), choices=Scheme.choices, initial=Scheme.NONE
    )
    day_amount = forms.DecimalField(
        label=_("Fixed amount a day, in euro"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        required=False,
    )
    has_raised_ceiling = forms.BooleanField(
        label=_("The law's raised yearly ceiling is theirs"), required=False
    )

    @staticmethod
    def initial_of(involvement: Involvement) -> dict[str, Any]:
        """Return what is agreed now, for the form."""
        names = ("task", "is_minor", "scheme", "day_amount", "has_raised_ceiling")
        return {name: getattr(involvement, name) for name in names}

    @property
    def terms(self) -> Terms:
        """What was filled in."""
        told = self.cleaned_data
        return Terms(
            task=told["task"],
            is_minor=told["is_minor"],
            scheme=Scheme(told["scheme"]),
            day_amount=told["day_amount"],
            has_raised_ceiling=told["has_raised_ceiling"],
        )


class BeginForm(TermsForm):
    """Begin with a volunteer."""

    first_name = forms.CharField(label=_("First name"), max_length=100)
    last_name = forms.CharField(label=_("Family name"), max_length=100)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    initiative = forms.ModelChoiceField(
        label=_("Group"),
        queryset=Initiative.objects.none(),
        required=False,
        empty_label=_("The house itself"),
    )
    began_on = day_field(_("Began"))
    field_order = ("first_name", "last_name", "email", "initiative", "task", "began_on")

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        groups = Initiative.objects.visible_to(actor).select_related("organisation")
        self.fields["initiative"].queryset = groups  # type: ignore[attr-defined]

    @property
    def arrival(self) -> people.Arrival:
        """Who it is."""
        told = self.cleaned_data
        return people.Arrival(**{name: told[name] for name in ("first_name", "last_name", "email")})
