"""The mails that the people tier sends."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.emails import EmailKind, OnDoubt, emails

emails.register(
    EmailKind(
        name="people.magic_link",
        label=_("Link to one's own page"),
        subject=_("Your page at %(organisation)s"),
        template="people/emails/magic_link",
        variables={
            "first_name": "Noor",
            "link_url": "https://brug.example/nl/my/link/sample/",
            "minutes": 60,
        },
        on_doubt=OnDoubt.RESEND,
        carries_token=True,
    )
)
emails.register(
    EmailKind(
        name="people.unknown_address",
        label=_("Somebody asked for a link with an address that is not known"),
        subject=_("We do not know this address"),
        template="people/emails/unknown_address",
        variables={"join_url": "https://brug.example/nl/join/"},
        on_doubt=OnDoubt.RESEND,
    )
)
emails.register(
    EmailKind(
        name="people.confirm_sign_up",
        label=_("Confirm that you want to hear of us"),
        subject=_("Please confirm that it is you"),
        template="people/emails/confirm_sign_up",
        variables={
            "first_name": "Noor",
            "wordings": ["You may send me news, stories and invitations."],
            "confirm_url": "https://brug.example/nl/join/confirm/sample/",
        },
        on_doubt=OnDoubt.RESEND,
        carries_token=True,
    )
)
emails.register(
    EmailKind(
        name="people.confirm_email",
        label=_("Confirm a new e-mail address"),
        subject=_("Confirm your new e-mail address"),
        template="people/emails/confirm_email",
        variables={
            "first_name": "Noor",
            "address": "noor@brug.example",
            "confirm_url": "https://brug.example/nl/my/e-mail/sample/",
        },
        on_doubt=OnDoubt.RESEND,
        carries_token=True,
    )
)
emails.register(
    EmailKind(
        name="people.erasure_planned",
        label=_("The day on which somebody will be forgotten"),
        subject=_("We will delete your data"),
        template="people/emails/erasure_planned",
        variables={
            "first_name": "Noor",
            "runs_on": date(2027, 3, 8),
            "my_url": "https://brug.example/nl/my/",
        },
        on_doubt=OnDoubt.RESEND,
    )
)
emails.register(
    EmailKind(
        name="people.forgotten",
        label=_("Somebody was forgotten as they asked"),
        subject=_("Your data were deleted"),
        template="people/emails/forgotten",
        variables={"first_name": "Noor"},
        on_doubt=OnDoubt.RESEND,
        is_last=True,
    )
)
