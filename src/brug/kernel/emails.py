"""The kernel's own mails."""

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.emails import Audience, EmailKind, OnDoubt, emails

emails.register(
    EmailKind(
        name="kernel.trial",
        label=_("Trial mail"),
        subject=_("A trial mail of %(organisation)s"),
        template="kernel/desk_emails/trial",
        variables={"first_name": "Noor", "desk_url": "https://brug.example/desk/"},
        audience=Audience.STAFF,
        on_doubt=OnDoubt.RESEND,
    )
)
emails.register(
    EmailKind(
        name="kernel.invitation",
        label=_("Invitation to an account"),
        subject=_("%(inviter)s invites you to %(organisation)s"),
        template="kernel/desk_emails/invitation",
        variables={
            "first_name": "Noor",
            "inviter": "Abel Voorbeeld",
            "link_url": "https://brug.example/account/invitation/x/",
            "days": 7,
        },
        audience=Audience.STAFF,
        on_doubt=OnDoubt.RESEND,
        carries_token=True,
    )
)
emails.register(
    EmailKind(
        name="kernel.password_reset",
        label=_("Link to a new password"),
        subject=_("A new password for %(organisation)s"),
        template="kernel/desk_emails/password_reset",
        variables={
            "first_name": "Noor",
            "link_url": "https://brug.example/account/password/reset/key/x/",
            "hours": 24,
        },
        audience=Audience.STAFF,
        on_doubt=OnDoubt.RESEND,
        carries_token=True,
    )
)
emails.register(
    EmailKind(
        name="kernel.account_changed",
        label=_("A key of an account changed"),
        subject=_("Something changed in your account at %(organisation)s"),
        template="kernel/desk_emails/account_changed",
        variables={
            "first_name": "Noor",
            "change": _("Your password was changed."),
            "link_url": "https://brug.example/account/2fa/",
        },
        audience=Audience.STAFF,
        on_doubt=OnDoubt.RESEND,
    )
)
