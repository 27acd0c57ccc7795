"""One objective: its indicators, actions, reviews, and what the plan check says of it."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.periods import Period, today
from brug.kernel.tables import FORMS, Column, export_of
from brug.plan.enums import Judgement
from brug.plan.models import Objective, Review
from brug.plan.queries import overview
from brug.plan.views.acting import action_lines, actions_of
from brug.plan.views.desk import desk_page, find_objective, plan_crumb
from brug.plan.views.figures import finding_of, groups_of, mark_of
from brug.plan.views.finding_lines import findings_on
from brug.plan.views.viewpoint import Viewpoint


@dataclass(frozen=True)
class Quarter:
    """A quarter of the year: what was judged, or whether it can be."""

    number: int
    review: Review | None
    mark: SafeString | str
    may_write: bool


REVIEW_COLUMNS = (
    Column(gettext_lazy("year"), lambda review: review.year, 8),
    Column(gettext_lazy("quarter"), lambda review: review.quarter, 8),
    Column(gettext_lazy("judgement"), lambda review: review.get_judgement_display(), 16),
    Column(gettext_lazy("why"), lambda review: review.text, 80),
    Column(gettext_lazy("author"), lambda review: review.author, 24),
    Column(gettext_lazy("written"), lambda review: review.written_at, 18),
)


@needs("plan.view_plan")
@require_GET
def show(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Show an objective for a year; or give all its reviews as a file."""
    viewpoint = Viewpoint.of(request, slug)
    objective = find_objective(slug, code)
    reviews = objective.reviews.select_related("author")
    name = _("Reviews of %(code)s") % {"code": code}
    if given := export_of(request, name, REVIEW_COLUMNS, reviews):
        return given
    actor = Actor.of(request)
    seen = overview(viewpoint.plan, viewpoint.year, viewpoint.as_of, viewpoint.region)
    inside = f"{code}."
    groups = [
        one
        for one in groups_of(seen, actor, viewpoint.query)
        if one.code == code or one.code.startswith(inside)
    ]
    statuses = [one for one in seen.statuses if one.indicator.code.startswith(inside)]
    return desk_page(
        request,
        "objective.html",
        title=f"{objective.code} {objective.title}",
        about=finding_of(statuses),
        crumbs=[plan_crumb(viewpoint.plan)],
        objective=objective,
        viewpoint=viewpoint,
        groups=groups,
        enter_label=_("Enter a figure"),
        lines=action_lines(actions_of(viewpoint).filter(objective=objective), actor),
        may_plan=actor.may("plan.change_action"),
        forms=FORMS,
        quarters=_quarters(objective, viewpoint.year, actor),
        findings=[one for one in findings_on(viewpoint.plan) if _is_on(one.where, code)],
    )


def _is_on(where: str, code: str) -> bool:
    """Tell whether a finding's place names the objective or one of its indicators."""
    return re.search(rf"(?<![\w.]){re.escape(code)}(?![\w])", where) is not None


def _quarters(objective: Objective, year: int, actor: Actor) -> list[Quarter]:
    reviews = Review.objects.filter(objective=objective, year=year).select_related("author")
    known = {one.quarter: one for one in reviews}
    may = actor.may("plan.review")
    found = []
    for number in (1, 2, 3, 4):
        review = known.get(number)
        has_begun = Period.quarter(year, number).start <= today()
        mark = mark_of(Judgement(review.judgement)) if review else ""
        found.append(Quarter(number, review, mark, may and has_begun))
    return found
