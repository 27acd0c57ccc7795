"""What the kernel holds of a person, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.closed.privacy import erase_readings, export_readings
from brug.kernel.messages.privacy import erase_mails, export_mails
from brug.kernel.models import ReadingWay
from brug.kernel.privacy_words import MAILS, READINGS
from brug.kernel.registries.privacy import PrivacyHandler, privacy_handlers
from brug.kernel.roles import Role

privacy_handlers.register(
    PrivacyHandler(
        name="kernel.mails",
        models=("kernel.outgoingmail", "kernel.mailmention"),
        purpose=_("To send each mail once, and to know afterwards what was sent."),
        lawful_basis=_("That of the mail: an agreement, a request, or consent."),
        term=_(
            "What a mail says, and addresses of nobody known: 90 days; "
            "a personal link: until sent. The rest: 2 years."
        ),
        people=_("Whoever got a mail: supporters, visitors, colleagues."),
        recipients=_("The mail relay that the organisation chose."),
        protection=_("Bodies go first; only administrators see the list."),
        export=export_mails,
        erase=erase_mails,
        words=MAILS,
    )
)
privacy_handlers.register(
    PrivacyHandler(
        name="kernel.closed_readings",
        models=("kernel.closedreading",),
        purpose=_("To prove who read what is closed, and to tell the person."),
        lawful_basis=_("Legal duty: security and accountability (GDPR art. 5.2 and 32)."),
        term=_("Five years after the reading, where that term is in force."),
        people=_("Whom closed records are about, and who read them."),
        recipients=_("Nobody outside the organisation; the person by role and moment."),
        protection=_("Lines are added, never changed; reasons are encrypted; rights by role."),
        export=export_readings,
        erase=erase_readings,
        words=READINGS,
        codes={"role": dict(Role.choices), "way": dict(ReadingWay.choices)},
    )
)
