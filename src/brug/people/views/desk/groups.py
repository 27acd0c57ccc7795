"""Target groups: the tree, one of them, its review and its removal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.tables import FORMS, Column, export_of
from brug.people.models import TargetGroup
from brug.people.queries.groups import everybody_in, narrowed, tree_for
from brug.people.services import target_groups
from brug.people.views.desk.page import page

COLUMNS = (
    Column(gettext_lazy("Code"), lambda node: node.group.code),
    Column(gettext_lazy("Name"), lambda node: node.group.name, 30),
    Column(gettext_lazy("Part of"), lambda node: str(node.group.parent or ""), 30),
    Column(gettext_lazy("Owner"), lambda node: str(node.group.owner or "")),
    Column(gettext_lazy("Contacts"), lambda node: node.size, 10),
    Column(gettext_lazy("Who belongs in it"), lambda node: node.group.meaning, 60),
    Column(gettext_lazy("Last reviewed"), lambda node: node.group.reviewed_on, 13),
    Column(gettext_lazy("Review by"), lambda node: node.group.review_due_on, 13),
)


def _enter(request: HttpRequest) -> Actor:
    actor = Actor.of(request)
    actor.require("people.view_contact")
    return actor


@require_GET
def show_tree(request: HttpRequest) -> HttpResponseBase:
    """Show all target groups as a tree, or give them as a file."""
    actor = _enter(request)
    asked = request.GET.get("q", "")
    everything = tree_for(actor)
    nodes = narrowed(everything, asked)
    title = _("Target groups")
    if given := export_of(request, title, COLUMNS, nodes):
        return given
    return page(
        request,
        "groups.html",
        title=title,
        about=_("For whom a message is. A group also holds everybody in the groups within it."),
        breadcrumbs=[{"url": "", "label": title}],
        nodes=nodes,
        asked=asked,
        is_empty=not everything,
        forms=FORMS,
        may_change=actor.may(target_groups.RIGHT),
    )


@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show a target group: meaning, owner, review, what lies within it, how many it reaches."""
    actor = _enter(request)
    related = TargetGroup.objects.select_related("parent", "owner", "reviewed_by")
    group = get_object_or_404(related, code=code)
    within = [node for node in tree_for(actor) if node.group.parent_id == group.pk]
    owns = actor.user is not None and group.owner_id == actor.user.pk
    may_change = actor.may(target_groups.RIGHT)
    return page(
        request,
        "group.html",
        title=group.name,
        breadcrumbs=[
            {"url": reverse("people_groups:index"), "label": _("Target groups")},
            {"url": "", "label": group.name},
        ],
        group=group,
        within=within,
        people=everybody_in(actor, group).count(),
        may_change=may_change,
        may_review=owns or may_change,
    )


@require_POST
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Note that the group is still needed and right."""
    group = get_object_or_404(TargetGroup, code=code)
    try:
        target_groups.note_review(actor=_enter(request), group=group)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("people_groups:index"))
    messages.success(request, _("Noted: this target group is still needed and right."))
    return HttpResponseRedirect(reverse("people_groups:show", args=[code]))


@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Remove an empty group."""
    group = get_object_or_404(TargetGroup, code=code)
    try:
        target_groups.remove_target_group(actor=_enter(request), group=group)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("people_groups:show", args=[code]))
    messages.success(request, _("“%(name)s” is removed.") % {"name": group.name})
    return HttpResponseRedirect(reverse("people_groups:index"))
