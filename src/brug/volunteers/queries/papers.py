"""What volunteers signed, as a letter to print."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from brug.kernel.paper import Letter, blocks_of, letter_pdf
from brug.volunteers.enums import Way
from brug.volunteers.models import Agreement


def agreement_pdf(agreement: Agreement) -> bytes:
    """Return an agreement as it was sent and signed, as PDF; the same one gives the same bytes."""
    with translation.override(agreement.text.language):
        letter = Letter(
            title=agreement.title,
            organisation=settings.BRUG_ORGANISATION_NAME,
            language=agreement.text.language,
            blocks=blocks_of(agreement.body),
            facts=list(_proof(agreement)),
            foot=_("Version of %(day)s")
            % {"day": date_format(agreement.text.valid_from or agreement.asked_at, "DATE_FORMAT")},
        )
    return letter_pdf(letter, made_at=agreement.signed_at or agreement.asked_at)


def _proof(agreement: Agreement) -> Iterator[tuple[str, str]]:
    if agreement.signed_at:
        yield _("Signed by"), agreement.signed_name
        yield _("On"), _moment(agreement.signed_at)
        yield _("How they came"), str(Way(agreement.signed_way).label)
    else:
        yield _("Signed by"), _("Nobody yet")
    if agreement.guardian_signed_at:
        yield _("Signed by the parent"), agreement.guardian_name
        yield _("On"), _moment(agreement.guardian_signed_at)
    yield _("Fingerprint of the text (SHA-256)"), agreement.fingerprint


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")
