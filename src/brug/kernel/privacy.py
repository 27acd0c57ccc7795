"""What the kernel holds of a person, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.messages.privacy import erase_mails, export_mails
from brug.kernel.privacy_words import MAILS
from brug.kernel.registries.privacy import PrivacyHandler, privacy_handlers

privacy_handlers.register(
    PrivacyHandler(
        name="kernel.mails",
        models=("kernel.outgoingmail",),
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
