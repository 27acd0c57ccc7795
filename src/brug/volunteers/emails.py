"""The mails that the volunteers room sends."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.emails import Audience, EmailKind, OnDoubt, Text, emails

_SAMPLE = {
    "first_name": "Noor",
    "initiative": "Welkom aan de Vaart",
    "opening": "Buddy voor een gezin",
}
_LINK = "https://brug.example/nl/volunteer/sample/"


def _declare(
    name: str,
    label: Text,
    subject: Text,
    variables: Mapping[str, object],
    *,
    carries_token: bool = True,
) -> None:
    """Declare a mail to the public with a link, or without one."""
    link = {"link_url": _LINK} if carries_token else {}
    emails.register(
        EmailKind(
            name=f"volunteers.{name}",
            label=label,
            subject=subject,
            template=f"volunteers/emails/{name}",
            variables={**variables, **link},
            on_doubt=OnDoubt.RESEND,
            carries_token=carries_token,
        )
    )


_declare(
    "confirm",
    _("Confirm that you want to volunteer"),
    _("Please confirm that you want to help"),
    {"first_name": "Noor"},
)
emails.register(
    EmailKind(
        name="volunteers.searches_already",
        label=_("Signed up as a volunteer while a search is open"),
        subject=_("We are looking for a place for you already"),
        template="volunteers/emails/searches_already",
        variables={"first_name": "Noor", "link_url": "https://brug.example/nl/my/"},
        on_doubt=OnDoubt.RESEND,
    )
)
_declare(
    "lead_invited",
    _("Invitation to lead a group's page"),
    _("Will you keep the page of %(initiative)s?"),
    {"first_name": "Noor", "initiative": "Welkom aan de Vaart"},
)
_declare(
    "proposal_candidate",
    _("A place is proposed to a candidate"),
    _("A place for you at %(initiative)s?"),
    {
        **_SAMPLE,
        "candidate": "Noor",
        "word": "Ze zoeken iemand op woensdag.",
        "answer_by": date(2027, 3, 1),
    },
)
_declare(
    "proposal_group",
    _("A candidate is proposed to a group"),
    _("%(candidate)s would like to help at %(initiative)s"),
    {
        **_SAMPLE,
        "candidate": "Amina",
        "word": "Ze spreekt Dari en Nederlands.",
        "answer_by": date(2027, 3, 1),
    },
)
_declare(
    "agreed_candidate",
    _("Both said yes: to the candidate"),
    _("You are welcome at %(initiative)s"),
    {**_SAMPLE, "leads": ["Mieke Maes (mieke@brug.example)"]},
    carries_token=False,
)
_declare(
    "agreed_group",
    _("Both said yes: to the group"),
    _("%(candidate)s comes to help at %(initiative)s"),
    {**_SAMPLE, "candidate": "Amina Rahimi", "candidate_email": "amina@brug.example"},
    carries_token=False,
)
for _name, _label, _subject in (
    ("declined_candidate", _("The group said no"), _("It will be another place")),
    ("declined_group", _("The candidate said no"), _("%(candidate)s chose another way")),
    (
        "just_taken",
        _("The last place was just taken: to the candidate"),
        _("The place at %(initiative)s was just taken"),
    ),
    (
        "just_taken_group",
        _("The last place was just taken: to the group"),
        _("Your last place was taken a moment before"),
    ),
):
    _declare(_name, _label, _subject, {**_SAMPLE, "candidate": "Amina"}, carries_token=False)
_declare(
    "follow_up",
    _("How does it go?"),
    _("How do you like it at %(initiative)s?"),
    {"first_name": "Noor", "initiative": "Welkom aan de Vaart"},
)
emails.register(
    EmailKind(
        name="volunteers.candidate_late",
        label=_("A candidate had no first contact in time"),
        subject=_("A candidate in %(from_region)s waits for a first contact"),
        template="volunteers/emails/candidate_late",
        variables={
            "from_region": "Antwerpen",
            "to_region": "Limburg",
            "days": 9,
            "link_url": "https://brug.example/desk/candidates/sample/",
        },
        audience=Audience.STAFF,
    )
)
_declare(
    "agreement_volunteer",
    _("Agreement to sign: to the volunteer"),
    _("Your agreement as a volunteer: please read and sign"),
    {"first_name": "Noor"},
)
_declare(
    "agreement_guardian",
    _("Agreement to sign: to a parent"),
    _("Will you sign the agreement of %(first_name)s too?"),
    {"first_name": "Noor"},
)
_declare(
    "document_expiring",
    _("A document is about to lapse"),
    _("Time for a new document: %(document)s"),
    {
        "first_name": "Noor",
        "document": "Uittreksel uit het strafregister",
        "valid_until": date(2027, 3, 1),
    },
    carries_token=False,
)
_declare(
    "claim_refused",
    _("A claim of a volunteer is refused"),
    _("About the costs that you claimed"),
    {
        "first_name": "Noor",
        "day": date(2027, 3, 1),
        "amount": Decimal("12.50"),
        "reason": "We vinden het bewijs niet.",
    },
    carries_token=False,
)
_declare(
    "review_planned",
    _("A talk on how it goes is planned"),
    _("A talk on how it goes"),
    {"first_name": "Noor", "day": date(2027, 3, 1)},
    carries_token=False,
)
_declare(
    "thanks_anniversary",
    _("Thanks on an anniversary"),
    _("Thank you: a year more with us"),
    {"first_name": "Noor", "years": 3},
    carries_token=False,
)
_declare(
    "thanks_year",
    _("Thanks for the year"),
    _("Thank you for %(year)s"),
    {"first_name": "Noor", "year": 2027},
    carries_token=False,
)
emails.register(
    EmailKind(
        name="volunteers.thanks_goodbye",
        label=_("Thanks at the goodbye"),
        subject=_("Thank you, and goodbye"),
        template="volunteers/emails/thanks_goodbye",
        variables={
            "first_name": "Noor",
            "hours": Decimal("42.50"),
            "link_url": "https://brug.example/nl/my/",
        },
    )
)
