"""Initiatives in the desk's search box."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.folding import fold
from brug.kernel.registries.search import Hit, SearchSource, search_sources
from brug.volunteers.links import initiative_url
from brug.volunteers.models import Initiative


def _find(actor: Actor, text: str, limit: int) -> Iterator[Hit]:
    seen = Initiative.objects.visible_to(actor).filter(
        organisation__sort_name__contains=fold(text), organisation__anonymised_at=None
    )
    for one in seen.select_related("organisation", "region")[:limit]:
        detail = f"{one.get_state_display()} · {one.region or ''}"
        yield Hit(one.name, detail.strip(" ·"), initiative_url(one.public_id))


search_sources.register(
    SearchSource(
        name="volunteers.initiatives",
        label=_("Initiatives"),
        permission="volunteers.view_initiative",
        find=_find,
    )
)
