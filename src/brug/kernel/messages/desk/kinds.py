"""Every declared kind of mail, in every language, with sample values."""

from django.conf import settings
from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.messages.desk.body import as_page
from brug.kernel.messages.desk.mail import RIGHT
from brug.kernel.messages.rendering import Rendered, languages_of, samples
from brug.kernel.messages.rendering import render as make
from brug.kernel.messages.services import send
from brug.kernel.registries.emails import Audience, EmailKind, OnDoubt, emails
from brug.kernel.tables import FORMS, Column, export_of

_UNSUBSCRIBE = "https://brug.example/unsubscribe/"


def _readers(kind: EmailKind) -> str:
    return _("everybody") if kind.audience == Audience.PUBLIC else _("staff")


def _after_a_breakdown(kind: EmailKind) -> str:
    return _("may be sent again") if kind.on_doubt == OnDoubt.RESEND else _("waits for a person")


COLUMNS = (
    Column(gettext_lazy("Mail"), lambda kind: kind.label, 50),
    Column(gettext_lazy("Readers"), _readers),
    Column(gettext_lazy("After a breakdown"), _after_a_breakdown, 24),
    Column(gettext_lazy("Languages"), lambda kind: ", ".join(languages_of(kind)), 24),
)


@needs(RIGHT)
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the kinds of mail, or give them as a file."""
    if given := export_of(request, _("Every kind of mail"), COLUMNS, emails):
        return given
    return render(
        request,
        "kernel/desk/mails/kinds.html",
        {
            "title": _("Every kind of mail"),
            "about": _("What the house writes to people, as they get it. Values are samples."),
            "breadcrumbs": [
                {"url": reverse("mails:list"), "label": _("Mails")},
                {"label": _("Every kind of mail")},
            ],
            "kinds": [(kind, languages_of(kind)) for kind in emails],
            "forms": FORMS,
        },
    )


@needs(RIGHT)
def preview(request: HttpRequest, name: str, language: str) -> HttpResponseBase:
    """Show a kind of mail in a language: wide, on a phone, and as text."""
    kind, mail = _sample(name, language)
    names = dict(settings.LANGUAGES)
    return render(
        request,
        "kernel/desk/mails/preview.html",
        {
            "title": kind.label,
            "about": mail.subject,
            "breadcrumbs": [
                {"url": reverse("mails:list"), "label": _("Mails")},
                {"url": reverse("mails:kinds"), "label": _("Every kind of mail")},
                {"label": kind.label},
            ],
            "kind": kind,
            "mail": mail,
            "language": language,
            "languages": [
                {
                    "label": names[code],
                    "url": reverse("mails:preview", args=[name, code]),
                    "current": code == language,
                }
                for code in languages_of(kind)
            ],
        },
    )


@needs(RIGHT)
def preview_body(_request: HttpRequest, name: str, language: str) -> HttpResponseBase:
    """Serve the HTML part of a preview as a page of its own."""
    return as_page(_sample(name, language)[1].html)


@require_POST
@needs(RIGHT)
def trial(request: HttpRequest, name: str, language: str) -> HttpResponseBase:
    """Send a kind of mail, with its sample values, to the reader's own address."""
    kind, _mail = _sample(name, language)
    actor = Actor.of(request)
    user = actor.user
    if user is None:
        raise Http404
    send(
        actor=actor,
        kind=kind.name,
        to=user.email,
        language=language,
        variables=samples(kind),
        key=f"trial {kind.name} {language} {user.pk} {timezone.now().isoformat()}",
    )
    notices.success(request, _("A trial mail is on its way to %(email)s.") % {"email": user.email})
    return HttpResponseRedirect(reverse("mails:preview", args=[name, language]))


def _sample(name: str, language: str) -> tuple[EmailKind, Rendered]:
    if name not in emails or language not in languages_of(emails.get(name)):
        raise Http404
    kind = emails.get(name)
    return kind, make(kind, language, samples(kind), unsubscribe_url=_UNSUBSCRIBE)
