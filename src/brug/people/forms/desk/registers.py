"""Campaigns, purposes and target groups, as staff fill them in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from brug.kernel.models import User
from brug.kernel.roles import DESK_ROLES
from brug.people.enums import Channel
from brug.people.models import Purpose, TargetGroup
from brug.people.models.groups import YEAR
from brug.people.services.target_groups import GroupCard

_RIGHT_TO_LEFT = {"fa-af", "ps"}


class CodedForm(forms.Form):
    """Something with a code, which is chosen once."""

    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Small letters and hyphens. It stays for good.")
    )

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["code"]


class CampaignForm(CodedForm):
    """A campaign that people come through."""

    name = forms.CharField(label=_("Name"), max_length=200)
    starts_on = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)
    ends_on = forms.DateField(label=_("Until"), required=False, widget=AdminDateInput)
    cost = forms.DecimalField(
        label=_("Cost in euro"), max_digits=10, decimal_places=2, initial=0, localize=True
    )


class TargetGroupForm(CodedForm):
    """Whom the organisation speaks to."""

    name = forms.CharField(label=_("Name"), max_length=150)
    meaning = forms.CharField(
        label=_("Who belongs in it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    parent = forms.ModelChoiceField(
        label=_("Part of"), queryset=TargetGroup.objects.none(), required=False
    )
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=User.objects.none(), required=False)
    review_months = forms.IntegerField(
        label=_("Months between two reviews"),
        min_value=1,
        max_value=60,
        initial=YEAR,
        help_text=_("The owner is asked then whether the group is still needed and still right."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.active().holding(*DESK_ROLES).order_by("first_name", "last_name")
        self.fields["parent"].queryset = TargetGroup.objects.all()  # type: ignore[attr-defined]
        self.fields["owner"].queryset = staff  # type: ignore[attr-defined]

    @property
    def card(self) -> GroupCard:
        """What the form tells."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "code"}
        return GroupCard(**told)


class PurposeForm(CodedForm):
    """What people agree to, with its sentence in each language."""

    channels = forms.MultipleChoiceField(
        label=_("Channels"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    order = forms.IntegerField(label=_("Place in lists"), min_value=0, max_value=999, initial=100)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, is_new=is_new, **kwargs)
        for code, language in settings.LANGUAGES:
            attrs = {"lang": code, "dir": "rtl" if code in _RIGHT_TO_LEFT else "ltr"}
            is_needed = code == "nl"
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": language},
                max_length=100,
                required=is_needed,
                widget=forms.TextInput(attrs=attrs),
            )
            self.fields[f"wording_{code}"] = forms.CharField(
                label=_("Sentence (%(language)s)") % {"language": language},
                max_length=500,
                required=is_needed,
                widget=forms.Textarea(attrs={"rows": 2, **attrs}),
            )

    @staticmethod
    def initial_of(purpose: Purpose) -> dict[str, Any]:
        """Return what stands in the form of a purpose."""
        words = {f"name_{code}": text for code, text in purpose.names.items()}
        words |= {f"wording_{code}": text for code, text in purpose.wording.items()}
        plain = ("channels", "is_active", "order")
        return {**words, **{name: getattr(purpose, name) for name in plain}}

    @property
    def values(self) -> dict[str, Any]:
        """What the services want to know."""
        told = self.cleaned_data
        languages = [code for code, _name in settings.LANGUAGES]
        return {
            "names": {code: told[f"name_{code}"] for code in languages},
            "wording": {code: told[f"wording_{code}"] for code in languages},
            "channels": told["channels"],
            "order": told["order"],
        }
