"""What happened with a contact: by room and kind, newest first, page by page."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.timeline import timeline_sources
from brug.people.models import Contact
from brug.people.queries.timeline import Mark, mark_after, sources_of, timeline

PAGE = 30
_MOST_PASSED = 10_000  # of one moment; an address that says more is not one of ours


def history_of(request: HttpRequest, actor: Actor, contact: Contact) -> dict[str, Any]:
    """Return the page of the history that the address asks for; the newest where it makes none."""
    part = request.GET.get("part", "")
    part = part if sources_of(part) else ""
    mark = _mark(request)
    found = timeline(contact.pk, actor, PAGE + 1, part=part, mark=mark)
    shown = found[:PAGE]
    older = mark_after(shown, mark) if len(found) > PAGE else None
    return {
        "happened": shown,
        "parts": _parts(part),
        "older": _address(part, older) if older else "",
        "newest": _address(part, None) if mark else "",
    }


def _mark(request: HttpRequest) -> Mark | None:
    try:
        until = datetime.fromisoformat(request.GET.get("until", ""))
        passed = int(request.GET.get("passed", "0"))
    except ValueError:
        return None
    if timezone.is_naive(until) or not 0 <= passed <= _MOST_PASSED:
        return None
    return Mark(until, passed)


def _address(part: str, mark: Mark | None) -> str:
    told = {"part": part} if part else {}
    if mark:
        told |= {"until": mark.until.isoformat(), "passed": str(mark.passed)}
    return f"?{urlencode(told)}#timeline"


def _parts(current: str) -> list[dict[str, object]]:
    """The choices: everything, each room where several tell, each kind."""
    told = [("", _("Everything"))]
    rooms = list(dict.fromkeys(source.room for source in timeline_sources))
    if len(rooms) > 1:
        told += [(room, str(apps.get_app_config(room).verbose_name)) for room in rooms]
    told += [(source.name, str(source.label)) for source in timeline_sources]
    return [
        {"label": label, "url": _address(part, None), "current": part == current}
        for part, label in told
    ]
