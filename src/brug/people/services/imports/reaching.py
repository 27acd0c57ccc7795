"""E-mail addresses, telephone numbers and postal addresses that come in."""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db import connection, models
from django.db.models import Exists, Min, OuterRef

from brug.kernel.bulk import insert_rows
from brug.people.import_words import Reason
from brug.people.models import Contact, ContactWord, EmailAddress, Phone, PostalAddress
from brug.people.models.words import WORD_LENGTH
from brug.people.rules.imports.records import (
    AddressRecord,
    EmailRecord,
    Fault,
    PhoneRecord,
    Record,
)
from brug.people.rules.phones import digits
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts_bulk import PostalCodes
from brug.people.services.imports.keeping import Keeper, New, Values
from brug.people.services.imports.work import Known, Work, chunks
from brug.people.services.marks import mark_contacts_changed
from brug.people.services.words import write_words

R = TypeVar("R", bound=Record)


class Reach(Keeper[R]):
    """A way to reach somebody: the values end with contact and whether it is the main one."""

    is_reach = True
    natural: ClassVar[tuple[str, ...]]

    def twin(self, values: Values) -> Values | None:
        """Nobody has the same way twice."""
        named = dict(zip((*self.compared, *self.columns), values, strict=True))
        return tuple(named[name] for name in self.natural)

    def present(self, twins: Iterable[Values]) -> dict[Values, int]:
        """Return the ways that these contacts have already."""
        found: dict[Values, int] = {}
        for some in chunks(sorted({twin[0] for twin in twins})):
            rows = self.model._default_manager.filter(contact_id__in=some)
            found |= {tuple(rest): pk for pk, *rest in rows.values_list("pk", *self.natural)}
        return found

    def prepare(self, fresh: list[New[R]], _work: Work) -> None:
        """Leave each contact one main way: the one that is there, else the first that asks."""
        taken: set[int] = set()
        for some in chunks(sorted({new.contact for new in fresh})):
            rows = self.model._default_manager.filter(contact_id__in=some, is_primary=True)
            taken.update(rows.values_list("contact_id", flat=True))
        for new in fresh:
            if new.values[-1] and new.contact in taken:
                new.values = (*new.values[:-1], False)
            elif new.values[-1]:
                taken.add(new.contact)


class Emails(Reach[EmailRecord]):
    """E-mail addresses."""

    kind = EmailRecord.KIND
    model = EmailAddress
    compared = ("address",)
    columns = ("confirmed_at", "bounced_at", "contact_id", "is_primary")
    natural = ("contact_id", "address")

    def values(self, record: EmailRecord, contact: Known, _work: Work) -> Values:
        """Return what is kept of an address."""
        return (
            record.address,
            record.confirmed_at,
            record.bounced_at,
            contact.record,
            record.is_primary,
        )

    def after_making(self, fresh: list[New[EmailRecord]], _work: Work) -> None:
        """Let contacts be found by their addresses."""
        rows = ((new.contact, new.record.address[:WORD_LENGTH]) for new in fresh)
        insert_rows(ContactWord, ("contact_id", "word"), rows)

    def after_changing(self, records: list[int]) -> None:
        """Let contacts be found by their addresses of now."""
        for contact in Contact.objects.filter(emails__in=records).distinct():
            write_words(contact)


class Phones(Reach[PhoneRecord]):
    """Telephone numbers."""

    kind = PhoneRecord.KIND
    model = Phone
    compared = ("number", "is_mobile")
    columns = ("digits", "contact_id", "is_primary")
    natural = ("contact_id", "number")

    def values(self, record: PhoneRecord, contact: Known, _work: Work) -> Values:
        """Return what is kept of a number."""
        found = digits(record.number, record.country)
        if not found:
            raise Fault(Reason.NOT_PHONE)
        number = record.number[:40]
        return number, record.is_mobile, found, contact.record, record.is_primary

    def after_changing(self, records: list[int]) -> None:
        """Keep the digits in line; a number without a country's code is of where they live."""
        rows = Phone.objects.filter(pk__in=records)
        homes = PostalAddress.objects.filter(contact__phones__in=rows, is_primary=True)
        countries = dict(homes.values_list("contact", "country"))
        for phone in rows:
            phone.digits = digits(phone.number, countries.get(phone.contact_id, "BE"))
            phone.save(update_fields=["digits"])


class Addresses(Reach[AddressRecord]):
    """Postal addresses, and with the main one the contact's municipality."""

    kind = AddressRecord.KIND
    model = PostalAddress
    compared = ("street", "extra", "postal_code", "city", "country")
    columns = ("region_id", "contact_id", "is_primary")
    natural = ("contact_id", "street", "extra", "postal_code", "city", "country")

    def values(self, record: AddressRecord, contact: Known, work: Work) -> Values:
        """Return what is kept of an address."""
        if not (record.street or record.postal_code or record.city or record.extra):
            raise Fault(Reason.EMPTY)
        where = NewContact(
            postal_code=record.postal_code[:12], city=record.city, country=record.country
        )
        return (
            record.street[:200],
            record.extra[:200],
            record.postal_code[:12],
            record.city[:120],
            record.country,
            work.postal.region(where),
            contact.record,
            record.is_primary,
        )

    def after_making(self, fresh: list[New[AddressRecord]], _work: Work) -> None:
        """Set the municipality of whose main address it is."""
        known = [new for new in fresh if new.values[-1] and new.values[5] is not None]
        _set_regions((new.values[5], new.contact) for new in known)

    def after_changing(self, records: list[int]) -> None:
        """Look the municipality up again."""
        postal = PostalCodes()
        moved = []
        for address in PostalAddress.objects.filter(pk__in=records):
            where = NewContact(
                postal_code=address.postal_code, city=address.city, country=address.country
            )
            address.region_id = postal.region(where)
            address.save(update_fields=["region"])
            if address.is_primary:
                moved.append((address.region_id, address.contact_id))
        # Whoever moved to a place that nobody knows no longer lives in the one before.
        _set_regions(moved)


def _set_regions(rows: Iterable[tuple[Any, int]]) -> None:
    """Set many contacts' municipality with one prepared statement; the ORM has no such update."""
    told = list(rows)
    if told:
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE people_contact SET region_id = %s WHERE id = %s", told)
        mark_contacts_changed()


def promote_first(model: type[models.Model]) -> int:
    """Make the first way of those who have no main one the main one; return how many."""
    rows = model._default_manager.all()
    main = rows.filter(contact_id=OuterRef("contact_id"), is_primary=True)
    firsts = rows.filter(~Exists(main)).order_by().values("contact_id").annotate(first=Min("pk"))
    keys = list(firsts.values_list("first", flat=True))
    for some in chunks(keys):
        model._default_manager.filter(pk__in=some).update(is_primary=True)
        if model is PostalAddress:
            found = PostalAddress.objects.filter(pk__in=some)
            _set_regions(found.values_list("region_id", "contact_id"))
    return len(keys)
