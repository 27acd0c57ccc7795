"""What somebody says about a new contact, checked and tidied."""
# messages: public

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.people.enums import ContactKind
from brug.people.models import Contact
from brug.people.rules import names
from brug.people.rules.emails import normalise

_OLDEST = 1880


@dataclass(frozen=True, slots=True)
class NewContact:
    """A contact to be made; see the fields of ``Contact`` and its addresses for their meaning.

    ``known_since``: now, where it is left out. ``public_id``: made, where it is left out.
    """

    kind: ContactKind = ContactKind.PERSON
    first_name: str = ""
    last_name: str = ""
    organisation_name: str = ""
    language: str = "nl"
    birth_year: int | None = None
    email: str = ""
    email_confirmed_at: datetime | None = None
    phone: str = ""
    street: str = ""
    extra: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "BE"
    languages: tuple[str, ...] = ()
    is_volunteer: bool = False
    external_id: str | None = None
    known_since: datetime | None = None
    public_id: UUID | None = None

    @property
    def has_address(self) -> bool:
        """Whether anything of a postal address is given."""
        return bool(self.street or self.postal_code or self.city)

    def checked(self) -> "NewContact":
        """Return it tidied: no tricks in names, e-mail in its one form.

        Raises:
            ValidationError: with a message for each field that cannot be.
        """
        email = check_email(self.email) if self.email else ""
        check_language(self.language)
        check_birth_year(self.birth_year)
        tidy = replace(
            self,
            first_name=names.clean(self.first_name, 100),
            last_name=names.clean(self.last_name, 100),
            organisation_name=names.clean(self.organisation_name, 200),
            email=email,
            phone=names.clean(self.phone, 40),
            street=names.clean(self.street, 200),
            extra=names.clean(self.extra, 200),
            postal_code=names.clean(self.postal_code, 12),
            city=names.clean(self.city, 120),
            country=(names.clean(self.country, 2) or "BE").upper(),
            external_id=names.clean(self.external_id or "", 80) or None,
        )
        if not (tidy.first_name or tidy.last_name or tidy.organisation_name or tidy.email):
            raise ValidationError({"last_name": _("Give a name or an e-mail address.")})
        return tidy

    def contact(self, region_id: int | None) -> Contact:
        """Return the unsaved contact; ``region_id`` is the municipality of its address."""
        contact = Contact(
            kind=self.kind,
            first_name=self.first_name,
            last_name=self.last_name,
            organisation_name=self.organisation_name,
            language=self.language,
            birth_year=self.birth_year,
            region_id=region_id,
            external_id=self.external_id,
            is_volunteer=self.is_volunteer,
            created_at=self.known_since or timezone.now(),
        )
        if self.public_id:
            contact.public_id = self.public_id
        set_sort_name(contact)
        return contact


def set_sort_name(contact: Contact) -> None:
    """Fold the names of a contact into the one that it is sorted by."""
    contact.sort_name = names.sort_name(
        first=contact.first_name,
        last=contact.last_name,
        organisation=contact.organisation_name,
        is_organisation=contact.kind == ContactKind.ORGANISATION,
    )


def check_email(address: str) -> str:
    """Return an address in its one form.

    Raises:
        ValidationError: it is none.
    """
    try:
        return normalise(address)
    except ValueError as error:
        raise ValidationError({"email": _("This is not an e-mail address.")}) from error


def check_language(language: str) -> None:
    """Pass for the house's languages.

    Raises:
        ValidationError: another one.
    """
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("We do not write in this language.")})


def check_birth_year(year: int | None) -> None:
    """Pass for years in which a living person can be born.

    Raises:
        ValidationError: another one.
    """
    if year is not None and not _OLDEST <= year <= timezone.localdate().year:
        raise ValidationError({"birth_year": _("Nobody alive was born in that year.")})
