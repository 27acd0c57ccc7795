"""What somebody fills in who signs."""
# messages: public

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    """One's name, typed, under the text that was read."""

    name = forms.CharField(
        label=_("Your first name and family name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)
