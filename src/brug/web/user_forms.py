"""The form of a user: who they are and what they may."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from brug.kernel.models import Region, User
from brug.kernel.roles import DESK_ROLES, REGIONAL_ROLES, Role

_DESK = [(r.value, r.label) for r in Role if r in DESK_ROLES and r not in REGIONAL_ROLES]
_OTHERS = [(r.value, r.label) for r in Role if r not in DESK_ROLES and r not in REGIONAL_ROLES]


class UserForm(forms.Form):
    """Names, address, language and roles; a regional role is chosen by its regions."""

    first_name = forms.CharField(label=_("First name"), max_length=100)
    last_name = forms.CharField(label=_("Last name"), max_length=100)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    desk_roles = forms.MultipleChoiceField(
        label=_("Works at the desk as"),
        choices=_DESK,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_roles = forms.MultipleChoiceField(
        label=_("Is also"),
        choices=_OTHERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial(user)} | kwargs)
        self.user = user
        for role in sorted(REGIONAL_ROLES):
            self.fields[_regions_field(role)] = forms.ModelMultipleChoiceField(
                label=_("%(role)s of") % {"role": role.label},
                queryset=Region.objects.working_regions(),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_email(self) -> str:
        """Refuse an address that has another account."""
        email: str = self.cleaned_data["email"].strip().lower()
        others = User.objects.exclude(pk=self.user.pk) if self.user else User.objects.all()
        if others.filter(email=email).exists():
            raise forms.ValidationError(_("This address has an account already."))
        return email

    @property
    def person(self) -> dict[str, str]:
        """What the services want to know of the person."""
        return {
            name: self.cleaned_data[name]
            for name in ("first_name", "last_name", "email", "language")
        }

    @property
    def roles(self) -> list[tuple[Role, Region | None]]:
        """The roles that were chosen, each with its region."""
        plain = [*self.cleaned_data["desk_roles"], *self.cleaned_data["other_roles"]]
        return [(Role(role), None) for role in plain] + [
            (role, region)
            for role in sorted(REGIONAL_ROLES)
            for region in self.cleaned_data[_regions_field(role)]
        ]


def _regions_field(role: Role) -> str:
    return f"regions_{role.value}"


def _initial(user: User | None) -> dict[str, Any]:
    if user is None:
        return {"language": settings.LANGUAGE_CODE}
    held = [grant.role for grant in user.grants]
    regions = {
        _regions_field(role): [g.region_id for g in user.grants if g.role == role]
        for role in REGIONAL_ROLES
    }
    return {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "language": user.language,
        "desk_roles": held,
        "other_roles": held,
        **regions,
    }
