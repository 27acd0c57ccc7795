"""What an action over many contacts asks: which group, which language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from brug.kernel.access.actor import Actor
from brug.people.enums import Channel
from brug.people.forms.desk.acts import MOST_FITTING, EngagementForm
from brug.people.forms.desk.consent import HOW
from brug.people.models import Contact, Purpose, RelationKind, TargetGroup
from brug.people.models.bulk_choices import BulkAction
from brug.people.queries.finding import find_contacts

_YES_OR_NO = (("yes", _("Yes")), ("no", _("No")))


class ValuesForm(forms.Form):
    """What an action asks, as plain JSON."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    @property
    def values(self) -> dict[str, Any]:
        """What was told, as it is kept."""
        return dict(self.cleaned_data)


class GroupValues(ValuesForm):
    """A target group."""

    group = forms.ModelChoiceField(label=_("Target group"), queryset=TargetGroup.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = TargetGroup.objects.all()  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """The key of the group."""
        return {"group": self.cleaned_data["group"].pk}


class LanguageValues(ValuesForm):
    """A language for mails."""

    language = forms.ChoiceField(label=_("Language for mails"), choices=lambda: settings.LANGUAGES)


class VolunteerValues(ValuesForm):
    """Whether they are volunteers."""

    is_volunteer = forms.ChoiceField(
        label=_("Volunteer"), choices=_YES_OR_NO, widget=forms.RadioSelect
    )

    @property
    def values(self) -> dict[str, Any]:
        """Yes or no."""
        return {"is_volunteer": self.cleaned_data["is_volunteer"] == "yes"}


class RelateValues(ValuesForm):
    """A tie to an organisation, which one looks up by typing."""

    kind = forms.ChoiceField(label=_("How they are tied"))
    other = forms.CharField(
        label=_("With which organisation"), max_length=200, help_text=_("Type its name.")
    )
    chosen = forms.ChoiceField(label=_("Which of them"), required=False, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.code, one.name) for one in RelationKind.objects.all()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self._fitting = self._find() if self.is_bound else []
        if len(self._fitting) > 1:
            self.fields["chosen"].choices = [  # type: ignore[attr-defined]
                (str(one.pk), f"{one.name} · {one.region or ''}".rstrip(" ·"))
                for one in self._fitting
            ]
        else:
            del self.fields["chosen"]

    def _find(self) -> list[Contact]:
        seen = Contact.objects.visible_to(self.actor).known().organisations()
        return find_contacts(seen, str(self.data.get("other", "")), MOST_FITTING)

    def clean(self) -> dict[str, Any]:
        """Find out which organisation is meant; ask where several fit."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("other"):
            return told
        if not self._fitting:
            self.add_error("other", _("No organisation fits. Try fewer letters, or add it first."))
        elif len(self._fitting) == 1:
            told["target"] = self._fitting[0].pk
        elif chosen := told.get("chosen"):
            told["target"] = int(chosen)
        else:
            self.add_error("chosen", _("Several fit: choose one."))
        return told

    @property
    def values(self) -> dict[str, Any]:
        """Kind, key of the organisation, first day."""
        told = self.cleaned_data
        first = told["starts_on"].isoformat() if told["starts_on"] else ""
        return {"kind": told["kind"], "target": told["target"], "starts_on": first}


class EngageValues(EngagementForm, ValuesForm):
    """What they did, on which day."""

    @property
    def values(self) -> dict[str, Any]:
        """Kind, day, and the codes of practice and campaign."""
        told = self.cleaned_data
        return {
            "kind": told["kind"],
            "day": told["day"].isoformat(),
            "practice": told["practice"].code if told["practice"] else "",
            "campaign": told["campaign"].code if told["campaign"] else "",
        }


class WithdrawValues(ValuesForm):
    """A consent that is withdrawn, and how that is known."""

    purpose = forms.ModelChoiceField(
        label=_("For what"), queryset=Purpose.objects.none(), to_field_name="code", empty_label=None
    )
    channel = forms.ChoiceField(
        label=_("How they may be reached"),
        choices=[("", _("Every way")), *Channel.choices],
        required=False,
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].queryset = Purpose.objects.order_by("-is_active", "order", "code")  # type: ignore[attr-defined]

    @property
    def values(self) -> dict[str, Any]:
        """Code of the purpose, channel, and the words of the proof."""
        told = self.cleaned_data
        words = [str(dict(HOW)[told["how"]]), told["where"]]
        return {
            "purpose": told["purpose"].code,
            "channel": told["channel"],
            "where": ": ".join(filter(None, words)),
        }


VALUES: Mapping[str, type[ValuesForm]] = {
    BulkAction.ADD_TO_GROUP: GroupValues,
    BulkAction.TAKE_FROM_GROUP: GroupValues,
    BulkAction.LANGUAGE: LanguageValues,
    BulkAction.VOLUNTEER: VolunteerValues,
    BulkAction.RELATE: RelateValues,
    BulkAction.ENGAGE: EngageValues,
    BulkAction.WITHDRAW: WithdrawValues,
}
