"""What a volunteer wants back, and to which account."""
# messages: public

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.volunteers.enums import ClaimKind, Means
from brug.volunteers.forms.papers import day_field
from brug.volunteers.services.claiming import Wanted


class ClaimForm(forms.Form):
    """A day with a fixed amount."""

    kind = ClaimKind.FLAT
    day = day_field(_("Which day?"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def wanted(self) -> Wanted:
        """What was filled in."""
        return Wanted(kind=self.kind, **self.cleaned_data)


class TravelForm(ClaimForm):
    """Kilometres."""

    kind = ClaimKind.TRAVEL
    km = forms.IntegerField(label=_("How many kilometres?"), min_value=1, max_value=2_000)
    means = forms.ChoiceField(label=_("Travelled by"), choices=Means.choices)
    what = forms.CharField(label=_("From where to where?"), max_length=200, required=False)
    field_order = ("day", "km", "means", "what")

    @property
    def wanted(self) -> Wanted:
        """What was filled in."""
        told: dict[str, Any] = self.cleaned_data
        return Wanted(kind=self.kind, **{**told, "means": Means(told["means"])})


class RealForm(ClaimForm):
    """A cost with proof."""

    kind = ClaimKind.REAL
    amount = forms.DecimalField(
        label=_("How much, in euro?"), min_value=0, max_digits=7, decimal_places=2
    )
    what = forms.CharField(
        label=_("What for?"),
        help_text=_("Give the receipt to whoever guides you."),
        max_length=200,
    )
    field_order = ("day", "amount", "what")


class AccountForm(forms.Form):
    """A bank account."""

    iban = forms.CharField(
        label=_("Account number (IBAN)"),
        max_length=42,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    holder = forms.CharField(label=_("Name on the account"), max_length=140)


FORMS_BY_KIND: dict[str, type[ClaimForm]] = {
    form.kind.value: form for form in (ClaimForm, TravelForm, RealForm)
}
