"""What is filled in about texts to sign."""

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.kernel.periods import today
from brug.volunteers.enums import PaperKind
from brug.volunteers.rules.papers import PLACES


def day_field(label: object, **more: object) -> forms.DateField:
    """A day, today unless told otherwise."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    told: dict[str, object] = {"initial": today, "widget": widget, **more}
    return forms.DateField(label=label, **told)  # type: ignore[arg-type]


class DraftForm(forms.Form):
    """A draft of a text to sign."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        help_text=_(
            "'## ' begins a heading, '- ' an item of a list. Filled in when it is sent: %(names)s."
        ),
        widget=forms.Textarea(attrs={"rows": 24}),
    )

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        body = self.fields["body"]
        names = ", ".join(f"{{{name}}}" for name in PLACES)
        body.help_text = body.help_text % {"names": names}


class PublishForm(forms.Form):
    """From when a text is in force."""

    valid_from = day_field(_("In force from"))


class AskForm(forms.Form):
    """Send a text to sign."""

    kind = forms.ChoiceField(label=_("What"), choices=PaperKind.choices)
    guardian_email = forms.EmailField(
        label=_("E-mail address of the parent"),
        help_text=_("Only for who is under eighteen."),
        max_length=254,
        required=False,
    )
