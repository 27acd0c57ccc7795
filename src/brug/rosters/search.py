"""Services in the desk's search box."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.search import Hit, SearchSource, search_sources
from brug.rosters.links import service_url
from brug.rosters.models import Service


def _find(actor: Actor, text: str, limit: int) -> Iterator[Hit]:
    seen = Service.objects.visible_to(actor).filter(name__icontains=text)
    for one in seen[:limit]:
        yield Hit(one.name, one.place, service_url(one.public_id))


search_sources.register(
    SearchSource(
        name="rosters.services", label=_("Services"), permission="rosters.view", find=_find
    )
)
