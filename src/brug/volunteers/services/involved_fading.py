"""What goes once a volunteer left long ago: papers and words; time and hours stay."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from brug.volunteers.models import (
    Agreement,
    BankAccount,
    Involvement,
    Review,
    SeenDocument,
    StepDone,
)

FORGOTTEN = "–"


def empty_papers(papers: QuerySet[Agreement]) -> int:
    """Blank what papers say and who signed them; return how many records it touched."""
    unsigned = papers.filter(signed_at=None).delete()[0]
    return unsigned + papers.update(
        title=FORGOTTEN,
        body=FORGOTTEN,
        fingerprint="",
        signed_name=FORGOTTEN,
        signed_in="",
        guardian_email="",
        guardian_name="",
    )


@transaction.atomic
def empty_involvement(key: int) -> None:
    """Empty a time as a volunteer that ended: what was signed, seen and said goes.

    That somebody signed, and when, stays for the figures.

    What belongs to the person (documents, account) goes with the last of their times.
    """
    row = Involvement.objects.select_for_update(of=("self",)).filter(pk=key).first()
    if row is None or row.ended_on is None or row.emptied_at is not None:
        return
    empty_papers(Agreement.objects.filter(involvement=row))
    Review.objects.filter(involvement=row).delete()
    StepDone.objects.filter(involvement=row).delete()
    row.goodbye_note, row.emptied_at = "", timezone.now()
    row.save(update_fields=["goodbye_note", "emptied_at"])
    others = Involvement.objects.filter(person_id=row.person_id, emptied_at=None)
    if not others.exists():
        SeenDocument.objects.filter(person_id=row.person_id).delete()
        BankAccount.objects.filter(person_id=row.person_id).delete()
