"""What candidates and leads of groups fill in."""
# messages: public

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.regions.queries import postal_code
from brug.people import api as people
from brug.volunteers.enums import Moment, Skill, Tongue
from brug.volunteers.models import Candidate, Initiative, Opening, Theme
from brug.volunteers.services.initiatives import Card
from brug.volunteers.services.openings import Sought
from brug.volunteers.services.signing_up import Wish

RADII = (
    (5, _("5 kilometres")),
    (15, _("15 kilometres")),
    (30, _("30 kilometres")),
    (60, _("60 kilometres")),
    (300, _("It does not matter")),
)


class _Choices(forms.MultipleChoiceField):
    def __init__(self, label: Any, choices: Any = (), **more: Any) -> None:
        super().__init__(
            label=label,
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "v-choices"}),
            **more,
        )


def _themes() -> list[tuple[str, str]]:
    return [(theme.code, theme.name) for theme in Theme.objects.filter(is_active=True)]


def _code_field(**more: Any) -> forms.CharField:
    attributes = {"autocomplete": "postal-code", "inputmode": "numeric", "dir": "ltr"}
    return forms.CharField(
        label=_("Postal code"), max_length=12, widget=forms.TextInput(attrs=attributes), **more
    )


def _initial_of(record: Candidate | Initiative | Opening, kind: type[Any]) -> dict[str, Any]:
    """Return a record as a form shows it, with the fields of the value object that it fills."""
    told = {
        field.name: getattr(record, field.name) for field in fields(kind) if field.name != "themes"
    }
    return {**told, "themes": list(record.themes.values_list("code", flat=True))}


class WishForm(forms.Form):
    """What a candidate offers."""

    postal_code = _code_field(help_text=_("So that we find a group near you."))
    radius_km = forms.TypedChoiceField(
        label=_("How far do you want to go?"), choices=RADII, coerce=int, initial=15
    )
    languages = _Choices(_("Which languages do you speak?"), Tongue.choices)
    themes = _Choices(_("What draws you?"), _themes)
    skills = _Choices(_("What are you good at?"), Skill.choices)
    moments = _Choices(_("When can you help?"), Moment.choices)
    is_minor = forms.BooleanField(label=_("I am under eighteen"), required=False)
    motivation = forms.CharField(
        label=_("Why do you want to help?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @staticmethod
    def initial_of(candidate: Candidate) -> dict[str, Any]:
        """Return what a candidate offers, to be changed."""
        return _initial_of(candidate, Wish)

    def clean_postal_code(self) -> str:
        """A code that we know: else nobody can say what is near."""
        code: str = self.cleaned_data["postal_code"]
        if postal_code(code) is None:
            raise forms.ValidationError(
                _("We do not know this postal code. It has four digits, as in 9000.")
            )
        return code

    @property
    def wish(self) -> Wish:
        """What was filled in."""
        told = self.cleaned_data
        return Wish(
            postal_code=told["postal_code"],
            radius_km=told["radius_km"],
            themes=tuple(told["themes"]),
            skills=tuple(told["skills"]),
            languages=tuple(told["languages"]),
            moments=tuple(told["moments"]),
            is_minor=told["is_minor"],
            motivation=told["motivation"].strip(),
        )


class SignUpForm(WishForm):
    """Sign up as a volunteer."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Family name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "dir": "ltr"}),
    )
    may_ask = forms.BooleanField(
        label=_("You may ask me later too to help as a volunteer."), required=False
    )
    field_order = ("first_name", "last_name", "email", "phone", "postal_code", "radius_km")

    @property
    def arrival(self) -> people.Arrival:
        """Who they say they are."""
        told = self.cleaned_data
        return people.Arrival(
            email=told["email"],
            first_name=told["first_name"],
            last_name=told["last_name"],
            postal_code=told["postal_code"],
            phone=told["phone"],
        )


class CardForm(forms.Form):
    """What a group tells of itself."""

    postal_code = _code_field(help_text=_("The map shows the middle of it, never your street."))
    about = forms.CharField(
        label=_("Who are you and what do you do?"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    looks_for = forms.CharField(
        label=_("What do you look for?"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    opening_hours = forms.CharField(label=_("When are you there?"), max_length=300, required=False)
    website = forms.URLField(
        label=_("Website"), max_length=300, required=False, assume_scheme="https"
    )
    email = forms.EmailField(
        label=_("E-mail address for visitors"),
        max_length=254,
        required=False,
        help_text=_("Everybody sees it. Better one of the group than of a person."),
    )
    themes = _Choices(_("Themes"), _themes)
    languages = _Choices(_("Languages spoken"), Tongue.choices)

    @staticmethod
    def initial_of(initiative: Initiative) -> dict[str, Any]:
        """Return what an initiative tells of itself, to be changed."""
        return _initial_of(initiative, Card)

    @property
    def card(self) -> Card:
        """What was filled in."""
        told = dict(self.cleaned_data)
        told["themes"], told["languages"] = tuple(told["themes"]), tuple(told["languages"])
        return Card(**{field.name: told[field.name] for field in fields(Card)})


class ApplyForm(CardForm):
    """Ask for a place in the directory."""

    name = forms.CharField(label=_("Name of the group"), max_length=200)
    your_name = forms.CharField(
        label=_("Your first name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    your_email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("Nobody sees it. We mail you the way to your group's page."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_order = ("name", "postal_code", "your_name", "your_email")


class OpeningForm(forms.Form):
    """What a group looks for."""

    title = forms.CharField(label=_("Title"), max_length=150)
    description = forms.CharField(
        label=_("What does one do?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    places = forms.IntegerField(label=_("For how many?"), min_value=1, max_value=500, initial=1)
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    languages_needed = _Choices(
        _("Languages that are needed"),
        Tongue.choices,
        help_text=_("All that you tick must be spoken."),
    )
    languages_wished = _Choices(_("Languages that help"), Tongue.choices)
    themes = _Choices(_("Themes"), _themes)
    skills = _Choices(_("Skills"), Skill.choices)
    moments = _Choices(_("Times"), Moment.choices)
    adults_only = forms.BooleanField(label=_("Only from eighteen years"), required=False)
    from_home = forms.BooleanField(label=_("Can be done from home"), required=False)

    @staticmethod
    def initial_of(opening: Opening) -> dict[str, Any]:
        """Return what an opening asks for, to be changed."""
        return _initial_of(opening, Sought)

    @property
    def sought(self) -> Sought:
        """What was filled in."""
        told: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.cleaned_data.items()
        }
        return Sought(**told)
