"""How somebody names a view and whom they share it with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.roles import DESK_ROLES, Role


class SavedViewForm(forms.Form):
    """A saved view; only who may share views chooses a role."""

    name = forms.CharField(label=_("Name of the view"), max_length=80)
    role = forms.ChoiceField(
        label=_("Share it with"),
        required=False,
        choices=[
            ("", _("Nobody: it is mine")),
            *((role.value, role.label) for role in Role if role in DESK_ROLES),
        ],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not actor.may("people.share_views"):
            del self.fields["role"]

    @property
    def values(self) -> dict[str, str]:
        """What the services want to know."""
        return {"name": self.cleaned_data["name"], "role": self.cleaned_data.get("role", "")}
