"""Actions of the year: the board, planning one, telling how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.periods import today
from brug.kernel.tables import FORMS, Column, export_of
from brug.plan.enums import ActionState
from brug.plan.forms import ActionForm, ActionStateForm
from brug.plan.models import ActionItem
from brug.plan.services.acting import ActionDetails, change_action, move_action, plan_action
from brug.plan.views.desk import (
    desk_page,
    find_objective,
    objective_crumb,
    plan_crumb,
    take_errors,
)
from brug.plan.views.viewpoint import Viewpoint


@dataclass(frozen=True)
class ActionLine:
    """An action as a list shows it."""

    action: ActionItem
    is_late: bool
    form: ActionStateForm | None


def action_lines(actions: Iterable[ActionItem], actor: Actor) -> list[ActionLine]:
    """Return the actions with a form to move them, where the actor may."""
    now = today()
    may_move = actor.may("plan.change_action")
    return [
        ActionLine(
            action=one,
            is_late=one.is_late(now),
            form=ActionStateForm(initial={"state": one.state}, auto_id=f"state-{one.pk}-%s")
            if may_move
            else None,
        )
        for one in actions
    ]


ACTION_COLUMNS = (
    Column(gettext_lazy("Objective"), lambda action: action.objective.code, 12),
    Column(gettext_lazy("what"), lambda action: action.title, 50),
    Column(gettext_lazy("who"), lambda action: action.owner, 24),
    Column(gettext_lazy("deadline"), lambda action: action.deadline, 12),
    Column(gettext_lazy("state"), lambda action: action.get_state_display(), 12),
    Column(gettext_lazy("done"), lambda action: action.done_on, 12),
    Column(gettext_lazy("more"), lambda action: action.text, 60),
)


@needs("plan.view_plan")
@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show the year's actions, one's own or everybody's, the most urgent first; or as a file."""
    viewpoint = Viewpoint.of(request, slug)
    everybody = request.GET.get("who") == "all"
    actions = actions_of(viewpoint)
    if not everybody:
        actions = actions.filter(owner_id=request.user.pk)
    name = _("Actions of %(year)s") % {"year": viewpoint.year}
    given = export_of(request, name, ACTION_COLUMNS, actions)
    if given and not viewpoint.faults:
        return given
    return desk_page(
        request,
        "actions.html",
        title=name,
        forms=FORMS,
        crumbs=[plan_crumb(viewpoint.plan)],
        viewpoint=viewpoint,
        lines=action_lines(actions, Actor.of(request)),
        choice_label=_("Whose"),
        choices=[
            {"label": _("Mine"), "url": f"?year={viewpoint.year}", "current": not everybody},
            {
                "label": _("Everybody’s"),
                "url": f"?who=all&year={viewpoint.year}",
                "current": everybody,
            },
        ],
    )


def actions_of(viewpoint: Viewpoint) -> QuerySet[ActionItem]:
    """The actions of the viewpoint's plan and year: by deadline, what has none at the end."""
    found = ActionItem.objects.filter(objective__plan=viewpoint.plan, year=viewpoint.year)
    return found.select_related("objective__plan", "owner").by_deadline()


@needs("plan.change_action")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str, code: str, year: int) -> HttpResponse:
    """Plan an action for an objective.

    Raises:
        Http404: the year does not lie in the plan.
    """
    objective = find_objective(slug, code)
    if year not in objective.plan.years:
        raise Http404(str(year))
    action = ActionItem(objective=objective, year=year)
    return _edit(request, action, is_new=True)


@needs("plan.change_action")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change what an action is about."""
    return _edit(request, _find(slug, number), is_new=False)


@needs("plan.change_action")
@require_POST
def move(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Tell how an action stands, and go back to where that was told."""
    action = _find(slug, number)
    form = ActionStateForm(request.POST)
    if form.is_valid():
        state = ActionState(form.cleaned_data["state"])
        move_action(actor=Actor.of(request), action=action, state=state)
        told = {"title": action.title, "state": state.label}
        messages.success(request, _("“%(title)s” is now: %(state)s.") % told)
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("plan:actions", slug=slug)


def _find(slug: str, number: int) -> ActionItem:
    found = ActionItem.objects.select_related("objective__plan", "objective__parent", "owner")
    return get_object_or_404(found, objective__plan__slug=slug, pk=number)


def _edit(request: HttpRequest, action: ActionItem, *, is_new: bool) -> HttpResponse:
    form = ActionForm(request.POST or None, instance=action)
    objective = action.objective
    if request.method == "POST" and form.is_valid():
        details = ActionDetails(year=action.year, **form.cleaned_data)
        actor = Actor.of(request)
        try:
            if is_new:
                plan_action(actor=actor, objective=objective, details=details)
            else:
                change_action(actor=actor, action=action, details=details)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("“%(title)s” is kept.") % {"title": details.title})
            return redirect("plan:objective", slug=objective.plan.slug, code=objective.code)
    return desk_page(
        request,
        "action.html",
        title=_("Plan an action for %(year)s") % {"year": action.year}
        if is_new
        else _("Change an action"),
        crumbs=[plan_crumb(objective.plan), objective_crumb(objective)],
        answer=422 if form.errors else 200,
        objective=objective,
        form=form,
    )
