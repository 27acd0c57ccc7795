"""Ask for an export of everything, take it, forget it."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit, jobs
from brug.kernel.access.actor import Actor
from brug.people.models import Contact, FullExport
from brug.people.services.full_export.tables import count_all
from brug.people.services.full_export.writing import file_of, remove_folder, remove_left_behind
from brug.people.services.rights import require_everywhere

RIGHT = "people.export_everything"
JOB = "people.export_part"
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def export_everything(*, actor: Actor) -> FullExport:
    """Have all contacts written with all their tables, in the background.

    Noted in the audit trail once it is written, and each time that the file is taken.

    Raises:
        PermissionDenied: the actor may not export everything.
        ValidationError: another one is being written.
    """
    require_everywhere(actor, RIGHT)
    if FullExport.objects.filter(finished_at=None, gone_at=None).exists():
        raise ValidationError(_("An export is being written already."))
    export = FullExport.objects.create(by=actor.user, total=count_all())
    jobs.enqueue(JOB, key=str(export.pk), export_id=export.pk)
    return export


@transaction.atomic
def take_file(*, actor: Actor, export: FullExport) -> Path:
    """Return the file of an export, for whoever takes it; noted in the audit trail.

    Raises:
        PermissionDenied: the actor may not export everything.
        FileNotFoundError: it is not ready, or deleted.
    """
    require_everywhere(actor, RIGHT)
    path = file_of(export)
    if not export.is_ready or not path.exists():
        raise FileNotFoundError(path.name)
    audit.record(actor=actor, verb="people.everything_exported", target=export, note="taken")
    return path


def forget_exports(*, before: datetime | None = None) -> int:
    """Delete the files of exports whose term ended; return how many."""
    remove_left_behind()
    edge = before or timezone.now() - KEPT_FOR
    old = list(FullExport.objects.filter(asked_at__lt=edge, gone_at=None))
    for export in old:
        forget_export(export)
    return len(old)


def forget_in_exports(person_id: int) -> int:
    """Delete the files of exports of everything, in which whoever is forgotten may stand; one that
    is being written ends. Return how many; part of an erasure.
    """
    known = Contact.objects.filter(pk=person_id).values_list("created_at", flat=True).first()
    may_hold = Q(finished_at=None) | Q(finished_at__gte=known) if known else Q()
    rows = FullExport.objects.select_for_update(of=("self",)).filter(may_hold, gone_at=None)
    standing = list(rows)
    FullExport.objects.filter(pk__in=[one.pk for one in standing]).update(gone_at=timezone.now())
    for export in standing:
        transaction.on_commit(partial(remove_folder, export))
    return len(standing)


def forget_export(export: FullExport) -> None:
    """Delete the file of an export."""
    remove_folder(export)
    FullExport.objects.filter(pk=export.pk).update(gone_at=timezone.now())
