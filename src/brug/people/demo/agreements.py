"""The consents of the fictional people, with their proof."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from brug.people.demo.crowd import Crowd
from brug.people.demo.sizes import Size
from brug.people.enums import Channel, ConsentState, Place
from brug.people.models import Purpose
from brug.people.services.consent import Proof
from brug.people.services.consent_bulk import KeptConsent

_WHERE = (
    Proof(Place.SIGN_UP, "nl", "192.0.2.17"),
    Proof(Place.SIGN_UP, "fr", "198.51.100.4"),
    Proof("onder een petitie", "nl", "203.0.113.77"),
    Proof("lijst op een bijeenkomst", "nl"),
    Proof("bedankpagina na een gift", "nl", "2001:db8:12:7::9"),
)


def consents(
    *,
    random: Random,
    crowd: Crowd,
    size: Size,
    keys: Sequence[int],
    emails: Sequence[str],
    now: datetime,
) -> Iterator[KeptConsent]:
    """Yield the consents: news for many, some withdrawn later; other purposes for fewer."""
    purposes = {purpose.code: purpose.pk for purpose in Purpose.objects.all()}
    reachable = [head for head, email in enumerate(emails) if email]
    readers = random.sample(reachable, size.newsletter + size.unsubscribed)
    for number, head in enumerate(readers):
        moments = list(_confirmed(random, now, days=1400))
        if number >= size.newsletter:
            last = moments[-1][1]
            gone = last + (now - last) * random.random()
            moments.append((ConsentState.WITHDRAWN, gone))
        yield KeptConsent(
            keys[head], purposes["news"], Channel.EMAIL, tuple(moments), random.choice(_WHERE)
        )
    for head in crowd.volunteers:
        yield KeptConsent(
            keys[head],
            purposes["volunteering"],
            Channel.EMAIL,
            tuple(_confirmed(random, now, days=900)),
            Proof("formulier voor vrijwilligers", "nl", "192.0.2.90"),
        )
    for head in random.sample(reachable, size.other_consents):
        purpose = random.choice(("actions", "appeals"))
        yield KeptConsent(
            keys[head],
            purposes[purpose],
            Channel.EMAIL,
            tuple(_confirmed(random, now, days=1100)),
            random.choice(_WHERE),
        )


def _confirmed(
    random: Random, now: datetime, *, days: int
) -> tuple[tuple[ConsentState, datetime], tuple[ConsentState, datetime]]:
    """Asked one day, confirmed by mail within some hours."""
    asked = now - timedelta(seconds=random.randint(86_400 * 2, 86_400 * days))
    confirmed = asked + timedelta(seconds=random.randint(60, 90_000))
    return (ConsentState.ASKED, asked), (ConsentState.GIVEN, confirmed)
