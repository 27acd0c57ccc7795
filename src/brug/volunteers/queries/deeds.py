"""What somebody did as a volunteer, and its certificate."""

from decimal import Decimal

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from brug.kernel.paper import Block, Letter, letter_pdf
from brug.volunteers.models import HourEntry, Involvement
from brug.volunteers.models.agreement import PAPER_LANGUAGES


def hours_of(involvement: Involvement) -> Decimal:
    """Return how many hours a volunteer noted."""
    rows = HourEntry.objects.filter(involvement=involvement)
    return rows.aggregate(total=Sum("hours"))["total"] or Decimal(0)


def certificate_pdf(involvement: Involvement) -> bytes:
    """Return a certificate of what somebody did, as PDF.

    In their language where it is one of those of papers here, else in Dutch: employers and schools
    of this country read it.
    """
    language = involvement.person.language
    language = language if language in dict(PAPER_LANGUAGES) else "nl"
    made_at = involvement.parted_at or timezone.now()
    with translation.override(language):
        letter = Letter(
            title=_("Certificate of volunteering"),
            organisation=settings.BRUG_ORGANISATION_NAME,
            language=language,
            blocks=[Block("paragraph", text) for text in _sentences(involvement)],
            facts=[(_("On"), date_format(timezone.localtime(made_at), "DATE_FORMAT"))],
            is_certificate=True,
        )
    return letter_pdf(letter, made_at=made_at)


def _sentences(involvement: Involvement) -> list[str]:
    told = {
        "name": involvement.person.name,
        "organisation": settings.BRUG_ORGANISATION_NAME,
        "place": involvement.place or settings.BRUG_ORGANISATION_NAME,
        "role": involvement.task.name,
        "first": date_format(involvement.began_on, "DATE_FORMAT"),
    }
    sentences = [_("%(organisation)s declares that %(name)s volunteered at %(place)s.") % told]
    if involvement.ended_on:
        told["last"] = date_format(involvement.ended_on, "DATE_FORMAT")
        sentences.append(_("From %(first)s to %(last)s, as: %(role)s.") % told)
    else:
        sentences.append(_("Since %(first)s, as: %(role)s.") % told)
    if hours := hours_of(involvement):
        told["hours"] = number_format(hours.normalize(), use_l10n=True)
        sentences.append(_("In that time they noted %(hours)s hours.") % told)
    sentences.append(_("Thank you for everything."))
    return sentences
