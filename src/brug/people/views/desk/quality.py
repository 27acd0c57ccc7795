"""The page of data quality: what may be wrong, how much of it, and where to put it right."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.kept import kept
from brug.kernel.registries.quality import Fault, QualityCheck, quality_checks
from brug.kernel.tables import FORMS, Column, export_of
from brug.people.models import Contact
from brug.people.views.desk.page import page

_KEPT = 10 * 60  # seconds: some counts read every contact

FAULTS: Mapping[Fault, str | Promise] = {
    Fault.MISSING: gettext_lazy("Missing"),
    Fault.BOUNCING: gettext_lazy("Bouncing"),
    Fault.DOUBTFUL: gettext_lazy("Doubtful"),
    Fault.STALE: gettext_lazy("Stale"),
}


@dataclass(frozen=True)
class Line:
    """A check and how many records it found."""

    check: QualityCheck
    count: int


COLUMNS = (
    Column(gettext_lazy("Fault"), lambda line: FAULTS[line.check.fault], 14),
    Column(gettext_lazy("What"), lambda line: line.check.label, 50),
    Column(gettext_lazy("How many"), lambda line: line.count, 12),
    Column(gettext_lazy("What to do"), lambda line: line.check.to_do, 70),
)


@require_GET
def show(request: HttpRequest) -> HttpResponseBase:
    """Show every check with its count, or give them as a file."""
    actor = Actor.of(request)
    actor.require("people.view_contact")
    lines = _counted(actor)
    title = _("Data quality")
    if given := export_of(request, title, COLUMNS, lines):
        return given
    return page(
        request,
        "quality.html",
        title=title,
        about=_("What may be wrong with the data you see. Counted at most ten minutes ago."),
        breadcrumbs=[{"url": "", "label": title}],
        groups=[
            (label, [line for line in lines if line.check.fault is fault])
            for fault, label in FAULTS.items()
        ],
        people=Contact.objects.visible_to(actor).known().count(),
        forms=FORMS,
    )


def _counted(actor: Actor) -> list[Line]:
    allowed = [check for check in quality_checks if actor.may(check.permission)]
    bound = actor.working_regions
    scope = "all" if bound is None else sorted(bound)
    counts = kept(
        "people.quality",
        scope,
        [check.name for check in allowed],
        reckon=lambda: {check.name: check.count(actor) for check in allowed},
        seconds=_KEPT,
    )
    return [Line(check, counts[check.name]) for check in allowed]
