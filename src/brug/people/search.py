"""Contacts in the desk's search box."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.search import Hit, SearchSource, search_sources
from brug.people.links import contact_url
from brug.people.models import Contact
from brug.people.queries.finding import find_contacts


def _find(actor: Actor, text: str, limit: int) -> Iterator[Hit]:
    for contact in find_contacts(Contact.objects.visible_to(actor), text, limit):
        line = " · ".join([str(contact.get_kind_display()), str(contact.region or "")])
        yield Hit(contact.name, line.strip(" ·"), contact_url(contact.public_id))


search_sources.register(
    SearchSource(
        name="people.contacts",
        label=_("People and organisations"),
        permission="people.view_contact",
        find=_find,
    )
)
