"""Whom a shift needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.rosters.models import Pattern, Role, Service
from brug.rosters.services.needs import Sought
from brug.volunteers.enums import Tongue

NEEDS = 4  # kinds of need that a form has room for


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
