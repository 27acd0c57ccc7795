"""Whom the organisation may reach: consent, and an address that works."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from brug.people.enums import Channel, ConsentState
from brug.people.models import Consent, EmailAddress, Phone, PostalAddress, Purpose, RightsRequest
from brug.people.queries.segments.semijoin import HasRow


def reachable(purpose: str, channel: str) -> Q:
    """Contacts who agreed to a purpose through a channel and have what it needs.

    As ``people.services.consent.may_reach``: a word about one e-mail address or number goes before
    the word about the person as a whole. An address that bounced does not count, nor does a purpose
    that is no longer in use or no longer through that channel, nor who asked to be left alone.
    """
    offered = [one.pk for one in Purpose.objects.filter(code=purpose) if one.offers(channel)]
    words = Consent.objects.filter(purpose__in=offered, channel=channel).order_by()
    given = words.filter(state=ConsentState.GIVEN)
    if channel == Channel.EMAIL:
        working = EmailAddress.objects.order_by().filter(bounced_at=None)
        return Q(HasRow(_agreed(working, "address", words, given))) & ~held()
    if channel == Channel.POST:
        as_a_whole = given.filter(person=OuterRef("pk"), address="")
        places = PostalAddress.objects.order_by().filter(contact=OuterRef("pk"))
        return Q(HasRow(as_a_whole)) & Q(HasRow(places)) & ~held()
    return Q(HasRow(_agreed(Phone.objects.order_by(), "number", words, given))) & ~held()


def held() -> Q:
    """Contacts who asked to be left alone or forgotten, while that stands: few."""
    return Q(pk__in=RightsRequest.objects.holding().order_by().values("person"))


def words_on(purpose: str, channel: str) -> QuerySet[Consent]:
    """Return what people said on a purpose and channel, found by the purpose's key: no join."""
    keys = list(Purpose.objects.filter(code=purpose).values_list("pk", flat=True))
    return Consent.objects.filter(purpose__in=keys, channel=channel).order_by()


def _agreed(
    rows: QuerySet[Any], column: str, words: QuerySet[Consent], given: QuerySet[Consent]
) -> QuerySet[Any]:
    """The addresses or numbers of a contact that they may be reached at."""
    own = {"person": OuterRef("contact"), "address": OuterRef(column)}
    as_a_whole = given.filter(person=OuterRef("contact"), address="")
    return rows.filter(
        Q(HasRow(given.filter(**own))) | (Q(HasRow(as_a_whole)) & ~Q(HasRow(words.filter(**own)))),
        contact=OuterRef("pk"),
    )
