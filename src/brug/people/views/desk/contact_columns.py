"""What the list of contacts can show, on the screen and in files alike."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.desk.lists import Shown
from brug.kernel.tables import Column
from brug.people.forms.desk.spoken import in_words
from brug.people.models import Contact, EmailAddress, TargetGroup

Text = Callable[[Any], object]


@dataclass(frozen=True)
class Choosable:
    """A column that can be chosen: what the screen says, what a file holds, what must be read."""

    code: str
    heading: str | Promise
    text: Text
    value: Text | None = None
    sort: str = ""
    width: int = 22
    needs: str = ""
    is_first_choice: bool = False

    @property
    def shown(self) -> Shown:
        """The column on the screen."""
        return Shown(self.heading, self.text, sort=self.sort)

    @property
    def column(self) -> Column:
        """The column in a file."""
        return Column(self.heading, self.value or self.text, self.width)


def _language(contact: Contact) -> str:
    return dict(settings.LANGUAGES).get(contact.language, contact.language)


def _working_region(contact: Contact) -> str:
    region = contact.region
    return str(region.working_region or "") if region else ""


def _kind(contact: Contact) -> str:
    kind = str(contact.get_kind_display())
    return f"{kind} · {_('Volunteer')}" if contact.is_volunteer else kind


def _main(contact: Any, rows: str) -> Any:
    """The main address of the prefetched ones."""
    return next(iter(getattr(contact, rows).all()), None)


def _email(contact: Contact) -> str:
    return str(_main(contact, "emails") or "")


def _address(name: str) -> Text:
    def value(contact: Contact) -> str:
        address = _main(contact, "addresses")
        return str(getattr(address, name)) if address else ""

    return value


def _day(value: Text) -> Text:
    def text(contact: Contact) -> str:
        day = value(contact)
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""  # type: ignore[arg-type]

    return text


def _engaged(contact: Contact) -> object:
    return contact.last_engaged_on


def _known(contact: Contact) -> object:
    return timezone.localdate(contact.created_at)


def _groups(contact: Contact) -> str:
    return ", ".join(group.name for group in contact.target_groups.all())


def _spoken(contact: Contact) -> str:
    return in_words(row.language for row in contact.languages.all())


CHOOSABLE = (
    Choosable("name", _("Name"), lambda contact: contact.name, sort="sort_name", width=30),
    Choosable("number", _("Number"), lambda contact: str(contact.public_id), width=38),
    Choosable(
        "kind",
        _("Kind"),
        _kind,
        lambda contact: contact.get_kind_display(),
        width=14,
        is_first_choice=True,
    ),
    Choosable("first_name", _("First name"), lambda contact: contact.first_name),
    Choosable("last_name", _("Family name"), lambda contact: contact.last_name),
    Choosable("organisation", _("Organisation"), lambda contact: contact.organisation_name),
    Choosable("email", _("E-mail address"), _email, width=32, needs="emails"),
    Choosable(
        "phone",
        _("Telephone"),
        lambda contact: str(_main(contact, "phones") or ""),
        needs="phones",
    ),
    Choosable("street", _("Street and number"), _address("street"), width=30, needs="addresses"),
    Choosable(
        "postal_code", _("Postal code"), _address("postal_code"), width=12, needs="addresses"
    ),
    Choosable("city", _("Place"), _address("city"), needs="addresses"),
    Choosable("country", _("Country"), _address("country"), width=9, needs="addresses"),
    Choosable(
        "municipality",
        _("Municipality"),
        lambda contact: contact.region or "",
        is_first_choice=True,
    ),
    Choosable("region", _("Region"), _working_region, is_first_choice=True),
    Choosable("language", _("Language"), _language, width=12, is_first_choice=True),
    Choosable("speaks", _("Speaks"), _spoken, needs="languages"),
    Choosable(
        "volunteer",
        _("Volunteer"),
        lambda contact: _("Yes") if contact.is_volunteer else "",
        lambda contact: contact.is_volunteer,
        width=11,
    ),
    Choosable("birth_year", _("Year of birth"), lambda contact: contact.birth_year or "", width=9),
    Choosable("groups", _("Target groups"), _groups, width=40, needs="target_groups"),
    Choosable(
        "engaged",
        _("Last engaged"),
        _day(_engaged),
        _engaged,
        sort="last_engaged_on",
        width=13,
        is_first_choice=True,
    ),
    Choosable("known", _("Known since"), _day(_known), _known, sort="created_at", width=13),
)
_BY_CODE = {one.code: one for one in CHOOSABLE}
# What a file of contacts holds where nobody chose columns on a screen.
IN_FULL = tuple(
    _BY_CODE[code].column
    for code in [
        "number",
        "kind",
        "first_name",
        "last_name",
        "organisation",
        "email",
        "phone",
        "street",
        "postal_code",
        "city",
        "country",
        "municipality",
        "region",
        "language",
        "volunteer",
        "engaged",
        "known",
    ]
)
_NEEDS: dict[str, str | Prefetch[Any]] = {
    "emails": Prefetch("emails", queryset=EmailAddress.objects.order_by("-is_primary", "pk")),
    "target_groups": Prefetch("target_groups", queryset=TargetGroup.objects.order_by("name")),
}


def chosen(codes: Iterable[str]) -> list[Choosable]:
    """Return the columns of these codes in their own order, the name first; the usual without."""
    wanted = set(codes) & set(_BY_CODE)
    if not wanted:
        wanted = {one.code for one in CHOOSABLE if one.is_first_choice}
    return [one for one in CHOOSABLE if one.code in wanted or one.code == "name"]


def prefetches(columns: Sequence[Choosable]) -> list[str | Prefetch[Any]]:
    """Return what must be read beside the contacts for these columns."""
    needs = dict.fromkeys(one.needs for one in columns if one.needs)
    return [_NEEDS.get(name, name) for name in needs]
