"""Two contacts side by side: make them one, say that they are two, undo it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.people.links import contact_url
from brug.people.models import Contact, DuplicatePair, Merge
from brug.people.queries.alike import find_alike
from brug.people.queries.finding import find_contacts
from brug.people.queries.likely import in_words
from brug.people.queries.merging import carried, side_by_side
from brug.people.rules.merging import Side
from brug.people.services import duplicates
from brug.people.services.merging import merge_contacts, undo_merge
from brug.people.views.desk.page import find, page

_MOST = 20


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, key: int) -> HttpResponse:
    """Show a pair side by side; a POST decides about it and leads to the next one."""
    actor = Actor.of(request)
    actor.require("people.merge_contact")
    pairs = DuplicatePair.objects.visible_to(actor).select_related("first", "second")
    pair = get_object_or_404(pairs, pk=key)
    following = pairs.open().exclude(pk=key).filter(score__lte=pair.score).order_by("-score", "pk")
    after = following.first() or pairs.open().exclude(pk=key).order_by("-score", "pk").first()
    onward = (
        reverse("people_pairs:look", args=[after.pk]) if after else reverse("people_pairs:index")
    )
    keep, lose = _older_first(pair.first, pair.second)
    if request.method == "POST" and _decide(request, actor, keep, lose):
        return HttpResponseRedirect(onward)
    return _side_by_side(request, keep, lose, pair=pair, onward=onward)


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, public_id: UUID, other: UUID) -> HttpResponse:
    """Show any two contacts side by side; a POST makes them one, or says that they are two."""
    actor, keep = find(request, public_id, "people.merge_contact")
    _actor, lose = find(request, other, "people.merge_contact")
    if keep.pk == lose.pk:
        raise Http404
    if request.method == "POST" and _decide(request, actor, keep, lose):
        return HttpResponseRedirect(contact_url(keep.public_id))
    return _side_by_side(request, keep, lose, pair=None, onward=contact_url(keep.public_id))


@require_GET
def choose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask with whom a contact is one: those alike, or whoever is searched for."""
    actor, contact = find(request, public_id, "people.merge_contact")
    text = request.GET.get("q", contact.name)[:200]
    seen = Contact.objects.visible_to(actor).exclude(pk=contact.pk)
    exact = find_contacts(seen, text, _MOST)
    alike = find_alike(seen, text, _MOST, without=[one.pk for one in exact])
    found = [
        (one, reverse("people_contacts:merge", args=[public_id, one.public_id]))
        for one in [*exact, *(one.contact for one in alike)][:_MOST]
    ]
    title = _("Merge %(name)s with…") % {"name": contact.name}
    return page(request, "merge_choose.html", title=title, contact=contact, text=text, found=found)


@require_POST
def undo(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Make two of one again."""
    actor, contact = find(request, public_id, "people.merge_contact")
    made = get_object_or_404(Merge, pk=key, kept=contact)
    try:
        back = undo_merge(actor=actor, merge_id=made.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s is a contact of its own again.") % {"name": back})
    return HttpResponseRedirect(contact_url(public_id))


def _older_first(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """Whoever is known longer is suggested to stay."""
    return (one, other) if one.created_at <= other.created_at else (other, one)


def _decide(request: HttpRequest, actor: Actor, keep: Contact, lose: Contact) -> bool:
    if request.POST.get("decision") == "two":
        duplicates.not_the_same(actor=actor, first_id=keep.pk, second_id=lose.pk)
        messages.success(request, _("Kept as two. Nobody is asked about them again."))
        return True
    if request.POST.get("decision") != "one":
        return False
    choices = {
        line.field: Side(request.POST[line.field])
        for line in side_by_side(keep, lose)
        if request.POST.get(line.field) in {Side.KEEP, Side.LOSE}
    }
    try:
        merge_contacts(actor=actor, keep_id=keep.pk, lose_id=lose.pk, choices=choices)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(
        request, _("Merged into %(name)s. Undo it on that page.") % {"name": keep.name}
    )
    return True


def _side_by_side(
    request: HttpRequest,
    keep: Contact,
    lose: Contact,
    *,
    pair: DuplicatePair | None,
    onward: str,
) -> HttpResponse:
    because = in_words(pair.because) if pair else []
    return page(
        request,
        "merge.html",
        title=_("Is this one contact?"),
        pair=pair,
        percent=f"{pair.score:.1%}" if pair else "",
        speaks_for=[words for words, weight in because if weight > 0],
        speaks_against=[words for words, weight in because if weight <= 0],
        keep=keep,
        lose=lose,
        keep_url=contact_url(keep.public_id),
        lose_url=contact_url(lose.public_id),
        lines=side_by_side(keep, lose),
        carried=carried(lose),
        onward=onward,
        back=onward,
    )
