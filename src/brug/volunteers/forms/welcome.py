"""What staff fill in about the welcome of volunteers and their documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.volunteers.forms.papers import day_field
from brug.volunteers.models import DocumentKind, Task, WelcomeStep
from brug.volunteers.services.settings import Setting


class SeenForm(forms.Form):
    """A document that was seen."""

    kind = forms.ModelChoiceField(
        label=_("Document"), queryset=DocumentKind.objects.filter(is_active=True)
    )
    seen_on = day_field(_("Seen"))
    valid_until = day_field(
        _("Holds until"),
        initial=None,
        required=False,
        help_text=_("Empty: as long as this kind of document holds."),
    )


class SettingForm(forms.Form):
    """A role of volunteers."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=120)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    order = forms.IntegerField(label=_("Place in lists"), min_value=0, max_value=9_999, initial=100)
    is_active = forms.BooleanField(label=_("In use"), initial=True, required=False)
    own: tuple[str, ...] = ()

    @classmethod
    def initial_of(cls, record: Setting) -> dict[str, Any]:
        """Return what is kept now, for the form."""
        names = {f"name_{code}": record.names.get(code, "") for code in ("nl", "fr", "en")}
        own = {name: getattr(record, name) for name in cls.own if name != "tasks"}
        if "tasks" in cls.own:
            own["tasks"] = list(record.tasks.all())  # type: ignore[union-attr]
        return {**names, "order": record.order, "is_active": record.is_active, **own}

    @property
    def names(self) -> dict[str, str]:
        """The name by code of language; only those that were given."""
        told = {code: self.cleaned_data[f"name_{code}"] for code in ("nl", "fr", "en")}
        return {code: name for code, name in told.items() if name}

    @property
    def told(self) -> dict[str, Any]:
        """The rest."""
        return {name: self.cleaned_data[name] for name in ("order", "is_active", *self.own)}


class StepForm(SettingForm):
    """A step of welcome."""

    task = forms.ModelChoiceField(
        label=_("Role"), queryset=Task.objects.all(), required=False, empty_label=_("All roles")
    )
    own = ("task",)


class DocumentForm(SettingForm):
    """A kind of document."""

    tasks = forms.ModelMultipleChoiceField(
        label=_("Needed for these roles"),
        queryset=Task.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lasts_months = forms.IntegerField(
        label=_("Holds for so many months"), min_value=1, max_value=600, required=False
    )
    window_days = forms.IntegerField(
        label=_("Ask for a new one so many days before"), min_value=1, max_value=365, initial=60
    )
    reason = forms.CharField(label=_("Why we may ask for it"), max_length=300, required=False)
    own = ("tasks", "lasts_months", "window_days", "reason")


SETTINGS: dict[str, tuple[type[Setting], type[SettingForm]]] = {
    "roles": (Task, SettingForm),
    "steps": (WelcomeStep, StepForm),
    "documents": (DocumentKind, DocumentForm),
}
