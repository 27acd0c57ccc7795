"""Who volunteers in a group: what its leads need to reach them, and no more."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from brug.kernel.periods import today
from brug.people.models import EmailAddress, Phone, Relation

_KIND = "volunteers-in"


@dataclass(frozen=True)
class Helper:
    """Somebody who volunteers in a group now.

    ``email`` and ``phone`` are the main ones, or ''; ``languages`` codes; ``since`` may be unknown.
    """

    person_id: int
    name: str
    email: str
    phone: str
    languages: tuple[str, ...]
    since: date | None


def helpers_of(organisation_id: int) -> list[Helper]:
    """Return who volunteers in an organisation today, by name; who was forgotten is not there.

    Asked of the relations themselves, so that nobody stays on a list of their own.
    """
    ties = (
        Relation.objects.standing_on(today())
        .filter(kind__code=_KIND, target_id=organisation_id, subject__anonymised_at=None)
        .exclude(ends_on__lte=today())
        .select_related("subject")
        .prefetch_related(
            Prefetch("subject__emails", EmailAddress.objects.order_by("-is_primary", "pk")),
            Prefetch("subject__phones", Phone.objects.order_by("pk")),
            "subject__languages",
        )
        .order_by("subject__sort_name", "subject_id", "starts_on")
    )
    found = {tie.subject_id: _helper(tie) for tie in ties}
    return list(found.values())


def _helper(tie: Relation) -> Helper:
    person = tie.subject
    emails, phones = list(person.emails.all()), list(person.phones.all())
    return Helper(
        person_id=person.pk,
        name=person.name,
        email=emails[0].address if emails else "",
        phone=phones[0].number if phones else "",
        languages=tuple(one.language for one in person.languages.all()),
        since=tie.starts_on,
    )
