"""What telephone numbers, postal codes and countries can be, for whoever types them."""
# messages: public

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from brug.kernel.models import PostalCode
from brug.kernel.regions.queries import clean_postal_code
from brug.people.rules.countries import COUNTRY_CODES
from brug.people.rules.phones import digits

_FEWEST_DIGITS = 6


def check_phone(number: str) -> None:
    """Pass silently where it can be a telephone number.

    Raises:
        ValidationError: it has too few digits.
    """
    if len(digits(number)) < _FEWEST_DIGITS:
        raise ValidationError(_("This is not a telephone number."))


def check_country(code: str) -> None:
    """Pass silently where two letters name a country.

    Raises:
        ValidationError: no country has that code.
    """
    if code.upper() not in COUNTRY_CODES:
        raise ValidationError(_("There is no country with this code. Belgium is BE."))


def check_belgian_code(code: str) -> None:
    """Pass silently where a postal code of digits is one of Belgium's, or none are loaded here.

    Raises:
        ValidationError: it is not known.
    """
    known = PostalCode.objects.filter(country="BE")
    if known.exists() and not known.filter(code=clean_postal_code(code)).exists():
        raise ValidationError(_("We do not know this postal code. Check it, or leave it empty."))
