"""What people fill in about themselves."""
# messages: public

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from brug.people.enums import RequestKind
from brug.people.forms.checks import check_belgian_code
from brug.people.models import Purpose

# Where nearly everybody lives; whoever lives elsewhere keeps the country that is known.
COUNTRIES = (
    ("BE", _("Belgium")),
    ("NL", _("Netherlands")),
    ("FR", _("France")),
    ("DE", _("Germany")),
    ("LU", _("Luxembourg")),
    ("GB", _("United Kingdom")),
)


class LinkForm(forms.Form):
    """Ask for a link by mail."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class EmailForm(LinkForm):
    """Another e-mail address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class DataForm(forms.Form):
    """One's own name, language and address."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    language = forms.ChoiceField(label=_("Language for our mails"), choices=settings.LANGUAGES)
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    street = forms.CharField(
        label=_("Street and number"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    extra = forms.CharField(
        label=_("Box, floor or in care of"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line2"}),
    )
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=12,
        required=False,
        help_text=_("Then we can tell you what happens near you."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "dir": "ltr"}),
    )
    city = forms.CharField(
        label=_("Place"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, widget=forms.Select(attrs={"autocomplete": "country"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = (self.initial or {}).get("country") or "BE"
        known = dict(COUNTRIES)
        others = [] if present in known else [(present, present)]
        self.fields["country"].choices = [*COUNTRIES, *others]  # type: ignore[attr-defined]

    def clean_country(self) -> str:
        """The country chosen; the present one where none was."""
        chosen: str = self.cleaned_data["country"] or (self.initial or {}).get("country", "")
        return chosen or "BE"


class JoinForm(forms.Form):
    """Ask to hear of us by mail."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=12,
        required=False,
        help_text=_("Then we can tell you what happens near you."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "dir": "ltr"}),
    )
    consent = forms.MultipleChoiceField(
        label=_("What do you agree to?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what you want to hear of.")},
    )

    def __init__(self, *args: Any, purposes: list[Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].choices = [  # type: ignore[attr-defined]
            (purpose.code, purpose.sentence) for purpose in purposes
        ]

    def clean_postal_code(self) -> str:
        """A code of digits is one of Belgium's; people abroad have others, or leave it empty."""
        code: str = self.cleaned_data["postal_code"]
        if code.strip().isdigit():
            check_belgian_code(code)
        return code


class RequestForm(forms.Form):
    """Ask something about one's own data; to be forgotten has a page of its own."""

    kind = forms.ChoiceField(
        label=_("What do you ask?"),
        choices=[one for one in RequestKind.choices if one[0] != RequestKind.ERASURE],
    )
    details = forms.CharField(
        label=_("Tell us more, if you like"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
