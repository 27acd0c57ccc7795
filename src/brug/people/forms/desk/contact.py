"""A contact's card, as staff fill it in."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from brug.people.enums import ContactKind
from brug.people.forms.checks import check_belgian_code, check_country, check_phone
from brug.people.forms.desk.spoken import spoken_choices

NAMES = ("kind", "first_name", "last_name", "organisation_name", "is_volunteer")
REACH = ("email", "phone", "street", "extra", "postal_code", "city", "country")
MORE = ("language", "languages", "birth_year")


class ContactForm(forms.Form):
    """Who somebody is and how they are reached; the services check what can be."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    first_name = forms.CharField(label=_("First name"), max_length=100, required=False)
    last_name = forms.CharField(label=_("Family name"), max_length=100, required=False)
    organisation_name = forms.CharField(
        label=_("Name of the organisation"), max_length=200, required=False
    )
    is_volunteer = forms.BooleanField(label=_("Is a volunteer"), required=False)
    # No EmailField: the service's own rule tells what an address is.
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
    )
    street = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    extra = forms.CharField(label=_("Addition"), max_length=200, required=False)
    postal_code = forms.CharField(
        label=_("Postal code"),
        max_length=12,
        required=False,
        help_text=_("Municipality and region follow from it."),
    )
    city = forms.CharField(label=_("Place"), max_length=120, required=False)
    country = forms.CharField(
        label=_("Country (two letters)"), min_length=2, max_length=2, initial="BE", required=False
    )
    language = forms.ChoiceField(label=_("Language for mails"), choices=settings.LANGUAGES)
    languages = forms.MultipleChoiceField(
        label=_("Speaks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, widget=forms.NumberInput()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = (self.initial or {}).get("languages", ())
        self.fields["languages"].choices = spoken_choices(present)  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """A number that can be one; what stood there before may stay as it is."""
        return self._checked("phone", check_phone)

    def clean_country(self) -> str:
        """A code that some country has."""
        return self._checked("country", check_country).upper()

    def clean(self) -> dict[str, Any]:
        """A postal code of Belgium must be one of Belgium's."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        code = told.get("postal_code", "")
        kept = (self.initial or {}).get("postal_code", "")
        if code and code != kept and (told.get("country") or "BE") == "BE":
            try:
                check_belgian_code(code)
            except ValidationError as error:
                self.add_error("postal_code", error)
        return told

    def _checked(self, name: str, check: Callable[[str], None]) -> str:
        value: str = self.cleaned_data[name]
        if value and value != (self.initial or {}).get(name, ""):
            check(value)
        return value

    @property
    def parts(self) -> list[tuple[object, list[forms.BoundField]]]:
        """The fields by what they are about, each part with its heading."""
        return [
            (heading, [self[name] for name in names])
            for heading, names in (
                (_("Who"), NAMES),
                (_("How to reach them"), REACH),
                (_("More"), MORE),
            )
        ]


class EmailForm(forms.Form):
    """One more e-mail address."""

    email = forms.CharField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
