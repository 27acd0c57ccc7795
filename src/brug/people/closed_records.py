"""What the people tier keeps closed."""
# messages: public

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.closed_records import ClosedKind, Subject, closed_kinds
from brug.people.links import contact_url
from brug.people.models import Contact
from brug.people.models.note import READ_CLOSED
from brug.people.services.closed_notes import KIND


def _subjects(actor: Actor, person_ids: Collection[int]) -> dict[int, Subject]:
    """Those of the people whom the actor may see, with the way to their page."""
    seen = Contact.objects.visible_to(actor).filter(pk__in=person_ids)
    return {one.pk: Subject(one.name, contact_url(one.public_id)) for one in seen}


closed_kinds.register(
    ClosedKind(name=KIND, label=_("Closed note"), right=READ_CLOSED, subjects=_subjects)
)
