"""What the rosters room holds of a person, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.privacy import PrivacyHandler, privacy_handlers
from brug.rosters import privacy_words
from brug.rosters.services.file import erase_file, export_file

privacy_handlers.register(
    PrivacyHandler(
        name="rosters.file",
        models=(
            "rosters.volunteer",
            "rosters.membership",
            "rosters.availability",
            "rosters.away",
            "rosters.assignment",
            "rosters.draftseat",
            "rosters.coverrequest",
            "rosters.coverask",
            "rosters.swap",
        ),
        purpose=_("To plan who stands where and when, and to know what volunteers give."),
        lawful_basis=_("The agreement with the volunteer."),
        term=_("Until the person asks to be forgotten, or the retention rules say so."),
        people=_("Volunteers who stand in shifts."),
        recipients=_("First names: other volunteers of the same service, to swap shifts."),
        protection=_("Rights by role and region; each change is noted."),
        export=export_file,
        erase=erase_file,
        words=privacy_words.FILE,
        codes=privacy_words.FILE_CODES,
    )
)
