"""Files to import, and how the columns of a table are read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brug.people.import_words import Profile
from brug.people.models import ImportMapping
from brug.people.rules.imports.mapping import FIELDS, Mapping, MappingFault, guess, read_mapping

MOST_FILES = 30
_MOST_COLUMNS = 200
_DATES = (
    ("", _("Not told: refuse what can be read in two ways")),
    ("dmy", _("Day first: 31/12/2024")),
    ("mdy", _("Month first: 12/31/2024")),
)


class FilesInput(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return all files, each one checked."""
        files = data if isinstance(data, list | tuple) else [data]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("These are too many files at once."))
        return [super(FilesField, self).clean(file, initial) for file in files]


class FilesForm(forms.Form):
    """Files of one earlier system."""

    files = FilesField(  # type: ignore[assignment]
        label=_("Files"),
        help_text=_("A dump of the database, exports, or a table (CSV, XLSX). Several at once."),
    )
    profile = forms.ChoiceField(
        label=_("Where they come from"),
        choices=[("", _("Find out by yourself")), *Profile.choices],
        required=False,
    )

    @property
    def chosen(self) -> Profile | None:
        """The profile, where somebody chose one."""
        told = self.cleaned_data["profile"]
        return Profile(told) if told else None


class MappingForm(forms.Form):
    """A field for each heading, and what holds for all rows."""

    dates = forms.ChoiceField(label=_("Days in three numbers"), choices=_DATES, required=False)
    group = forms.CharField(
        label=_("Put all into the target group"), max_length=100, required=False
    )
    source = forms.SlugField(
        label=_("Name of the list"),
        max_length=50,
        help_text=_("A next version of the list under the same name changes only what is new."),
    )
    match = forms.BooleanField(
        label=_("Know people again by e-mail address and name"), required=False, initial=True
    )
    name = forms.CharField(
        label=_("Keep this mapping as"), max_length=80, required=False, help_text=_("Not needed.")
    )

    def __init__(
        self, *args: Any, headings: Sequence[str], kept: ImportMapping | None = None, **kwargs: Any
    ) -> None:
        told = kept.content if kept else {}
        options = told.get("options", {})
        kwargs["initial"] = {"match": True, **kwargs.get("initial", {}), **options}
        super().__init__(*args, **kwargs)
        self.headings = list(headings)[:_MOST_COLUMNS]
        guessed = guess(self.headings) | {
            heading: name
            for heading, name in told.get("columns", {}).items()
            if heading in self.headings
        }
        choices = [
            ("", _("Leave it out")),
            *((name, label) for name, (label, _h) in FIELDS.items()),
        ]
        for number, heading in enumerate(self.headings):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading or "–",
                choices=choices,
                required=False,
                initial=guessed.get(heading, ""),
            )

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, in the file's order."""
        return [self[f"column_{number}"] for number in range(len(self.headings))]

    @property
    def options(self) -> list[forms.BoundField]:
        """The other fields."""
        return [self[name] for name in ("source", "dates", "group", "match", "name")]

    def clean(self) -> dict[str, Any]:
        """Make a mapping of it.

        Raises:
            ValidationError: it cannot be one.
        """
        told: dict[str, Any] = super().clean() or {}
        columns = {
            heading: told.get(f"column_{number}", "")
            for number, heading in enumerate(self.headings)
        }
        options = {name: told.get(name) for name in ("dates", "group", "source", "match")}
        try:
            self.mapping: Mapping = read_mapping({"columns": columns, "options": options})
        except MappingFault as fault:
            raise forms.ValidationError(str(fault)) from fault
        return told


class KeptForm(forms.Form):
    """A mapping that was kept before."""

    mapping = forms.ModelChoiceField(
        label=_("Mapping kept as"),
        queryset=ImportMapping.objects.none(),
        to_field_name="name",
        required=False,
        empty_label=_("Guess from the headings"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mapping"].queryset = ImportMapping.objects.all()  # type: ignore[attr-defined]
