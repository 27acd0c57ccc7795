"""Requests about people's data, as staff fill them in."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from brug.people.enums import RequestKind
from brug.people.models.request_choices import Identity, RequestWay
from brug.people.services.requests.noting import Asked


class RequestForm(forms.Form):
    """What came in."""

    kind = forms.ChoiceField(label=_("What is asked"), choices=RequestKind.choices)
    way = forms.ChoiceField(
        label=_("How it came in"),
        choices=[one for one in RequestWay.choices if one[0] != RequestWay.OWN_PAGE],
    )
    received_on = forms.DateField(
        label=_("Received"),
        widget=AdminDateInput,
        initial=timezone.localdate,
        help_text=_("The month for an answer begins on this day."),
    )
    identity = forms.ChoiceField(
        label=_("How we know who asks"),
        choices=[("", _("Not known yet")), *Identity.choices],
        required=False,
    )
    details = forms.CharField(
        label=_("In their words"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def asked(self) -> Asked:
        """What the service wants to know."""
        told = self.cleaned_data
        return Asked(
            RequestKind(told["kind"]),
            RequestWay(told["way"]),
            told["received_on"],
            told["details"],
            told["identity"],
        )


class IdentityForm(forms.Form):
    """How it is known who asks."""

    identity = forms.ChoiceField(label=_("How we know who asks"), choices=Identity.choices)


class ExtendForm(forms.Form):
    """More time for an answer."""

    months = forms.TypedChoiceField(
        label=_("Months more"), choices=[(1, "1"), (2, "2")], coerce=int
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("The person sees this on their own page. Tell it them within the first month."),
    )


class AnswerForm(forms.Form):
    """What came of it."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("done", _("Done as asked")), ("refused", _("Refused"))],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=_("What came of it"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person sees this on their own page. A refusal needs its reason."),
    )

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == RequestKind.ERASURE:
            self.fields["answer"].choices = [("refused", _("Refused"))]  # type: ignore[attr-defined]
            self.fields["answer"].initial = "refused"
