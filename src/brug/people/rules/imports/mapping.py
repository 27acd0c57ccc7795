"""How the columns of a table are read: which field each fills, and what holds for all rows."""

from collections.abc import Mapping as Told
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.folding import fold
from brug.people.rules.imports.dates import Order

# Each field with its words for people, and the headings by which it is guessed (folded, with
# spaces), in Dutch, French, English and as CiviCRM exports it.
FIELDS: dict[str, tuple[Any, str]] = {
    "key": (
        gettext_lazy("Number in the earlier system"),
        (
            "id|nr|nummer|numero|number|contact id|internal contact id|external identifier|"
            "lidnummer|klantnummer|relatienummer|key|sleutel"
        ),
    ),
    "kind": (gettext_lazy("Person or organisation"), "contact type|soort|type|kind"),
    "first_name": (gettext_lazy("First name"), "first name|voornaam|prenom|firstname|given name"),
    "last_name": (
        gettext_lazy("Family name"),
        "last name|familienaam|achternaam|nom de famille|nom|surname|lastname|family name|naam",
    ),
    "full_name": (
        gettext_lazy("Whole name"),
        "display name|volledige naam|nom complet|full name|name|naam en voornaam|sort name",
    ),
    "organisation_name": (
        gettext_lazy("Organisation"),
        (
            "organization name|organisation name|organisation|organisatie|organization|bedrijf|"
            "vereniging|current employer|company|societe|association|household name"
        ),
    ),
    "email": (
        gettext_lazy("E-mail address"),
        (
            "email|e mail|e mailadres|emailadres|mail|courriel|adresse e mail|email address|"
            "e mail address|adresse mail"
        ),
    ),
    "phone": (
        gettext_lazy("Telephone"),
        "phone|telefoon|tel|telephone|telefoonnummer|phone number|numero de telephone|vaste lijn",
    ),
    "mobile": (gettext_lazy("Mobile"), "mobile|gsm|mobiel|portable|gsm nummer|mobile phone"),
    "street": (
        gettext_lazy("Street and number"),
        "street address|straat|straat en nummer|rue|rue et numero|adres|adresse|address|street",
    ),
    "house_number": (
        gettext_lazy("House number (behind the street)"),
        "huisnummer|numero de maison|house number|street number",
    ),
    "extra": (
        gettext_lazy("Addition to the address"),
        "supplemental address 1|bus|boite|toevoeging|complement|address line 2",
    ),
    "postal_code": (
        gettext_lazy("Postal code"),
        "postal code|postcode|code postal|zip|zip code|cp",
    ),
    "city": (
        gettext_lazy("Place"),
        "city|plaats|gemeente|woonplaats|stad|ville|commune|localite|town",
    ),
    "country": (gettext_lazy("Country"), "country|land|pays"),
    "language": (
        gettext_lazy("Language for mails"),
        "preferred language|taal|voorkeurstaal|langue|language",
    ),
    "birth": (
        gettext_lazy("Day or year of birth (only the year is kept)"),
        (
            "birth date|geboortedatum|geboortejaar|date de naissance|annee de naissance|birthday|"
            "year of birth|date of birth"
        ),
    ),
    "known_since": (
        gettext_lazy("Known since"),
        "created date|bekend sinds|lid sinds|connu depuis|known since|aangemaakt op",
    ),
    "volunteer": (gettext_lazy("Volunteer (yes or no)"), "vrijwilliger|benevole|volunteer"),
    "no_email": (
        gettext_lazy("Wants no mail (yes or no)"),
        (
            "do not email|geen e mail|geen mail|no bulk emails user opt out|is opt out|opt out|"
            "uitgeschreven|pas de courriel|unsubscribed"
        ),
    ),
    "no_phone": (
        gettext_lazy("Wants no calls (yes or no)"),
        "do not phone|niet bellen|ne pas telephoner",
    ),
    "no_post": (gettext_lazy("Wants no post (yes or no)"), "do not mail|geen post|pas de courrier"),
    "group": (gettext_lazy("Target group"), "group|groep|doelgroep|groupe|groupe cible|title"),
    "note": (
        gettext_lazy("Note"),
        "note|notes|nota|notitie|opmerking|opmerkingen|remarque|remarques|remarks|comments",
    ),
}
_FIELD_OF = {
    heading: name for name, (_label, headings) in FIELDS.items() for heading in headings.split("|")
}
_ORDERS = {"dmy": Order.DAY_FIRST, "mdy": Order.MONTH_FIRST, "": Order.NOT_TOLD}
_TOLD = {"columns", "options"}
_OPTIONS = {"dates", "country", "language", "source", "group", "match"}


class MappingFault(ValueError):
    """A mapping cannot be; the message is for people."""


@dataclass(frozen=True)
class Mapping:
    """Field by heading, and what holds for the whole table.

    ``source`` names the earlier system whose keys hold; ``group`` is a target group for all;
    ``match`` tells whether people are known again by address and name.
    """

    columns: dict[str, str]
    order: Order = Order.NOT_TOLD
    country: str = "BE"
    language: str = "nl"
    source: str = ""
    group: str = ""
    match: bool = True
    content: dict[str, Any] = field(default_factory=dict)


def read_mapping(told: object) -> Mapping:
    """Return the mapping of a file or form.

    Raises:
        MappingFault: something in it is not known, or too little is told.
    """
    if not isinstance(told, dict) or not isinstance(told.get("columns"), dict):
        raise MappingFault(_("A mapping has 'columns': a field for each heading."))
    options = told.get("options") or {}
    if not isinstance(options, dict):
        raise MappingFault(_("'options' is not a list of names with values."))
    if unknown := (set(told) - _TOLD) | (set(options) - _OPTIONS):
        raise MappingFault(_("Not known in a mapping: %(names)s") % {"names": _listed(unknown)})
    columns = {str(heading): str(name) for heading, name in told["columns"].items() if name}
    if unknown := set(columns.values()) - set(FIELDS):
        raise MappingFault(_("There is no field %(names)s.") % {"names": _listed(unknown)})
    repeated = {name for name in columns.values() if list(columns.values()).count(name) > 1}
    if repeated:
        raise MappingFault(_("Two columns fill %(names)s.") % {"names": _listed(repeated)})
    if not {"first_name", "last_name", "full_name", "organisation_name", "email"} & set(
        columns.values()
    ):
        raise MappingFault(_("No column holds a name or an e-mail address."))
    dates = str(options.get("dates") or "")
    if dates not in _ORDERS:
        raise MappingFault(_("'dates' is 'dmy' (day first) or 'mdy' (month first)."))
    return Mapping(
        columns,
        _ORDERS[dates],
        str(options.get("country") or "BE").upper()[:2],
        str(options.get("language") or "nl"),
        str(options.get("source") or "")[:50],
        str(options.get("group") or "")[:150],
        bool(options.get("match", True)),
        {"columns": columns, "options": dict(options)},
    )


def guess(headings: Sequence[str]) -> dict[str, str]:
    """Return the likely field of each heading; '' where none is, and each field only once."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for heading in headings:
        name = _FIELD_OF.get(_plain(heading), "")
        found[heading] = "" if name in taken else name
        taken.add(name)
    return found


def _plain(heading: str) -> str:
    folded = fold(heading)
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded).split())


def _listed(names: Told[str, object] | set[str]) -> str:
    return ", ".join(sorted(str(name) for name in names))
