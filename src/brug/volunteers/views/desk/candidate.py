"""A candidate: what they offer, who fits, what was proposed, how it goes."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say
from brug.kernel.periods import today
from brug.volunteers.enums import (
    Answer,
    CandidateState,
    FollowUpAnswer,
    Moment,
    ProposalState,
    Side,
    Skill,
    StopReason,
    Tongue,
    labels,
)
from brug.volunteers.forms.desk import EndForm, HowForm, ProposeForm, StartForm, StopForm, TalkForm
from brug.volunteers.links import candidate_url
from brug.volunteers.models import Candidate, FollowUp, Opening, Placement, Proposal
from brug.volunteers.queries.matching import best_for
from brug.volunteers.rules.waiting import is_stalled
from brug.volunteers.services import answering, following_up, guiding, placing, proposing
from brug.volunteers.services.proposing import Fit
from brug.volunteers.views.desk.page import candidates_crumb, page
from brug.volunteers.wording import in_words, percent


def find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Candidate]:
    """Return the actor, and the candidate where the actor sees it.

    Raises:
        PermissionDenied: the actor sees no candidates at all.
        Http404: there is none, or it belongs to another region.
    """
    actor = Actor.of(request)
    actor.require("volunteers.view_candidate")
    rows = Candidate.objects.visible_to(actor).select_related("person", "region", "escalated_to")
    return actor, get_object_or_404(rows, public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a candidate."""
    _actor, candidate = find(request, public_id)
    proposals = candidate.proposals.select_related("opening__initiative__organisation", "made_by")
    placements = candidate.placements.select_related(
        "proposal__opening__initiative__organisation", "involvement"
    ).prefetch_related("follow_ups")
    days = candidate.days_waiting(today())
    return page(
        request,
        "candidate.html",
        title=candidate.person.name,
        trail=(candidates_crumb(),),
        candidate=candidate,
        days=days,
        is_stalled=is_stalled(days) and candidate.state in ("open", "proposed"),
        is_late=_is_late(candidate),
        languages=labels(Tongue, candidate.languages),
        skills=labels(Skill, candidate.skills),
        moments=labels(Moment, candidate.moments),
        themes=list(candidate.themes.all()),
        talks=list(candidate.talks.select_related("by")),
        proposals=[(one, in_words(one.reasons), percent(one.score)) for one in proposals],
        agreed=next((one for one in proposals if one.state == ProposalState.AGREED), None),
        placements=list(placements),
        fits=_fits(candidate) if candidate.state == CandidateState.OPEN else [],
        talk_form=TalkForm(),
        propose_form=ProposeForm(),
        stop_form=StopForm(),
        start_form=StartForm(),
        end_form=EndForm(),
        how_form=HowForm(),
    )


def _is_late(candidate: Candidate) -> bool:
    promised = candidate.promised_until
    is_waiting = candidate.state == CandidateState.OPEN and candidate.first_contact_at is None
    return is_waiting and promised is not None and promised < today()


def _fits(candidate: Candidate) -> list[dict[str, Any]]:
    return [
        {
            "opening": opening,
            "percent": percent(ranked.score),
            "reasons": in_words(reason._asdict() for reason in ranked.reasons),
        }
        for ranked, opening in best_for(candidate)
    ]


Act = Callable[[Actor, Candidate, Mapping[str, Any], HttpRequest], str]


def _talk(actor: Actor, candidate: Candidate, told: Mapping[str, Any], _r: HttpRequest) -> str:
    guiding.note_talk(
        actor=actor, candidate=candidate, held_on=told["held_on"], outcome=told["outcome"]
    )
    return _("Noted.")


def _propose(actor: Actor, candidate: Candidate, told: Mapping[str, Any], r: HttpRequest) -> str:
    opening = _opening(r.POST.get("opening", ""))
    ranked = {one.opening: one for one, _record in best_for(candidate, most=1_000)}
    fit = ranked.get(opening.pk)
    proposing.propose(
        actor=actor,
        candidate=candidate,
        opening=opening,
        fit=Fit(fit.score, tuple(reason._asdict() for reason in fit.reasons)) if fit else None,
        word=told["word"],
    )
    return _("Proposed: both get a mail with a link to answer.")


def _opening(key: str) -> Opening:
    try:
        return Opening.objects.get(public_id=key)
    except (Opening.DoesNotExist, ValidationError) as error:
        raise Http404 from error


def _stop(actor: Actor, candidate: Candidate, told: Mapping[str, Any], _r: HttpRequest) -> str:
    guiding.stop_looking(actor=actor, candidate=candidate, reason=StopReason(told["reason"]))
    return _("Noted. The search is over; it can be opened again.")


def _again(actor: Actor, candidate: Candidate, _told: Mapping[str, Any], _r: HttpRequest) -> str:
    guiding.look_again(actor=actor, candidate=candidate)
    return _("The search is open again.")


def _start(actor: Actor, candidate: Candidate, told: Mapping[str, Any], _r: HttpRequest) -> str:
    agreed = candidate.proposals.filter(state=ProposalState.AGREED).first()
    if agreed is None:
        raise ValidationError(_("Both sides have to say yes first."))
    placing.start(actor=actor, proposal=agreed, started_on=told["started_on"])
    return _("Started: it counts in the plan.")


ACTS: dict[str, tuple[type[forms.Form], Act]] = {
    "talk": (TalkForm, _talk),
    "propose": (ProposeForm, _propose),
    "stop": (StopForm, _stop),
    "again": (forms.Form, _again),
    "start": (StartForm, _start),
}


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Do one thing for a candidate."""
    actor, candidate = find(request, public_id)
    if act not in ACTS:
        raise Http404
    form_class, do = ACTS[act]
    form = form_class(request.POST)
    do_and_say(request, form, lambda: do(actor, candidate, form.cleaned_data, request))
    return HttpResponseRedirect(candidate_url(candidate.public_id))


@require_POST
def act_on_proposal(request: HttpRequest, public_id: UUID, key: UUID, act: str) -> HttpResponse:
    """Take a proposal back, or note what somebody told by phone: candidate-yes, group-no, …"""
    actor, candidate = find(request, public_id)
    proposal = get_object_or_404(candidate.proposals, public_id=key)

    def do() -> str:
        if act == "take-back":
            proposing.take_back(actor=actor, proposal=proposal)
            return _("Taken back.")
        side, _dash, word = act.partition("-")
        if side not in Side.values or word not in (Answer.YES, Answer.NO):
            raise Http404
        _answer(actor, proposal, Side(side), Answer(word))
        return _("Noted.")

    do_and_say(request, forms.Form(request.POST), do)
    return HttpResponseRedirect(candidate_url(candidate.public_id))


def _answer(actor: Actor, proposal: Proposal, side: Side, word: Answer) -> None:
    answered = answering.answer(actor=actor, proposal=proposal, side=side, word=word)
    given = answered.candidate_answer if side == Side.CANDIDATE else answered.group_answer
    if given != word:
        raise ValidationError(_("It was answered meanwhile."))


@require_POST
def act_on_placement(request: HttpRequest, public_id: UUID, key: int, act: str) -> HttpResponse:
    """Undo a start, or end a placement."""
    actor, candidate = find(request, public_id)
    placement = get_object_or_404(Placement, pk=key, candidate=candidate)
    form: forms.Form = EndForm(request.POST) if act == "end" else forms.Form(request.POST)

    def do() -> str:
        if act == "undo":
            placing.undo_start(actor=actor, placement=placement)
            return _("Undone: it no longer counts.")
        if act != "end":
            raise Http404
        told = form.cleaned_data
        placing.end_placement(
            actor=actor, placement=placement, ended_on=told["ended_on"], note=told["note"]
        )
        return _("Noted. The place is free again.")

    do_and_say(request, form, do)
    return HttpResponseRedirect(candidate_url(candidate.public_id))


@require_POST
def note_how(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Note how a placement goes, as somebody told."""
    actor, candidate = find(request, public_id)
    row = get_object_or_404(FollowUp, pk=key, placement__candidate=candidate)
    form = HowForm(request.POST)

    def do() -> str:
        following_up.note_how(
            actor=actor,
            follow_up=row,
            word=FollowUpAnswer(form.cleaned_data["word"]),
            note=form.cleaned_data["note"],
        )
        return _("Noted.")

    do_and_say(request, form, do)
    return HttpResponseRedirect(candidate_url(candidate.public_id))
