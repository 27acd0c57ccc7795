"""What a person reads of the kernel in the file of all that is known of them."""
# messages: public

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAILS: Mapping[str, str | Promise] = {
    "kernel.mails": _("Mails that we sent you"),
    "kind": _("what about"),
    "to": _("to"),
    "names_you": _("told somebody else of you"),
    "subject": _("subject"),
    "state": _("state"),
    "queued": _("written"),
    "sent": _("sent"),
}

READINGS: Mapping[str, str | Promise] = {
    "kernel.closed_readings": _("Who read what is closed about you"),
    "record": _("what"),
    "when": _("when"),
    "role": _("role"),
    "way": _("how"),
}
