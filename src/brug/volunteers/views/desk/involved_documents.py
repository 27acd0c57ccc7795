"""Documents of volunteers that ask for care, at the desk."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.tables import Column
from brug.kernel.tables.responses import FORMS
from brug.volunteers.queries.welcome import documents_that_ask
from brug.volunteers.views.desk.involvement import involved_crumb
from brug.volunteers.views.desk.page import named_export, page


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Show what is missing, lapsed or about to lapse."""
    actor = Actor.of(request)
    actor.require("volunteers.guide")
    rows = documents_that_ask(actor)
    columns = (
        Column(_("Who"), lambda one: one.involvement.person.name, 30),
        Column(_("Role"), lambda one: one.involvement.task.name, 24),
        Column(_("Document"), lambda one: one.kind.name, 40),
        Column(_("State"), lambda one: str(one.standing.label), 20),
        Column(_("Holds until"), lambda one: one.until, 13),
    )
    return named_export(
        request, "volunteers.guide", _("Documents that ask for care"), columns, rows
    ) or page(
        request,
        "involved_documents.html",
        title=_("Documents that ask for care"),
        trail=(involved_crumb(),),
        forms=FORMS,
        rows=rows,
    )
