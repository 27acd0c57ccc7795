"""The plan check as a work list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from brug.kernel.desk.guard import needs
from brug.plan.models import Plan
from brug.plan.views.desk import desk_page, plan_crumb
from brug.plan.views.finding_lines import findings_on


@needs("plan.view_plan")
@require_GET
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every finding, the gravest first, with what is likely right."""
    plan = get_object_or_404(Plan, slug=slug)
    return desk_page(
        request,
        "checks.html",
        title=_("What the plan check finds"),
        crumbs=[plan_crumb(plan)],
        plan=plan,
        findings=findings_on(plan),
    )
