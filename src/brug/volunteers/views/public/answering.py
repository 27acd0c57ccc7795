"""Answer a proposal, and tell how a placement goes, by the link in a mail."""
# messages: public

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from brug.kernel import tokens
from brug.kernel.access.actor import Actor
from brug.people.enums import Place
from brug.people.web_door import proof
from brug.volunteers.enums import Answer, FollowUpAnswer, Side
from brug.volunteers.forms.answers import AnswerForm, HowForm
from brug.volunteers.models import Proposal
from brug.volunteers.services import answering, following_up, leads
from brug.volunteers.wording import in_words


@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show a proposal to one side, and take its yes or no; a visit alone does nothing."""
    try:
        asked = answering.read_asked(token)
    except tokens.LinkError:
        return _broken(request)
    return answer_page(request, asked.proposal, asked.side, asked.person_id)


def answer_page(
    request: HttpRequest, proposal: Proposal, side: Side, person_id: int
) -> HttpResponse:
    """Show a proposal to a person who answers for a side, and take the answer."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        proposal = answering.answer(
            actor=Actor.person(person_id),
            proposal=proposal,
            side=side,
            word=Answer(form.cleaned_data["word"]),
            note=form.cleaned_data["note"],
        )
    is_candidate = side == Side.CANDIDATE
    context = {
        "proposal": proposal,
        "opening": proposal.opening,
        "initiative": proposal.opening.initiative,
        "candidate": proposal.candidate,
        "is_candidate": is_candidate,
        "given": proposal.candidate_answer if is_candidate else proposal.group_answer,
        "reasons": in_words(proposal.reasons),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "volunteers/public/answer.html", context, status=status)


@never_cache
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how a placement goes, and keep the word."""
    try:
        row = following_up.read_follow_up(token)
    except tokens.LinkError:
        return _broken(request)
    form = HowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = following_up.note_how(
            actor=Actor.person(row.placement.person_id),
            follow_up=row,
            word=FollowUpAnswer(form.cleaned_data["word"]),
            note=form.cleaned_data["note"],
        )
    context = {
        "follow_up": row,
        "initiative": row.placement.proposal.opening.initiative,
        "form": form,
        "words": [choice for choice in FollowUpAnswer.choices if choice[0]],
    }
    status = 422 if form.errors else 200
    return render(request, "volunteers/public/follow_up.html", context, status=status)


@never_cache
def lead(request: HttpRequest, token: str) -> HttpResponse:
    """Become a lead of a group once its reader clicks; a visit alone does nothing."""
    try:
        if request.method == "POST":
            found = leads.accept(token=token, proof=proof(request, Place.MAIL_LINK))
            return render(request, "volunteers/public/lead_accepted.html", {"lead": found})
        found = leads.read_lead(token)
    except tokens.LinkError:
        return _broken(request)
    return render(request, "volunteers/public/lead.html", {"lead": found})


def _broken(request: HttpRequest) -> HttpResponse:
    return render(request, "volunteers/public/link_broken.html", status=410)
