"""One mail: where it stands, what it said, and what a person can decide."""

from django.conf import settings
from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.messages.desk.body import as_page
from brug.kernel.messages.desk.listing import TONES, label_of
from brug.kernel.messages.services import note_arrived, send_again
from brug.kernel.models import MailState, OutgoingMail
from brug.kernel.registries.emails import emails

RIGHT = "kernel.run_operations"


@needs(RIGHT)
def show(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show a mail."""
    mail = get_object_or_404(OutgoingMail, pk=number)
    return render(
        request,
        "kernel/desk/mails/mail.html",
        {
            "title": mail.subject,
            "breadcrumbs": [
                {"url": reverse("mails:list"), "label": _("Mails")},
                {"label": label_of(mail)},
            ],
            "mail": mail,
            "kind_label": label_of(mail),
            "language": dict(settings.LANGUAGES).get(mail.language, mail.language),
            "tone": TONES[MailState(mail.state)],
            "is_closed": is_for_its_reader_alone(mail),
            "may_have_arrived": mail.state == MailState.IN_DOUBT,
            "may_go_again": mail.state in {MailState.IN_DOUBT, MailState.FAILED}
            and mail.body_removed_at is None,
        },
    )


@needs(RIGHT)
def body(_request: HttpRequest, number: int) -> HttpResponseBase:
    """Serve the HTML part as a page of its own; nobody but its reader sees a personal link.

    Raises:
        Http404: there is no such mail, or what it says is for its reader alone.
    """
    mail = get_object_or_404(OutgoingMail, pk=number)
    if is_for_its_reader_alone(mail):
        raise Http404(mail.kind)
    return as_page(mail.html)


def is_for_its_reader_alone(mail: OutgoingMail) -> bool:
    """Whether a mail holds a link by which one acts as its reader."""
    return mail.kind not in emails or emails.get(mail.kind).carries_token


@require_POST
@needs(RIGHT)
def arrived(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take the reader's word that a doubtful mail did arrive."""
    mail = get_object_or_404(OutgoingMail, pk=number)
    note_arrived(actor=Actor.of(request), mail=mail)
    notices.success(request, _("Noted: the mail arrived."))
    return _back(number)


@require_POST
@needs(RIGHT)
def again(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send a doubtful or refused mail again."""
    mail = get_object_or_404(OutgoingMail, pk=number)
    send_again(actor=Actor.of(request), mail=mail)
    notices.success(request, _("The mail is on its way again."))
    return _back(number)


def _back(number: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("mails:mail", args=[number]))
