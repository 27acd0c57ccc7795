"""Divide all candidates over all openings: drafts side by side, pins, then proposals."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import do_and_say, try_it
from brug.kernel.regions.queries import distance_km
from brug.volunteers.forms.weights import WeightsForm
from brug.volunteers.models import Division, DivisionRow
from brug.volunteers.services import dividing
from brug.volunteers.views.desk.page import candidates_crumb, page
from brug.volunteers.views.desk.unplaced import why_unplaced
from brug.volunteers.wording import in_words, percent

_MOST = 8  # drafts side by side


def _crumb() -> tuple[str, str]:
    return _("Divide all at once"), reverse("volunteers_divisions:index")


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Show one's drafts side by side, and work out another one with other weights."""
    actor = Actor.of(request)
    actor.require("volunteers.place")
    form = WeightsForm(request.POST or None)
    made: list[Division] = []

    def do() -> None:
        name = form.cleaned_data["name"]
        made.append(dividing.work_out(actor=actor, name=name, weights=form.weights))

    if request.method == "POST" and try_it(form, do):
        return HttpResponseRedirect(_url(made[0]))
    drafts = list(Division.objects.visible_to(actor)[:_MOST])
    return page(
        request,
        "divisions.html",
        title=_("Divide all at once"),
        trail=(candidates_crumb(),),
        form=form,
        drafts=[_told(draft) for draft in drafts],
        looking=dividing.looking_count(actor),
    )


def _url(division: Division) -> str:
    return reverse("volunteers_divisions:show", args=[division.public_id])


def _told(division: Division) -> dict[str, Any]:
    """What a draft does, to hold it beside another."""
    rows = list(_rows(division))
    placed = [row for row in rows if row.opening]
    far = [distance_km(row.candidate, row.opening.initiative) for row in placed if row.opening]
    known = [km for km in far if km is not None]
    return {
        "division": division,
        "placed": len(placed),
        "unplaced": len(rows) - len(placed),
        "groups": len({row.opening.initiative_id for row in placed if row.opening}),
        "km": round(sum(known) / len(known)) if known else None,
        "percent": percent(round(sum(row.score for row in placed) / len(placed))) if placed else 0,
        "waiting": sum(1 for row in placed if not row.proposed_at and not row.refused),
    }


def _rows(division: Division) -> Any:
    return division.rows.select_related(
        "candidate__person", "candidate__region", "opening__initiative__organisation"
    )


def _find(request: HttpRequest, public_id: UUID) -> tuple[Actor, Division]:
    actor = Actor.of(request)
    actor.require("volunteers.place")
    return actor, get_object_or_404(Division.objects.visible_to(actor), public_id=public_id)


@require_GET
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a draft: who goes where and why, and who has no place and why."""
    _actor, division = _find(request, public_id)
    rows = list(_rows(division))
    return page(
        request,
        "division.html",
        title=str(division),
        trail=(candidates_crumb(), _crumb()),
        told=_told(division),
        division=division,
        placed=[
            {"row": row, "percent": percent(row.score), "reasons": in_words(row.reasons)}
            for row in rows
            if row.opening
        ],
        unplaced=[
            {"row": row, "why": why_unplaced(row.unplaced)} for row in rows if not row.opening
        ],
    )


@require_POST
def act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    """Work a draft out again with the ticked pins, propose it, or throw it away."""
    actor, division = _find(request, public_id)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "again": (lambda: _again(actor, division, request), _("Worked out again.")),
        "propose": (
            lambda: dividing.propose_division(actor=actor, division=division),
            _("The proposals go out now; this page shows how far they are."),
        ),
        "drop": (
            lambda: dividing.drop_division(actor=actor, division=division),
            _("Thrown away."),
        ),
    }
    if act not in acts:
        raise Http404
    do, said = acts[act]
    do_and_say(request, forms.Form(request.POST), do, said)
    url = reverse("volunteers_divisions:index") if act == "drop" else _url(division)
    return HttpResponseRedirect(url)


def _again(actor: Actor, division: Division, request: HttpRequest) -> None:
    pinned, forbidden = _ticked(division, request, "pin"), _ticked(division, request, "forbid")
    dividing.work_out_again(
        actor=actor,
        division=division,
        pinned=pinned,
        forbidden={*forbidden, *(tuple(pair) for pair in division.forbidden)},
    )


def _ticked(division: Division, request: HttpRequest, name: str) -> set[tuple[int, int]]:
    keys = [key for key in request.POST.getlist(name) if key.isdigit()]
    rows: Any = DivisionRow.objects.filter(division=division, pk__in=keys).exclude(opening=None)
    return set(rows.values_list("candidate", "opening"))
