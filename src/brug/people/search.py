"""Contacts in the desk's search box."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.search import Hit, SearchSource, search_sources
from brug.people.links import contact_url
from brug.people.models import Contact
from brug.people.queries.alike import find_alike, in_words
from brug.people.queries.finding import find_contacts


def _find(actor: Actor, text: str, limit: int) -> Iterator[Hit]:
    seen = Contact.objects.visible_to(actor)
    exact = find_contacts(seen, text, limit)
    for contact in exact:
        yield _hit(contact)
    if len(exact) < limit:
        without = [contact.pk for contact in exact]
        for one in find_alike(seen, text, limit - len(exact), without=without):
            yield _hit(one.contact, in_words(one.reasons))


def _hit(contact: Contact, why: str = "") -> Hit:
    parts = [str(contact.get_kind_display()), str(contact.region or ""), why]
    return Hit(
        contact.name, " · ".join(part for part in parts if part), contact_url(contact.public_id)
    )


search_sources.register(
    SearchSource(
        name="people.contacts",
        label=_("People and organisations"),
        permission="people.view_contact",
        find=_find,
    )
)
