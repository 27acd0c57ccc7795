"""What the volunteers room holds of a person, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.privacy import PrivacyHandler, privacy_handlers
from brug.volunteers import privacy_words
from brug.volunteers.services.file import erase_file, export_file

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
