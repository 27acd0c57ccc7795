"""What is compared of every contact, and the reasons of a likely pair in words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.people.enums import ContactKind
from brug.people.models import Contact, EmailAddress, Phone, PostalAddress
from brug.people.rules.linking.features import Features, features


def all_features() -> Iterator[Features]:
    """Yield what is compared of every contact that was not forgotten; main addresses only."""
    mails = _main(EmailAddress, "address")
    phones = _main(Phone, "digits")
    places = _main(PostalAddress, "street", "postal_code", "city")
    rows = (
        Contact.objects.known()
        .order_by("pk")
        .values_list("pk", "kind", "first_name", "last_name", "organisation_name", "birth_year")
    )
    for key, kind, first, last, organisation, born in rows.iterator(chunk_size=2000):
        is_person = kind == ContactKind.PERSON
        street, code, city = places.get(key, ("", "", ""))
        yield features(
            key,
            first=first if is_person else "",
            last=last if is_person and last else organisation,
            mail=mails.get(key, ("",))[0],
            phone=phones.get(key, ("",))[0],
            born=str(born or ""),
            street=street,
            code=code,
            city=city,
        )


def _main(model: Any, *columns: str) -> dict[int, tuple[str, ...]]:
    """The columns of each contact's main row, or of its oldest."""
    rows = model.objects.order_by("is_primary", "-pk").values_list("contact_id", *columns)
    return {key: tuple(values) for key, *values in rows.iterator(chunk_size=5000)}


def in_words(because: Iterable[Mapping[str, Any]]) -> list[tuple[str, float]]:
    """Return the reasons of a pair, what says most first, with their weight in bits."""
    return [
        (str(_REASONS[(reason["what"], reason["how"])]), float(reason["weight"]))
        for reason in because
        if (reason["what"], reason["how"]) in _REASONS
    ]


_REASONS: dict[tuple[str, str], str | Promise] = {
    ("first", "same"): _("the same first name"),
    ("first", "swapped"): _("first name and family name are swapped"),
    ("first", "heard"): _("the first names sound alike"),
    ("first", "alike"): _("the first names are nearly the same"),
    ("first", "other"): _("other first names"),
    ("last", "same"): _("the same family name"),
    ("last", "heard"): _("the family names sound alike"),
    ("last", "alike"): _("the family names are nearly the same"),
    ("last", "other"): _("other family names"),
    ("born", "same_day"): _("born on the same day"),
    ("born", "nearly_day"): _("days of birth that differ in one figure"),
    ("born", "same_year"): _("born in the same year"),
    ("born", "nearly_year"): _("years of birth that differ in one figure"),
    ("born", "other"): _("other years of birth"),
    ("reach", "mail_and_phone"): _("the same e-mail address and telephone number"),
    ("reach", "mail"): _("the same e-mail address"),
    ("reach", "phone"): _("the same telephone number"),
    ("reach", "phone_alike"): _("telephone numbers that differ in one figure"),
    ("reach", "other"): _("other e-mail address or telephone number"),
    ("street", "same"): _("the same street and number"),
    ("street", "alike"): _("nearly the same street and number"),
    ("street", "other"): _("other streets"),
    ("town", "both"): _("the same postal code and place"),
    ("town", "code"): _("the same postal code"),
    ("town", "city"): _("the same place"),
    ("town", "alike"): _("nearly the same postal code or place"),
    ("town", "other"): _("other places"),
}
