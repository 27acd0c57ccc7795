"""Answer on one's own page."""
# messages: public

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from brug.people.web_door import personal
from brug.rosters.forms.answers import AnswerForm
from brug.rosters.models import CoverAsk, Swap
from brug.rosters.views.personal.shifts import my_volunteer
from brug.rosters.views.public.answering import cover_page, swap_page


@personal
def cover(request: HttpRequest, person: Any, key: int) -> HttpResponse:
    """Answer on one's own page whether one takes a shift over."""
    rows = CoverAsk.objects.filter(volunteer=my_volunteer(person.pk)).select_related(
        "volunteer__person",
        "request__assignment__shift__service",
        "request__assignment__need__role",
        "request__taken_by",
    )
    return cover_page(request, get_object_or_404(rows, pk=key), AnswerForm)


@personal
def swap(request: HttpRequest, person: Any, public_id: UUID) -> HttpResponse:
    """Answer on one's own page whether one swaps."""
    rows = Swap.objects.filter(wanted__volunteer=my_volunteer(person.pk)).select_related(
        "offered__shift__service",
        "offered__volunteer__person",
        "wanted__shift__service",
        "wanted__volunteer__person",
        "offered__need__role",
        "wanted__need__role",
    )
    return swap_page(request, get_object_or_404(rows, public_id=public_id), AnswerForm)
