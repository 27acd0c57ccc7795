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
