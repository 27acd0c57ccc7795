"""Choices of imports: what becomes of a row, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Profile(models.TextChoices):
    """Where the files come from."""

    CIVICRM_SQL = "civicrm-sql", _("CiviCRM: dump of its database (SQL)")
    CIVICRM_CSV = "civicrm-csv", _("CiviCRM: exports (CSV)")
    TABLE = "table", _("Any table (CSV, XLSX)")
    BRUG = "brug", _("An export of everything from this platform")


class RunState(models.TextChoices):
    """Where an import stands."""

    READY = "ready", _("Read, not tried yet")
    TRYING = "trying", _("Trying")
    TRIED = "tried", _("Tried, nothing written")
    RUNNING = "running", _("Coming in")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


BUSY_STATES = (RunState.TRYING, RunState.RUNNING, RunState.UNDOING)


class Fate(models.TextChoices):
    """What becomes of a row."""

    MADE = "made", _("Made")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    KEPT = "kept", _("Kept as it is here")
    MERGED = "merged", _("Same as another")
    SKIPPED = "skipped", _("Passed over")
    REFUSED = "refused", _("Refused")
    UNDONE = "undone", _("Undone")


# The first of these that a part of a row came to is the fate of the row.
WEIGHT = (
    Fate.REFUSED,
    Fate.MADE,
    Fate.CHANGED,
    Fate.KEPT,
    Fate.MERGED,
    Fate.UNCHANGED,
    Fate.SKIPPED,
)


class Reason(models.TextChoices):
    """Why a row has its fate; '%(detail)s' is filled in."""

    NONE = "", ""
    UNREADABLE = "unreadable", "%(detail)s"
    NO_NAME = "no-name", _("Neither a name nor an e-mail address.")
    NOT_EMAIL = "not-email", _("This is not an e-mail address.")
    NOT_PHONE = "not-phone", _("This is not a telephone number.")
    EMPTY = "empty", _("Nothing is in it.")
    NOT_DAY = "not-day", _("This is not a day: %(detail)s")
    TWO_DAYS = "two-days", _("Day or month first? Say it in the mapping: %(detail)s")
    NOT_AMOUNT = "not-amount", _("This is not an amount: %(detail)s")
    NOT_YES = "not-yes", _("Neither yes nor no: %(detail)s")
    NO_DAY = "no-day", _("No day is told.")
    FUTURE = "future", _("This day is still to come.")
    BIRTH = "birth", _("Nobody alive was born in that year.")
    ENDS_FIRST = "ends-first", _("It would end before it starts.")
    ENDED_UNKNOWN = "ended-unknown", _("It ended on a day that nobody told.")
    ITSELF = "itself", _("Nobody is tied to themselves.")
    NO_CONTACT = "no-contact", _("Its contact is not in the files.")
    CONTACT_OUT = "contact-out", _("Its contact did not come along.")
    NO_RECORD = "no-record", _("What it belongs to is not in the files.")
    NAMES_NOBODY = "names-nobody", _("It names no contact.")
    IN_BIN = "in-bin", _("It was in the bin of the earlier system.")
    TEST = "test", _("It was a test.")
    DECEASED = "deceased", _("Deceased: kept without ways to reach them.")
    OF_DECEASED = "of-deceased", _("A way to reach somebody who is deceased.")
    FORGOTTEN = "forgotten", _("This person was forgotten here.")
    HOUSEHOLD = "household", _("A household: kept as an organisation.")
    SMART = "smart", _("A smart group: its members were worked out, so only its name comes.")
    LEFT_GROUP = "left-group", _("Not in the group (any longer): %(detail)s")
    PRIVATE = "private", _("A private note of somebody else.")
    OF_OTHER = "of-other", _("It is about something else than a contact.")
    TOLD_ELSEWHERE = "told-elsewhere", _("The record that it tells of comes along itself.")
    WITH_PEOPLE = "with-people", _("Comes along with each of its people.")
    CURRENCY = "currency", _("Another currency, noted without amount: %(detail)s")
    NOT_COMPLETED = "not-completed", _("Not paid, kept in the past only: %(detail)s")
    ASKS_NOT_YES = "asks-not-yes", _("An import never gives consent.")
    SAME_AS = "same-as", _("The same as line %(detail)s.")
    KNOWN_HERE = "known-here", _("Known here by e-mail address and name.")
    ALREADY = "already", _("It was here already.")
    LOOKS_LIKE = (
        "looks-like",
        _("Same name and e-mail address as line %(detail)s: twice one person?"),
    )
    CHANGED_HERE = "changed-here", _("It was changed here.")
    GONE_HERE = "gone-here", _("It was removed here.")
    IN_USE = "in-use", _("Something here hangs on it.")
    FOR_READING = "for-reading", _("A list of the earlier system, used for reading the others.")
    NO_PLACE = "no-place", _("This table has no place here.")


class PastKind(models.TextChoices):
    """What an earlier system knew of somebody and no room of the house keeps yet."""

    ACTIVITY = "activity", _("Activity")
    MEMBERSHIP = "membership", _("Membership")
    PARTICIPATION = "participation", _("Participation")
    PAYMENT = "payment", _("Payment")
    WEBSITE = "website", _("Website")
    EXTRA = "extra", _("Extra fields")
    DECEASED = "deceased", _("Deceased")
