"""One's own page: what is known, what is agreed, what happened."""
# messages: public

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from brug.kernel.access.actor import Actor
from brug.people.enums import Channel, ConsentState, Place
from brug.people.forms.personal import LinkForm
from brug.people.models import Consent, Contact, Purpose
from brug.people.queries.pressure import quiet_days
from brug.people.queries.timeline import timeline
from brug.people.services import consent
from brug.people.services.consent import Word
from brug.people.views.personal.session import personal, present
from brug.people.views.visitors import proof

States = dict[tuple[int, str], str]

_NEWEST = 6
_MOST = 400


@dataclass(frozen=True)
class Switch:
    """One purpose through one channel: may we or not."""

    value: str
    word: Word
    label: str | Promise
    on: bool
    waits: bool


@never_cache
@require_safe
def my(request: HttpRequest) -> HttpResponse:
    """Show a person their page; to others the form to ask for a link."""
    person = present(request)
    if person is None:
        return render(request, "people/personal/ask.html", {"form": LinkForm()})
    happened = timeline(person.pk, Actor.person(person.pk), _NEWEST + 1)
    context = {
        **_known(person),
        "happened": happened[:_NEWEST],
        "has_more": len(happened) > _NEWEST,
        "quiet_until": quiet_days([person.pk]).get(person.pk),
        "purposes": _questions(person),
    }
    return render(request, "people/personal/my.html", context)


def _known(person: Contact) -> dict[str, Any]:
    return {
        "person": person,
        "emails": list(person.emails.all()),
        "phone": person.phones.filter(is_primary=True).first(),
        "address": person.addresses.filter(is_primary=True).first(),
    }


def _questions(person: Contact) -> list[tuple[Purpose, list[Switch]]]:
    """What a person can say yes or no to: what is offered, and what they agreed to before."""
    rows = Consent.objects.filter(person=person, address="")
    found = rows.values_list("purpose_id", "channel", "state")
    states = {(purpose, channel): state for purpose, channel, state in found}
    asked = [(purpose, list(_switches(states, purpose))) for purpose in Purpose.objects.all()]
    return [(purpose, switches) for purpose, switches in asked if switches]


def _switches(states: States, purpose: Purpose) -> Iterator[Switch]:
    for channel in Channel:
        state = states.get((purpose.pk, channel), "")
        # What is no longer asked can still be taken back by whoever agreed to it.
        if purpose.offers(channel) or state == ConsentState.GIVEN:
            yield Switch(
                value=f"{purpose.code}:{channel}",
                word=Word(purpose.code, channel),
                label=channel.label,
                on=state == ConsentState.GIVEN,
                waits=state == ConsentState.ASKED,
            )


@require_POST
@personal
def change_consents(request: HttpRequest, person: Contact) -> HttpResponse:
    """Give and withdraw consents as the switches now stand; each change keeps its proof."""
    ticked, refused = set(request.POST.getlist("consent")), set(request.POST.getlist("refuse"))
    switches = [switch for _purpose, switches in _questions(person) for switch in switches]
    changes = consent.choose(
        actor=Actor.person(person.pk),
        person_id=person.pk,
        answers={
            switch.word: switch.value in ticked
            for switch in switches
            # What waits for a click in a mail was answered only where something was ticked.
            if not switch.waits or switch.value in ticked | refused
        },
        proof=proof(request, Place.OWN_PAGE),
    )
    if changes:
        messages.success(request, _("We will do as you chose."))
    return HttpResponseRedirect(f"{reverse('people:my')}#consents")


@personal
def history(request: HttpRequest, person: Contact) -> HttpResponse:
    """Show all that happened."""
    entries = timeline(person.pk, Actor.person(person.pk), _MOST)
    return render(request, "people/personal/history.html", {"happened": entries, "person": person})
