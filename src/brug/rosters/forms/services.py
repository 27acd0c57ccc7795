"""What staff fill in about a service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.models import Region
from brug.rosters.models import Service
from brug.rosters.services.catalogue import Card


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
