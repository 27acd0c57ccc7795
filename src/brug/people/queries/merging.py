"""What two contacts say, side by side, before they are merged."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.mergers import mergers
from brug.people.enums import ContactKind
from brug.people.models import Contact, PostalAddress
from brug.people.rules.merging import CHOOSABLE, FieldValue, Side, suggested

_LABELS: dict[str, str | Promise] = {
    "kind": _("Kind"),
    "first_name": _("First name"),
    "last_name": _("Family name"),
    "organisation_name": _("Name of the organisation"),
    "language": _("Language for mails"),
    "birth_year": _("Year of birth"),
    "user_id": _("Account"),
    "email": _("Main e-mail address"),
    "phone": _("Main telephone number"),
    "address": _("Main postal address"),
}
# Nobody chooses about these, or they are made anew.
_NOT_SHOWN = {"people.words", "people.links", "people.trail", "people.pairs", "people.aliases"}


@dataclass(frozen=True)
class Line:
    """A field: what each says, in words, and whose value to suggest."""

    field: str
    label: str | Promise
    keep: str
    lose: str
    suggested: Side

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.keep != self.lose


def side_by_side(keep: Contact, lose: Contact) -> list[Line]:
    """Return each field that either knows, with whose value to suggest."""
    ours, theirs = values_of(keep), values_of(lose)
    lines = [
        Line(
            field,
            _LABELS[field],
            _in_words(field, ours[field].value),
            _in_words(field, theirs[field].value),
            suggested(field, ours[field], theirs[field]),
        )
        for field in CHOOSABLE
    ]
    return [line for line in lines if line.keep or line.lose]


def values_of(contact: Contact) -> dict[str, FieldValue]:
    """Return what a contact says of each field that can be chosen."""
    email = contact.emails.filter(is_primary=True).first()
    phone = contact.phones.filter(is_primary=True).first()
    address = contact.addresses.filter(is_primary=True).first()
    newer = contact.updated_at.timestamp()
    values: dict[str, FieldValue] = {
        field: FieldValue(getattr(contact, field)) for field in CHOOSABLE if hasattr(contact, field)
    }
    values["email"] = FieldValue(
        email.address if email else "",
        is_confirmed=bool(email and email.confirmed_at and not email.bounced_at),
    )
    values["phone"] = FieldValue(phone.number if phone else "")
    values["address"] = FieldValue(_in_full(address) if address else "")
    return {field: FieldValue(one.value, one.is_confirmed, newer) for field, one in values.items()}


def _in_full(address: PostalAddress) -> str:
    """Each part of an address: two that differ in their box or country only are two."""
    place = f"{address.postal_code} {address.city}".strip()
    parts = (address.street, address.extra, place, address.country)
    return ", ".join(part for part in parts if part)


def carried(lose: Contact) -> list[tuple[str, int]]:
    """Return how many records of each kind would go along, those there are."""
    counts: dict[str, int] = {}
    for merger in mergers:
        if merger.name in _NOT_SHOWN:
            continue
        for column in merger.columns:
            table, _dot, attname = column.rpartition(".")
            model: Any = apps.get_model(table)
            count = model._default_manager.filter(**{attname: lose.pk}).count()
            if count:
                name = _plural(model)
                counts[name] = counts.get(name, 0) + count
    return list(counts.items())


def _plural(model: Any) -> str:
    if model._meta.auto_created:
        model = next(
            field.related_model
            for field in model._meta.fields
            if field.is_relation and field.related_model is not Contact
        )
    name = str(model._meta.verbose_name_plural)
    return name[:1].upper() + name[1:]


def _in_words(field: str, value: object) -> str:
    if value in (None, ""):
        return ""
    if field == "kind":
        return str(ContactKind(str(value)).label)
    if field == "language":
        return dict(settings.LANGUAGES).get(str(value), str(value))
    return str(_("yes")) if field == "user_id" else str(value)
