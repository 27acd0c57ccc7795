"""Contacts and what they did, for tests, made as people make them."""

from datetime import datetime, timedelta

from django.utils import timezone

from brug.kernel.access.actor import Actor
from brug.kernel.models import PostalCode, Region
from brug.people.enums import ContactKind, EngagementKind
from brug.people.models import Contact, Engagement
from brug.people.services.contact_data import NewContact
from brug.people.services.contacts_bulk import make_contacts
from brug.people.services.journal import record_engagement

HOUSE = Actor.system("test")


def make_municipality(code: str = "9000", name: str = "Gent", area: str = "OVL") -> Region:
    """A municipality with one postal code, in a working region; the same one for the same code."""
    known = PostalCode.objects.filter(country="BE", code=code).select_related("region").first()
    if known:
        return known.region
    working = Region.objects.filter(code=area).first() or Region.add_root(
        code=area, kind="working_region", name_nl=area
    )
    Region.objects.filter(pk=working.pk).update(working_region=working)
    town = working.add_child(
        code=f"M{code}",
        kind="municipality",
        name_nl=name,
        working_region=working,
        search_text=name.lower(),
    )
    PostalCode.objects.create(code=code, region=town, places=[name])
    return town


def make_person(last_name: str = "Peeters", first_name: str = "Jan", **fields: object) -> Contact:
    """A person; other fields as in ``NewContact``."""
    new = NewContact(first_name=first_name, last_name=last_name, **fields)  # type: ignore[arg-type]
    (key,) = make_contacts(actor=HOUSE, contacts=[new])
    return Contact.objects.get(pk=key)


def make_organisation(name: str = "Welkom in Gent", **fields: object) -> Contact:
    """An organisation; other fields as in ``NewContact``."""
    new = NewContact(kind=ContactKind.ORGANISATION, organisation_name=name, **fields)  # type: ignore[arg-type]
    (key,) = make_contacts(actor=HOUSE, contacts=[new])
    return Contact.objects.get(pk=key)


def days_ago(days: int) -> datetime:
    """Noon so many days before today, in the house's time zone."""
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return min(noon - timedelta(days=days), timezone.now())


def act(
    person: Contact,
    kind: EngagementKind = EngagementKind.ONLINE_ACTION,
    days: int = 1,
    **more: object,
) -> Engagement:
    """Something that a person did so many days ago; more as in ``record_engagement``."""
    return record_engagement(
        actor=HOUSE,
        person_id=person.pk,
        kind=kind,
        occurred_at=days_ago(days),
        **more,  # type: ignore[arg-type]
    )
