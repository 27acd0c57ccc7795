"""The desk's search box: things of every room that somebody may see."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.search import Hit, search_sources

SHORTEST = 2
MOST_PER_ROOM = 8


@dataclass(frozen=True)
class Found:
    """What one source found; ``more`` where it found more than is shown."""

    label: str | Promise
    hits: list[Hit]
    more: bool


def find(request: HttpRequest) -> HttpResponse:
    """Show what was found, by room, the rooms that found something.

    ``?box=1`` gives the part that a box over any page of the desk shows.
    """
    text = " ".join(request.GET.get("q", "").split())[:200]
    found = _found(Actor.of(request), text) if len(text) >= SHORTEST else []
    return render(
        request,
        "web/desk/find_box.html" if "box" in request.GET else "web/desk/find.html",
        {
            "title": _("Find"),
            "text": text,
            "found": found,
            "too_short": 0 < len(text) < SHORTEST,
            "count": sum(len(part.hits) for part in found),
        },
    )


def _found(actor: Actor, text: str) -> list[Found]:
    parts = []
    for source in search_sources:
        if not actor.may(source.permission):
            continue
        hits = list(source.find(actor, text, MOST_PER_ROOM + 1))
        if hits:
            parts.append(Found(source.label, hits[:MOST_PER_ROOM], len(hits) > MOST_PER_ROOM))
    return parts
