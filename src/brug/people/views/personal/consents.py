"""What a person lets us do: by purpose and channel, and by address where there are several."""
# messages: public

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.people.enums import Channel, ConsentState, Place
from brug.people.models import Consent, ConsentEvent, Contact, EmailAddress, Purpose
from brug.people.rules.answers import widened
from brug.people.services import consent
from brug.people.services.consent import Word
from brug.people.views.personal.session import personal
from brug.people.views.visitors import proof

States = dict[tuple[int, str, str], Consent]


@dataclass(frozen=True)
class Switch:
    """One purpose through one channel, or to one address: may we or not; and the newest proof.

    One that is ``closed`` cannot be switched on: nobody confirmed that address.
    """

    value: str
    word: Word
    label: str | Promise
    on: bool
    waits: bool
    proof: ConsentEvent | None = None
    closed: bool = False


def questions(person: Contact, emails: list[EmailAddress]) -> list[tuple[Purpose, list[Switch]]]:
    """Return what a person can say yes or no to: what is offered, and what they agreed to."""
    rows = Consent.objects.filter(person=person).prefetch_related("events")
    states = {(row.purpose_id, row.channel, row.address): row for row in rows}
    purposes = Purpose.objects.all()
    asked = [(purpose, list(_switches(states, purpose, emails))) for purpose in purposes]
    return [(purpose, switches) for purpose, switches in asked if switches]


def _switches(states: States, purpose: Purpose, emails: list[EmailAddress]) -> Iterator[Switch]:
    for channel in Channel:
        whole = states.get((purpose.pk, channel, ""))
        narrow = [
            (email, states.get((purpose.pk, channel, email.address), whole))
            for email in (emails if channel == Channel.EMAIL and len(emails) > 1 else [])
        ]
        said_all = [whole, *(said for _email, said in narrow)]
        given = any(row and row.state == ConsentState.GIVEN for row in said_all)
        # What is no longer asked can still be taken back by whoever agreed to it.
        if not purpose.offers(channel) and not given:
            continue
        if not narrow:
            yield _switch(Word(purpose.code, channel), whole, channel.label)
        for email, said in narrow:
            word = Word(purpose.code, channel, email.address)
            yield _switch(word, said, email.address, is_closed=email.confirmed_at is None)


def _switch(
    word: Word, said: Consent | None, label: str | Promise, *, is_closed: bool = False
) -> Switch:
    state = said.state if said else ""
    on = state == ConsentState.GIVEN
    return Switch(
        value=":".join(filter(None, (word.purpose, word.channel, word.address))),
        word=word,
        label=label,
        on=on,
        waits=state == ConsentState.ASKED,
        proof=next(iter(said.events.all()), None) if said else None,
        closed=is_closed and not on,
    )


@require_POST
@personal
def change_consents(request: HttpRequest, person: Contact) -> HttpResponse:
    """Give and withdraw consents as the switches now stand; each change keeps its proof."""
    ticked, refused = set(request.POST.getlist("consent")), set(request.POST.getlist("refuse"))
    asked = questions(person, list(person.emails.all()))
    switches = [switch for _purpose, switches in asked for switch in switches]
    answers = {
        switch.word: switch.value in ticked and not switch.closed
        for switch in switches
        # What waits for a click in a mail was answered only where something was ticked.
        if switch.value in (refused if switch.closed else ticked | refused)
        or not (switch.waits or switch.closed)
    }
    parts: dict[Word, list[Word]] = {}
    for word in (switch.word for switch in switches if switch.word.address):
        parts.setdefault(Word(word.purpose, word.channel), []).append(word)
    changes = consent.choose(
        actor=Actor.person(person.pk),
        person_id=person.pk,
        answers=widened(answers, parts),
        proof=proof(request, Place.OWN_PAGE),
    )
    if changes:
        messages.success(request, _("We will do as you chose."))
    return HttpResponseRedirect(f"{reverse('people:my')}#consents")
