"""Who acts, in a reader's words: users have names, people and parts of the house are told here."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.access.actor import PERSON

# Every label that code gives to ``Actor.system``, and that of a visitor.
PARTS: dict[str, str | Promise] = {
    "visitor": gettext_lazy("A visitor"),
    "command line": gettext_lazy("The command line"),
    "schedule": gettext_lazy("The clock"),
    "retention": gettext_lazy("The terms of data"),
    "rights": gettext_lazy("A wish to be forgotten"),
    "import": gettext_lazy("An import"),
    "export": gettext_lazy("An export"),
    "frozen": gettext_lazy("A frozen list"),
    "restore": gettext_lazy("A restore"),
    "bulk": gettext_lazy("A change of many contacts"),
    "demo": gettext_lazy("The demo"),
}


def actor_in_words(said: str) -> str:
    """Return who acted, from ``str(actor)`` as it was kept; a user's name stays as it is."""
    if said.startswith(PERSON) and said.removeprefix(PERSON).isdecimal():
        return _("By their own link (no. %(number)s)") % {"number": said.removeprefix(PERSON)}
    return str(PARTS.get(said, said))
