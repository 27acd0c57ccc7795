"""The plan check as a work list."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from brug.kernel.desk.guard import needs
from brug.kernel.tables import FORMS, Column, export_of
from brug.plan.models import Plan
from brug.plan.views.desk import desk_page, plan_crumb
from brug.plan.views.finding_lines import findings_on

COLUMNS = (
    Column(gettext_lazy("Gravity"), lambda line: line.word, 14),
    Column(gettext_lazy("Where"), lambda line: line.where, 24),
    Column(gettext_lazy("Finding"), lambda line: line.message, 80),
    Column(gettext_lazy("Found"), lambda line: line.found, 18),
    Column(gettext_lazy("Likely right"), lambda line: line.expected, 18),
    Column(gettext_lazy("Line"), lambda line: line.line or None, 8),
    Column(gettext_lazy("Code"), lambda line: line.code, 24),
)


@needs("plan.view_plan")
@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show every finding, the gravest first, with what is likely right; or give them as a file."""
    plan = get_object_or_404(Plan, slug=slug)
    findings = findings_on(plan)
    if given := export_of(request, _("What the plan check finds"), COLUMNS, findings):
        return given
    return desk_page(
        request,
        "checks.html",
        title=_("What the plan check finds"),
        crumbs=[plan_crumb(plan)],
        plan=plan,
        findings=findings,
        forms=FORMS,
    )
