"""Answer by the link in a mail: take a shift over, swap, open one's own page; read a calendar."""
# messages: public

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.people.web_door import enter
from brug.rosters.enums import Word
from brug.rosters.forms.personal import AnswerForm
from brug.rosters.models import Assignment, CoverAsk, Swap, Volunteer
from brug.rosters.queries.feed import calendar_of
from brug.rosters.services import cover_answers, swapping
from brug.rosters.services.calendars import read_calendar
from brug.rosters.services.mailing import SHIFT_SCOPE
from brug.rosters.wording import need_text


@never_cache
def cover(request: HttpRequest, token: str) -> HttpResponse:
    """Show which shift wants cover, and take the yes or no; a visit alone does nothing."""
    try:
        ask = cover_answers.read_ask(token)
    except tokens.LinkError:
        return _broken(request)
    return cover_page(request, ask, AnswerForm)


def cover_page(request: HttpRequest, ask: CoverAsk, form_class: type[AnswerForm]) -> HttpResponse:
    """Show an ask to the person who was asked, and take the answer."""
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        word = Word(form.cleaned_data["word"])
        try:
            ask = cover_answers.answer_ask(
                actor=Actor.person(ask.volunteer.person_id), ask=ask, word=word
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
    seat = ask.request.assignment
    context = {
        "ask": ask,
        "cover": ask.request,
        "shift": seat.shift,
        "need": need_text(seat.need.role, seat.need.languages),
        "form": form,
    }
    return _page(request, "cover", context, form)


@never_cache
def swap(request: HttpRequest, token: str) -> HttpResponse:
    """Show an offer to swap, and take the yes or no; a visit alone does nothing."""
    try:
        found = swapping.read_swap(token)
    except tokens.LinkError:
        return _broken(request)
    return swap_page(request, found, AnswerForm)


def swap_page(request: HttpRequest, swap: Swap, form_class: type[AnswerForm]) -> HttpResponse:
    """Show an offer to the person who was asked, and take the answer."""
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        swap = swapping.answer_swap(
            actor=Actor.person(swap.wanted.volunteer.person_id),
            swap=swap,
            word=Word(form.cleaned_data["word"]),
        )
    context = {
        "swap": swap,
        "other": swap.offered.volunteer.person,
        "offered": swap.offered.shift,
        "wanted": swap.wanted.shift,
        "form": form,
    }
    return _page(request, "swap", context, form)


def _page(
    request: HttpRequest, name: str, context: dict[str, object], form: forms.Form
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"rosters/public/{name}.html", context, status=status)


@never_cache
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Open one's own page at a shift once its reader clicks; a visit alone does nothing."""
    try:
        key, seat_id = tokens.read(SHIFT_SCOPE, token)
    except tokens.LinkError:
        return _broken(request)
    rows = Volunteer.objects.filter(pk=key, person__anonymised_at=None)
    volunteer = rows.select_related("person").first()
    if volunteer is None:
        return _broken(request)
    seats = Assignment.objects.to_come().filter(volunteer=volunteer, pk=seat_id)
    seat = seats.select_related("shift__service").first()
    if request.method == "POST":
        enter(request, volunteer.person_id)
        address = reverse("rosters:shift", args=[seat.public_id]) if seat else None
        return HttpResponseRedirect(address or reverse("rosters:mine"))
    return render(request, "rosters/public/by_link.html", {"seat": seat})


@require_GET
@never_cache
def calendar(_request: HttpRequest, token: str) -> HttpResponse:
    """Give somebody's shifts to the program that reads their calendar."""
    try:
        volunteer = read_calendar(token)
    except tokens.LinkError as error:
        raise Http404 from error
    answer = HttpResponse(calendar_of(volunteer), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="brug.ics"'
    return answer


def _broken(request: HttpRequest) -> HttpResponse:
    return render(request, "rosters/public/link_broken.html", status=410)
