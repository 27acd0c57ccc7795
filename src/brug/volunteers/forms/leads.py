"""Who is invited to lead a group."""
# messages: public

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import today
from brug.people import api as people


class LeadForm(forms.Form):
    """Invite somebody to lead a group with you."""

    first_name = forms.CharField(label=_("First name"), max_length=100)
    last_name = forms.CharField(label=_("Family name"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    @property
    def arrival(self) -> people.Arrival:
        """Who it is."""
        return people.Arrival(**self.cleaned_data)


class StoppedForm(forms.Form):
    """Since when somebody no longer helps."""

    ended_on = forms.DateField(
        label=_("Their last day"),
        initial=today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
