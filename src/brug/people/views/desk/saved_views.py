"""Saved views: keep one, change it, share it, begin with it, remove it and put it back."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.pages import try_it
from brug.people.forms.desk.contact_filters import filters_of
from brug.people.forms.desk.saved_view import SavedViewForm
from brug.people.models import DefaultView, SavedView
from brug.people.services import saved_views
from brug.people.views.desk.looking import address_of, hidden
from brug.people.views.desk.page import page


def _enter(request: HttpRequest) -> Actor:
    actor = Actor.of(request)
    actor.require("people.view_contact")
    return actor


def _index() -> str:
    return reverse("people_contacts:views")


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the reader's views and those shared with them; the removed ones below."""
    actor = _enter(request)
    seen = list(SavedView.objects.visible_to(actor).select_related("owner"))
    first = DefaultView.objects.filter(user=actor.user).values_list("view", flat=True).first()
    return page(
        request,
        "views.html",
        title=_("Saved views"),
        standing=[
            (view, address_of(view), view.owner == actor.user, view.pk == first)
            for view in seen
            if view.removed_at is None
        ],
        removed=[view for view in seen if view.removed_at is not None],
        back=reverse("people_contacts:index"),
    )


@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what the address of the list says under a name."""
    actor = _enter(request)
    told = request.POST if request.method == "POST" else request.GET
    naming = request.method == "POST" and "name" in request.POST
    form = SavedViewForm(request.POST if naming else None, actor=actor)
    made: list[SavedView] = []

    def act() -> None:
        made.append(
            saved_views.keep_view(
                actor=actor,
                filters=filters_of(told),
                columns=told.getlist("columns"),
                ordering=told.get("ordering", ""),
                **form.values,
            )
        )

    if naming and try_it(form, act):
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": made[0].name})
        return HttpResponseRedirect(address_of(made[0]))
    kept = hidden(told, [*filters_of(told), "columns", "ordering"])
    return page(
        request,
        "view.html",
        title=_("Keep this view"),
        form=form,
        kept=kept,
        back=reverse("people_contacts:index"),
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Give a view another name or other readers."""
    actor = _enter(request)
    view = _own(actor, key)
    form = SavedViewForm(
        request.POST or None, actor=actor, initial={"name": view.name, "role": view.role}
    )
    if request.method == "POST" and try_it(
        form,
        lambda: saved_views.change_view(
            actor=actor,
            view=view,
            name=form.values["name"],
            # Who may share no more still renames; their view stays shared as it was.
            role=form.values["role"] if "role" in form.fields else view.role,
        ),
    ):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(_index())
    return page(request, "view.html", title=view.name, form=form, back=_index())


def _own(actor: Actor, key: int) -> SavedView:
    return get_object_or_404(SavedView.objects.filter(owner=actor.user), pk=key)


def _replace(request: HttpRequest, actor: Actor, view: SavedView) -> str:
    saved_views.change_view(
        actor=actor,
        view=view,
        name=view.name,
        role=view.role,
        filters=filters_of(request.POST),
        columns=request.POST.getlist("columns"),
        ordering=request.POST.get("ordering", ""),
    )
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": view.name})
    return address_of(SavedView.objects.get(pk=view.pk))


def _remove(request: HttpRequest, actor: Actor, view: SavedView) -> str:
    saved_views.remove_view(actor=actor, view=view)
    messages.success(request, _("Removed. For thirty days you can put it back."))
    return f"{_index()}#removed"


def _put_back(request: HttpRequest, actor: Actor, view: SavedView) -> str:
    saved_views.put_back_view(actor=actor, view=view)
    messages.success(request, _("The view is back."))
    return _index()


def _first(request: HttpRequest, actor: Actor, view: SavedView) -> str:
    saved_views.set_default_view(actor=actor, view=view)
    messages.success(request, _("Your list begins with “%(name)s”.") % {"name": view.name})
    return _index()


def _not_first(request: HttpRequest, actor: Actor, _view: SavedView) -> str:
    saved_views.set_default_view(actor=actor, view=None)
    messages.success(request, _("Your list begins with everybody."))
    return _index()


_ACTS: dict[str, Callable[[HttpRequest, Actor, SavedView], str]] = {
    "replace": _replace,
    "remove": _remove,
    "put-back": _put_back,
    "first": _first,
    "not-first": _not_first,
}


@require_POST
def act(request: HttpRequest, key: int, act: str) -> HttpResponse:
    """Do one of these with a view; a shared one of another can only be begun with."""
    actor = _enter(request)
    if act not in _ACTS:
        raise Http404(act)
    seen = SavedView.objects.visible_to(actor)
    own = seen if act in {"first", "not-first"} else seen.filter(owner=actor.user)
    view = get_object_or_404(own, pk=key)
    try:
        return HttpResponseRedirect(_ACTS[act](request, actor, view))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(_index())
