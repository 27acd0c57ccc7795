"""A consent or its withdrawal, as staff note it."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from brug.people.enums import Channel, ConsentState
from brug.people.models import Contact, Purpose
from brug.people.services.consent import Proof

HOW: tuple[tuple[str, Promise], ...] = (
    ("phone", _("Told by telephone")),
    ("person", _("Told in person")),
    ("paper", _("On paper")),
    ("message", _("By mail, letter or message")),
)
_NUMBERS = (Channel.PHONE, Channel.SMS)


class ConsentForm(forms.Form):
    """A consent or its withdrawal, for the whole person or one address, and how staff learnt it."""

    purpose = forms.ModelChoiceField(
        label=_("For what"), queryset=Purpose.objects.none(), to_field_name="code", empty_label=None
    )
    channel = forms.ChoiceField(label=_("How they may be reached"), choices=Channel.choices)
    address = forms.ChoiceField(
        label=_("Which address or number"),
        required=False,
        help_text=_("What is said of one address goes before what is said of all."),
    )
    answer = forms.ChoiceField(
        label=_("What they said"),
        choices=[(ConsentState.GIVEN, _("Yes")), (ConsentState.WITHDRAWN, _("No"))],
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        label=_("How we know"), choices=HOW, help_text=_("This is kept as the proof.")
    )
    where = forms.CharField(
        label=_("Where or when"),
        max_length=150,
        required=False,
        help_text=_("For example: at the market in Gent."),
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Those that are no longer in use as well: who agreed to one can still say no to it.
        self.fields["purpose"].queryset = Purpose.objects.order_by("-is_active", "order", "code")  # type: ignore[attr-defined]
        emails = list(contact.emails.values_list("address", flat=True))
        numbers = list(contact.phones.values_list("number", flat=True))
        said = contact.consents.exclude(address="").values_list("channel", "address")
        emails += [address for channel, address in said if channel == Channel.EMAIL]
        numbers += [address for channel, address in said if channel in _NUMBERS]
        self._fits = {
            Channel.EMAIL: set(emails),
            Channel.PHONE: set(numbers),
            Channel.SMS: set(numbers),
        }
        known = dict.fromkeys([*emails, *numbers])
        self.fields["address"].choices = [("", _("All of them")), *((one, one) for one in known)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a number for mails, and an e-mail address for calls."""
        told: dict[str, Any] = super().clean() or {}
        address, channel = told.get("address"), told.get("channel")
        if address and channel and address not in self._fits.get(Channel(channel), set()):
            self.add_error("address", _("That is not how they are reached this way."))
        return told

    @property
    def proof(self) -> Proof:
        """The proof as it is kept."""
        told = [str(dict(HOW)[self.cleaned_data["how"]]), self.cleaned_data["where"]]
        return Proof(where=": ".join(filter(None, told)), language=get_language() or "nl")
