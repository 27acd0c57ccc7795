"""What the volunteers room holds of a person, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.privacy import PrivacyHandler, privacy_handlers
from brug.volunteers import privacy_words
from brug.volunteers.services.file import erase_file, export_file
from brug.volunteers.services.involved_file import erase_involved, export_involved

privacy_handlers.register(
    PrivacyHandler(
        name="volunteers.file",
        models=(
            "volunteers.candidate",
            "volunteers.talk",
            "volunteers.proposal",
            "volunteers.placement",
            "volunteers.followup",
            "volunteers.lead",
            "volunteers.initiative",
            "volunteers.opening",
            "volunteers.divisionrow",
        ),
        purpose=_("To bring people who want to help to a group that suits them."),
        lawful_basis=_("Their own request: they signed up; consent for messages."),
        term=_("Until the person asks to be forgotten, or the retention rules say so."),
        people=_("Candidates, volunteers who were placed, leads of groups."),
        recipients=_("The group, once both said yes: name and e-mail address."),
        protection=_("Rights by role and region; each change is noted."),
        export=export_file,
        erase=erase_file,
        words=privacy_words.FILE,
        codes=privacy_words.FILE_CODES,
    )
)

privacy_handlers.register(
    PrivacyHandler(
        name="volunteers.involved",
        models=(
            "volunteers.involvement",
            "volunteers.agreement",
            "volunteers.stepdone",
            "volunteers.claim",
            "volunteers.hourentry",
            "volunteers.review",
            "volunteers.thanks",
            "volunteers.bankaccount",
            "volunteers.seendocument",
        ),
        purpose=_("To welcome, insure, guide, pay back and thank volunteers of the house."),
        lawful_basis=_(
            "The agreement with them, and the law of 3 July 2005 on the rights of volunteers."
        ),
        term=_("So long after they left as the retention rules say."),
        people=_("Volunteers of the house; parents of those under eighteen."),
        recipients=_("Nobody outside; the bank for what is paid back."),
        protection=_("Rights by role and region; each change is noted; bank accounts encrypted."),
        export=export_involved,
        erase=erase_involved,
        words=privacy_words.INVOLVED,
        codes=privacy_words.INVOLVED_CODES,
    )
)
