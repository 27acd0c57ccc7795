"""Choose contacts from the list, and what to do with them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.numbers import figure_text
from brug.people.forms.desk.contact_filters import ContactFilters, filters_of
from brug.people.models import Contact, SavedView
from brug.people.queries.finding import matching
from brug.people.services.bulk.choosing import choose, keys_of
from brug.people.views.desk.looking import hidden

Chosen = tuple[QuerySet[Contact], str]


@require_POST
def begin_with(request: HttpRequest) -> HttpResponse:
    """Keep who is chosen for what, and lead to the page that shows what it would do."""
    actor = Actor.of(request)
    actor.require("people.change_contact")
    try:
        contacts, told = _chosen(request, actor)
        change = choose(
            actor=actor, action=request.POST.get("action", ""), contacts=contacts, told=told
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(_back(request.POST))
    return HttpResponseRedirect(reverse("people_bulk:inspect", args=[change.public_id]))


def _chosen(request: HttpRequest, actor: Actor) -> Chosen:
    if "everything" in request.POST:
        return _all_that_fit(request, actor)
    keys = keys_of(request.POST.getlist("chosen"))
    told = ngettext("%(count)s ticked in the list", "%(count)s ticked in the list", len(keys))
    return Contact.objects.filter(pk__in=keys), told % {"count": figure_text(len(keys))}


def _all_that_fit(request: HttpRequest, actor: Actor) -> Chosen:
    seen = Contact.objects.visible_to(actor).known()
    filters = ContactFilters(request.POST, queryset=seen, request=request)
    if not filters.is_valid():
        raise ValidationError(_("A filter cannot be applied, so nobody was chosen."))
    rows, told = filters.qs, _filters_in_words(actor, request.POST, filters)
    if text := request.POST.get("q", "").strip():
        rows = matching(rows, text)
        # What was searched for is often a name: that it was searched is all that is kept.
        told.append(_("searched by name"))
    return rows, " · ".join(told) or _("Everybody")


def _filters_in_words(actor: Actor, data: QueryDict, filters: ContactFilters) -> list[str]:
    told = []
    key = data.get("view", "")
    if key.isdecimal() and len(key) < 10:
        view = SavedView.objects.visible_to(actor).standing().filter(pk=int(key)).first()
        told += [_("View “%(name)s”") % {"name": view.name}] if view else []
    form = filters.form
    for name, value in form.cleaned_data.items():
        if name in form.fields and value not in (None, "", [], ()):
            field = form.fields[name]
            told.append(f"{field.label}: {_in_words(field, value)}")
    return told


def _in_words(field: Any, value: Any) -> str:
    if isinstance(value, slice):
        days = (value.start, value.stop)
        return " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in days if day)
    labels = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    several = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in several)


def _back(data: QueryDict) -> str:
    """The list as it was looked at."""
    told = QueryDict(mutable=True)
    for name in (*filters_of(data), "q", "columns", "ordering", "view"):
        if values := data.getlist(name):
            told.setlist(name, values)
    return f"{reverse('people_contacts:index')}?{told.urlencode()}"


def bar(actor: Actor, data: QueryDict, actions: list[Any], count: str) -> dict[str, Any]:
    """Return what the list shows below itself for who may change many."""
    names = [*filters_of(data), "q", "columns", "ordering", "view"]
    return {
        "bulk_actions": [(one.value, one.label) for one in actions] if actor.user else [],
        "bulk_question": hidden(data, names),
        "bulk_count": count,
    }
