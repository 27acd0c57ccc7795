"""Answer by the link in a mail: take a shift over, swap."""
# messages: public

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.rosters.enums import Word
from brug.rosters.forms.answers import AnswerForm
from brug.rosters.models import CoverAsk, Swap
from brug.rosters.services import cover_answers, swap_answers
from brug.rosters.views.public.links import broken
from brug.rosters.wording import need_text


@never_cache
def cover(request: HttpRequest, token: str) -> HttpResponse:
    """Show which shift wants cover, and take the yes or no; a visit alone does nothing."""
    try:
        ask = cover_answers.read_ask(token)
    except tokens.LinkError:
        return broken(request)
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
        found = swap_answers.read_swap(token)
    except tokens.LinkError:
        return broken(request)
    return swap_page(request, found, AnswerForm)


def swap_page(request: HttpRequest, swap: Swap, form_class: type[AnswerForm]) -> HttpResponse:
    """Show an offer to the person who was asked, and take the answer."""
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        swap = swap_answers.answer_swap(
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
