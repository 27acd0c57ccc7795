"""What can be done with many contacts at once, and what becomes of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkAction(models.TextChoices):
    """What is done with many contacts."""

    ADD_TO_GROUP = "add-to-group", _("Add to a target group")
    TAKE_FROM_GROUP = "take-from-group", _("Take out of a target group")
    LANGUAGE = "language", _("Set the language for mails")
    VOLUNTEER = "volunteer", _("Note as volunteer, or no longer")
    RELATE = "relate", _("Tie to an organisation")
    ENGAGE = "engage", _("Note what they did")
    WITHDRAW = "withdraw", _("Withdraw a consent")
    FREEZE = "freeze", _("Freeze as a list")
    EXPORT = "export", _("Take along as a file")


# Of these nothing changes in a contact: they are done at once, and there is nothing to undo.
AT_ONCE = frozenset({BulkAction.FREEZE, BulkAction.EXPORT})


class BulkState(models.TextChoices):
    """How far a change of many is."""

    DRAFT = "draft", _("Not begun")
    RUNNING = "running", _("Under way")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


BUSY = frozenset({BulkState.RUNNING, BulkState.UNDOING})


class BulkFate(models.TextChoices):
    """What became of one contact."""

    WAITING = "", _("Waits")
    CHANGED = "changed", _("Changed")
    LEFT = "left", _("Left as it was")
    UNDONE = "undone", _("Put back")
    KEPT = "kept", _("Not put back")


class BulkReason(models.TextChoices):
    """Why a contact was left as it was, or not put back."""

    NONE = "", ""
    ALREADY = "already", _("It is so already")
    NOT_IN_GROUP = "not-in-group", _("Is not in this target group")
    NEVER_AGREED = "never-agreed", _("Did not agree to this, or withdrew it already")
    ITSELF = "itself", _("Is this organisation itself")
    NOT_SEEN = "not-seen", _("Was merged, forgotten, or lies outside your sight")
    CHANGED_SINCE = "changed-since", _("Somebody changed it since")
