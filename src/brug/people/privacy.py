"""What the people tier holds of a person, why, and for how long."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.privacy import PrivacyHandler, privacy_handlers
from brug.people import privacy_words
from brug.people.services.file import erase_file, export_file
from brug.people.services.full_export.steps import forget_in_exports
from brug.people.services.imports.privacy import erase_imported, export_imported

# First: it looks for somebody in files while it is still known who they are.
privacy_handlers.register(
    PrivacyHandler(
        name="people.imports",
        models=("people.importrun", "people.importrow"),
        purpose=_("To bring along what an earlier system knew, and to prove what became of it."),
        lawful_basis=_("Legitimate interest: moving supporters without losing anybody."),
        term=_(
            "Files and fates of rows thirty days, files at most until somebody in them is "
            "forgotten; keys as long as the person."
        ),
        people=_("Whoever stood in the files that were brought along."),
        recipients=_("Nobody outside the organisation."),
        protection=_("Files that only the house's account reads; rights by role."),
        export=export_imported,
        erase=erase_imported,
        words=privacy_words.IMPORTS,
    )
)
privacy_handlers.register(
    PrivacyHandler(
        name="people.full_exports",
        models=("people.fullexport",),
        purpose=_("To take everything along, to another system or for safe keeping."),
        lawful_basis=_("Legitimate interest: the organisation is not tied to one program."),
        term=_("Seven days, at most until somebody is forgotten."),
        people=_("Whoever stands with the organisation."),
        recipients=_("Whoever may export everything; each time it is taken is noted."),
        protection=_("Files that only the house's account reads; rights by role."),
        export=lambda _person_id: [],
        erase=forget_in_exports,
        words=privacy_words.EXPORTS,
    )
)
privacy_handlers.register(
    PrivacyHandler(
        name="people.file",
        models=(
            "people.contact",
            "people.emailaddress",
            "people.phone",
            "people.postaladdress",
            "people.contactlanguage",
            "people.contactword",
            "people.contactalias",
            "people.merge",
            "people.duplicatepair",
            "people.personallink",
            "people.consent",
            "people.consentevent",
            "people.engagement",
            "people.relation",
            "people.targetgroup",
            "people.note",
            "people.rightsrequest",
            "people.ask",
            "people.quiet",
            "people.frozenmember",
            "people.bulkchange",
            "people.bulkline",
            "people.pastrecord",
            "people.importedkey",
        ),
        purpose=_("To know who stands with the organisation and to reach them as they agreed."),
        lawful_basis=_("Consent for messages; legitimate interest for the file of supporters."),
        term=_("Until the person asks to be forgotten, or the retention rules say so."),
        people=_("People and organisations that stand with the organisation."),
        recipients=_("Nobody outside the organisation."),
        protection=_("Rights by role and region; each change and each list taken along is noted."),
        export=export_file,
        erase=erase_file,
        words=privacy_words.FILE,
        codes=privacy_words.FILE_CODES,
    )
)
