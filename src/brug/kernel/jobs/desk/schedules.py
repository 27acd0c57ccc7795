"""What runs by the clock: when it last did and when it will."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.desk.guard import needs
from brug.kernel.desk.listing import Tone
from brug.kernel.jobs.desk.job import RIGHT
from brug.kernel.jobs.desk.listing import TONES
from brug.kernel.models import Job, JobState
from brug.kernel.registries.schedules import schedules
from brug.kernel.tables import FORMS, Column, export_of


@dataclass(frozen=True)
class Line:
    """One schedule, its last turn and the moment of its next one."""

    label: str | Promise
    last: Job | None
    tone: Tone | None
    next_turn: datetime


COLUMNS = (
    Column(gettext_lazy("What"), lambda line: line.label, 50),
    Column(gettext_lazy("Newest run"), lambda line: line.last and line.last.created_at, 18),
    Column(gettext_lazy("How it went"), lambda line: line.last and line.last.get_state_display()),
    Column(gettext_lazy("Next turn"), lambda line: line.next_turn, 18),
)


@needs(RIGHT)
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the schedules, or give them as a file."""
    if given := export_of(request, _("Schedules"), COLUMNS, lines()):
        return given
    return render(
        request,
        "kernel/desk/jobs/schedules.html",
        {
            "title": _("Schedules"),
            "about": _("What the worker does by the clock."),
            "breadcrumbs": [
                {"url": reverse("jobs:list"), "label": _("Jobs")},
                {"label": _("Schedules")},
            ],
            "lines": lines(),
            "forms": FORMS,
        },
    )


def lines() -> list[Line]:
    """Return every schedule with its last and next turn."""
    now = timezone.localtime()
    found = []
    for schedule in schedules:
        last = Job.objects.of_schedule(schedule.name).first()
        tone = TONES[JobState(last.state)] if last else None
        found.append(Line(schedule.label, last, tone, schedule.next_turn(now)))
    return found
