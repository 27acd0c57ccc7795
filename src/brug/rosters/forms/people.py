"""What staff fill in about volunteers."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.people import api as people
from brug.rosters.models import Role, Service
from brug.volunteers.enums import Tongue


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
