"""The people tier's work in the background."""

from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.jobs import Continue, Retry
from brug.people.services import (
    duplicates,
    links,
    marks,
    notes,
    saved_views,
    unconfirmed,
    vocabulary,
)
from brug.people.services.bulk import choosing as bulk_choosing
from brug.people.services.bulk import running as bulk_running
from brug.people.services.full_export import steps as full_export
from brug.people.services.full_export import writing
from brug.people.services.imports import running, steps
from brug.people.services.requests import erasing


@jobs.job("people.forget_links", _("Forget personal links that ended"))
def forget_links() -> None:
    """Delete the personal links that ended."""
    links.forget_links()


@jobs.job("people.forget_unconfirmed", _("Forget sign-ups that nobody confirmed in thirty days"))
def forget_unconfirmed() -> Continue | None:
    """Delete a part of the sign-ups that nobody confirmed in time."""
    count = unconfirmed.forget_unconfirmed(actor=Actor.system("schedule"))
    return Continue() if count >= unconfirmed.A_PART else None


@jobs.job("people.forget_undo", _("Delete what can be undone no more"))
def forget_undo() -> None:
    """Delete what was kept to undo something, where its term ended."""
    saved_views.forget_views()
    notes.forget_removed_notes()
    bulk_choosing.forget_bulk()


# Since the backup somebody may have stopped it, undone it, or changed those contacts.
@jobs.job(
    "people.bulk_part", _("Change many contacts"), retry=Retry(attempts=3), is_repeatable=False
)
def bulk_part(*, change_id: int) -> Continue | None:
    """Do the next part of a change of many."""
    is_more = bulk_running.do_part(change_id=change_id)
    return Continue(change_id=change_id) if is_more else None


# Since the backup somebody may have stopped it, undone it, or mended what came in.
@jobs.job(
    "people.import_part", _("Take in an import"), retry=Retry(attempts=3), is_repeatable=False
)
def import_part(*, run_id: int) -> Continue | None:
    """Do the next part of an import."""
    return Continue(run_id=run_id) if running.do_part(run_id=run_id) else None


@jobs.job("people.forget_imports", _("Delete the files of imports after thirty days"))
def forget_imports() -> None:
    """Delete the files of imports whose term ended."""
    steps.forget_files()


@jobs.job("people.export_part", _("Write an export of everything"), retry=Retry(attempts=3))
def export_part(*, export_id: int) -> Continue | None:
    """Write the next part of an export of everything."""
    return Continue(export_id=export_id) if writing.do_part(export_id=export_id) else None


@jobs.job("people.forget_exports", _("Delete exports of everything after seven days"))
def forget_exports() -> None:
    """Delete the files of exports of everything whose term ended."""
    full_export.forget_exports()


@jobs.job("people.erase_asked", _("Forget whoever asked for it, once the waiting time is over"))
def erase_asked() -> Continue | None:
    """Forget a part of those who asked for it and whose waiting time is over."""
    return Continue() if erasing.erase_due() >= erasing.A_PART else None


@jobs.job("people.search_duplicates", _("Search all contacts for duplicates"))
def search_duplicates(*, search_id: int) -> None:
    """Start the process that searches all contacts for duplicates."""
    duplicates.start_child(search_id)


@jobs.job("people.search_where_changed", _("Search for duplicates where contacts have changed"))
def search_where_changed() -> None:
    """Ask for a search for duplicates where contacts have changed."""
    duplicates.search_where_changed()


@jobs.job("people.tidy_marks", _("Delete the marks of change that no figure needs any more"))
def tidy_marks() -> None:
    """Delete the marks of change at which nobody looks any more."""
    marks.tidy_marks()


@jobs.job("people.mend_vocabulary", _("Mend the vocabulary by which misspelt names are found"))
def mend_vocabulary() -> None:
    """Bring the vocabulary of names in line with the contacts."""
    vocabulary.mend_vocabulary()
