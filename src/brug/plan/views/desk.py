"""What every screen of the plan needs: its frame, its way back, its errors."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from brug.plan.models import Indicator, Objective, Plan

Crumb = tuple[str, str]


def desk_page(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    crumbs: Sequence[Crumb] = (),
    answer: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a page of the desk; ``crumbs`` are (label, address) from the plan to its parent.

    A ``viewpoint`` that was asked for and cannot be is told above the page.
    """
    viewpoint = context.get("viewpoint")
    if viewpoint is not None and viewpoint.notice:
        messages.warning(request, viewpoint.notice)
    trail = [{"url": url, "label": label} for label, url in crumbs]
    trail.append({"label": title})
    return render(
        request,
        f"plan/desk/{template}",
        {"title": title, "breadcrumbs": trail, **context},
        status=answer,
    )


def plan_crumb(plan: Plan | None = None) -> Crumb:
    """The way back to the plan on a page; without a plan, to the current one."""
    if plan is None:
        return _("Plan"), reverse("plan:home")
    return _("Plan %(slug)s") % {"slug": plan.slug}, reverse("plan:plan", args=[plan.slug])


def objective_crumb(objective: Objective) -> Crumb:
    """The way back to an objective."""
    address = reverse("plan:objective", args=[objective.plan.slug, objective.code])
    return objective.code, address


def indicator_crumb(indicator: Indicator) -> Crumb:
    """The way back to an indicator."""
    address = reverse("plan:indicator", args=[indicator.plan.slug, indicator.code])
    return indicator.code, address


def find_indicator(slug: str, code: str) -> Indicator:
    """Return an indicator with its plan and objective.

    Raises:
        Http404: the plan has none of that code.
    """
    found = Indicator.objects.select_related("plan", "objective__plan", "objective__parent")
    return get_object_or_404(found, plan__slug=slug, code=code)


def find_objective(slug: str, code: str) -> Objective:
    """Return an objective with its plan and the one above it.

    Raises:
        Http404: the plan has none of that code.
    """
    found = Objective.objects.select_related("plan", "parent")
    return get_object_or_404(found, plan__slug=slug, code=code)


def take_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Show what a service refused at the form's fields; what fits none of them above all."""
    told: Mapping[str, Any] = (
        error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    )
    for name, problems in told.items():
        form.add_error(name if name in form.fields else None, problems)
