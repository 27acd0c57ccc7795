"""Quarterly reviews: writing one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.periods import Period, today
from brug.plan.enums import Judgement
from brug.plan.forms import ReviewForm
from brug.plan.models import Review
from brug.plan.services.reviewing import review
from brug.plan.views.desk import (
    desk_page,
    find_objective,
    objective_crumb,
    plan_crumb,
    take_errors,
)


@needs("plan.review")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str, code: str, year: int, quarter: int) -> HttpResponse:
    """Judge an objective for a quarter, or change that judgement; one to come leads back.

    Raises:
        Http404: the plan has no such quarter.
    """
    objective = find_objective(slug, code)
    if year not in objective.plan.years or quarter not in (1, 2, 3, 4):
        raise Http404(f"{year}/{quarter}")
    if request.method == "GET" and (begins := Period.quarter(year, quarter).start) > today():
        told = {"quarter": quarter, "year": year, "day": date_format(begins, "j F Y")}
        messages.info(request, _("Quarter %(quarter)s of %(year)s begins on %(day)s: only then"
                                 " can it be reviewed.") % told)  # fmt: skip
        return redirect("plan:objective", slug=slug, code=code)
    known = Review.objects.filter(objective=objective, year=year, quarter=quarter).first()
    before = {"judgement": known.judgement, "text": known.text} if known else None
    form = ReviewForm(request.POST or None, initial=before, year=year)
    if request.method == "POST" and form.is_valid():
        try:
            review(
                actor=Actor.of(request),
                objective=objective,
                year=year,
                quarter=quarter,
                judgement=Judgement(form.cleaned_data["judgement"]),
                text=form.cleaned_data["text"],
            )
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("The review of %(code)s is kept.") % {"code": code})
            return redirect("plan:objective", slug=slug, code=code)
    return desk_page(
        request,
        "review.html",
        title=_("Review of quarter %(quarter)s, %(year)s") % {"quarter": quarter, "year": year},
        crumbs=[plan_crumb(objective.plan), objective_crumb(objective)],
        answer=422 if form.errors else 200,
        objective=objective,
        form=form,
    )
