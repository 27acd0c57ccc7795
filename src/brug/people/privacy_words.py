"""What a person reads in the file of all that is known of them."""
# messages: public

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from brug.people.enums import (
    AskKind,
    AskState,
    Channel,
    ConsentState,
    ContactKind,
    EngagementKind,
    Place,
    RequestKind,
    RequestState,
)

Words = Mapping[str, str | Promise]

FILE: Words = {
    "people.file": _("Your file"),
    # parts
    "contact": _("Who you are"),
    "e-mail addresses": _("E-mail addresses"),
    "telephone numbers": _("Telephone numbers"),
    "postal addresses": _("Postal addresses"),
    "languages": _("Languages that you speak"),
    "consents": _("What you agreed to"),
    "what happened": _("What you did with us"),
    "relations": _("With whom you are tied"),
    "keys of contacts that were merged into this one": _("Earlier files that became one"),
    "target groups": _("Groups that you are in"),
    "notes": _("Notes about you"),
    "closed notes": _("Closed notes about you"),
    "without_text": _("why the text is not here"),
    "requests about your data": _("What you asked about your data"),
    "way": _("how it came in"),
    "received_on": _("received"),
    "due_on": _("answer by"),
    "closed_at": _("answered"),
    "outcome": _("what came of it"),
    "asked for": _("What we asked you"),
    "asks for quiet until": _("When you want to be left in peace"),
    "lists used": _("Lists that you stood on"),
    "card changed together with others": _("When we changed your card together with others"),
    "from an earlier system": _("From an earlier system"),
    # names
    "kind": _("kind"),
    "first_name": _("first name"),
    "last_name": _("family name"),
    "organisation_name": _("name of the organisation"),
    "language": _("language"),
    "birth_year": _("year of birth"),
    "municipality": _("municipality"),
    "is_volunteer": _("volunteer"),
    "key_in_an_earlier_system": _("number in an earlier system"),
    "known_since": _("known since"),
    "address": _("address"),
    "is_primary": _("the main one"),
    "confirmed_at": _("confirmed"),
    "bounced_at": _("came back undelivered"),
    "number": _("number"),
    "street": _("street and number"),
    "extra": _("box, floor or in care of"),
    "postal_code": _("postal code"),
    "city": _("place"),
    "country": _("country"),
    "is_mother_tongue": _("mother tongue"),
    "purpose": _("what for"),
    "channel": _("how"),
    "state": _("state"),
    "since": _("since"),
    "history": _("how it came about"),
    "at": _("when"),
    "where": _("where"),
    "wording": _("what you read"),
    "network": _("part of your network address"),
    "by": _("noted by"),
    "what": _("what"),
    "amount": _("amount in euro"),
    "core_practice": _("programme"),
    "came_through": _("how you found us"),
    "with": _("with"),
    "from": _("from"),
    "until": _("until"),
    "text": _("text"),
    "written_at": _("written"),
    "room": _("part of the house"),
    "name": _("name"),
    "lawful_basis": _("lawful ground"),
    "sentence": _("who stands on it"),
    "frozen_at": _("made"),
    "subject": _("subject"),
    "occurred_at": _("when"),
    "details": _("details"),
}

FILE_CODES: Mapping[str, Words] = {
    "kind": dict(ContactKind.choices) | dict(AskKind.choices) | dict(RequestKind.choices),
    "language": dict(settings.LANGUAGES),
    "channel": dict(Channel.choices),
    "state": dict(ConsentState.choices) | dict(AskState.choices) | dict(RequestState.choices),
    "where": dict(Place.choices),
    "what": dict(EngagementKind.choices),
    "without_text": {
        "ask": _(
            "Closed notes leave the house only when we know for sure that it is you. Ask us: you "
            "get the text within a month."
        ),
        "others": _(
            "It also tells of somebody else, whose rights go before (GDPR, article 15.4). You may "
            "complain to the Data Protection Authority."
        ),
    },
}

IMPORTS: Words = {
    "people.imports": _("What came along from an earlier system"),
    "earlier system": _("earlier system"),
    "key": _("number"),
    "came along": _("came along"),
}

EXPORTS: Words = {
    "people.full_exports": _("Exports of everything, in which you stand until they go")
}
