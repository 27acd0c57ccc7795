"""What staff note about a contact: notes, acts, relations, groups, an erasure."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from brug.kernel.closed.services import LONGEST_REASON
from brug.kernel.models import Practice
from brug.people.enums import EngagementKind, Visibility
from brug.people.models import Campaign, Contact, RelationKind, TargetGroup
from brug.people.queries.finding import find_contacts

MOST_FITTING = 8
_NOON = time(12)


class NoteForm(forms.Form):
    """A note; closed ones are offered to who may read them."""

    text = forms.CharField(
        label=_("Note"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    visibility = forms.ChoiceField(label=_("Who may read it"))
    is_withheld = forms.BooleanField(
        label=_("A closed note: it also tells of somebody else"),
        required=False,
        help_text=_("Who asks for their data then learns that it is there, not what it says."),
    )

    def __init__(self, *args: Any, may_close: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in Visibility if may_close or one is not Visibility.CLOSED]
        choices = [(one.value, one.label) for one in offered]
        self.fields["visibility"].choices = choices  # type: ignore[attr-defined]
        if not may_close:
            del self.fields["is_withheld"]


class WhyForm(forms.Form):
    """Why somebody reads what is closed."""

    why = forms.CharField(
        label=_("Why do you need to read it?"),
        max_length=LONGEST_REASON,
        help_text=_("For instance: she rings about tonight's shelter. Write no name in it."),
    )


class EngagementForm(forms.Form):
    """Something that somebody did and no room noted."""

    kind = forms.ChoiceField(label=_("What they did"), choices=EngagementKind.choices)
    day = forms.DateField(label=_("Day"), widget=AdminDateInput)
    practice = forms.ModelChoiceField(
        label=_("Core practice"),
        queryset=Practice.objects.none(),
        to_field_name="code",
        required=False,
    )
    campaign = forms.ModelChoiceField(
        label=_("Campaign"),
        queryset=Campaign.objects.none(),
        to_field_name="code",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["practice"].queryset = Practice.objects.all()  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = Campaign.objects.all()  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """Refuse days to come."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come."))
        return day

    @property
    def moment(self) -> datetime:
        """Noon of the day, or now where that is still to come today."""
        noon = timezone.make_aware(datetime.combine(self.cleaned_data["day"], _NOON))
        return min(noon, timezone.now())


class RelationForm(forms.Form):
    """A tie to another contact, whom one looks up by typing."""

    kind = forms.ChoiceField(label=_("How they are tied"))
    other = forms.CharField(
        label=_("With whom"), max_length=200, help_text=_("Type a name or an e-mail address.")
    )
    chosen = forms.ChoiceField(label=_("Which of them"), required=False, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)

    def __init__(
        self, *args: Any, contact: Contact, visible: QuerySet[Contact], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.contact, self.visible = contact, visible
        kinds = list(RelationKind.objects.all())
        ways = [(one.code, one.name) for one in kinds]
        ways += [(f"~{one.code}", one.reverse_name) for one in kinds]
        self.fields["kind"].choices = ways  # type: ignore[attr-defined]
        self._fitting = self._find() if self.is_bound else []
        if len(self._fitting) > 1:
            self.fields["chosen"].choices = [  # type: ignore[attr-defined]
                (str(one.public_id), _described(one)) for one in self._fitting
            ]
        else:
            del self.fields["chosen"]

    def _find(self) -> list[Contact]:
        text = str(self.data.get("other", ""))
        others = self.visible.exclude(pk=self.contact.pk)
        return find_contacts(others, text, MOST_FITTING)  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        """Find out whom they mean; ask where several fit."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("other"):
            return told
        if not self._fitting:
            self.add_error("other", _("Nobody fits. Try fewer letters, or add them first."))
        elif len(self._fitting) == 1:
            told["with"] = self._fitting[0]
        elif chosen := told.get("chosen"):
            told["with"] = next(one for one in self._fitting if str(one.public_id) == chosen)
        else:
            self.add_error("chosen", _("Several fit: choose one."))
        return told

    @property
    def kind_code(self) -> str:
        """The code of the kind of relation."""
        code: str = self.cleaned_data["kind"]
        return code.removeprefix("~")

    @property
    def ends(self) -> tuple[int, int]:
        """The keys of subject and target."""
        pair = (self.contact.pk, self.cleaned_data["with"].pk)
        return (pair[1], pair[0]) if self.cleaned_data["kind"].startswith("~") else pair


def _described(contact: Contact) -> str:
    parts = [contact.name, str(contact.get_kind_display()), str(contact.region or "")]
    return " · ".join(part for part in parts if part)


class GroupForm(forms.Form):
    """A target group to put a contact into."""

    group = forms.ModelChoiceField(label=_("Target group"), queryset=TargetGroup.objects.none())

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = TargetGroup.objects.exclude(contacts=contact)
        self.fields["group"].queryset = others  # type: ignore[attr-defined]


class EraseForm(forms.Form):
    """Why somebody is forgotten."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Kept in the audit trail. Write no name in it."),
    )
    sure = forms.BooleanField(label=_("I know that this cannot be undone."))
