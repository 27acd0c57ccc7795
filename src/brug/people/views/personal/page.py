"""One's own page: what is known, what is agreed, what happened."""
# messages: public

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from brug.kernel.access.actor import Actor
from brug.kernel.registries.personal import PersonalCard, personal_cards
from brug.people.forms.personal import LinkForm, RequestForm
from brug.people.models import Contact
from brug.people.queries.pressure import quiet_days
from brug.people.queries.timeline import timeline
from brug.people.views.personal.consents import questions
from brug.people.views.personal.session import personal, present

_NEWEST = 6
_MOST = 400


@never_cache
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show a person their page; to others the form to ask for a link."""
    person = present(request)
    if person is None:
        return render(request, "people/personal/ask.html", {"form": LinkForm()})
    happened = timeline(person.pk, Actor.person(person.pk), _NEWEST + 1)
    known = _known(person)
    context = {
        **known,
        "happened": happened[:_NEWEST],
        "has_more": len(happened) > _NEWEST,
        "requests": list(person.rights_requests.order_by("-noted_at", "-pk")[:_NEWEST]),
        "request_form": RequestForm(),
        "quiet_until": quiet_days([person.pk]).get(person.pk),
        "purposes": questions(person, known["emails"]),
        "cards": _cards(person.pk),
    }
    return render(request, "people/personal/my.html", context)


def _cards(person_id: int) -> list[tuple[str, Mapping[str, object]]]:
    """The cards of other rooms: template and what it shows."""
    cards = ((card, card.context(person_id)) for card in sorted(personal_cards, key=_order))
    return [(card.template, shown) for card, shown in cards if shown is not None]


def _order(card: PersonalCard) -> tuple[int, str]:
    return card.order, card.name


def _known(person: Contact) -> dict[str, Any]:
    return {
        "person": person,
        "emails": list(person.emails.all()),
        "phone": person.phones.filter(is_primary=True).first(),
        "address": person.addresses.filter(is_primary=True).first(),
    }


@personal
def history(request: HttpRequest, person: Contact) -> HttpResponse:
    """Show all that happened."""
    entries = timeline(person.pk, Actor.person(person.pk), _MOST)
    return render(request, "people/personal/history.html", {"happened": entries, "person": person})
