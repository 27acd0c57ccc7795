"""What volunteers of the house wait for."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import PaperKind
from brug.volunteers.models import Agreement, Claim, Involvement, Review
from brug.volunteers.queries.welcome import documents_that_ask

_SOON = timedelta(days=7)


@dataclass(frozen=True)
class InvolvedInbox:
    """Counts of what waits, of the volunteers whom the actor sees."""

    unsigned: int
    documents: int
    claims: int
    reviews: int
    to_part: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not any((self.unsigned, self.documents, self.claims, self.reviews, self.to_part))


def involved_inbox(actor: Actor) -> InvolvedInbox:
    """Return what waits for the actor, in a fixed number of queries."""
    seen = Involvement.objects.visible_to(actor).filter(person__anonymised_at=None)
    signed = Agreement.objects.complete().filter(involvement=OuterRef("pk"), kind=PaperKind.NOTE)
    present = seen.present()
    return InvolvedInbox(
        unsigned=present.filter(~Exists(signed)).count(),
        documents=len(documents_that_ask(actor)),
        claims=Claim.objects.visible_to(actor).waiting().count(),
        reviews=Review.objects.filter(
            held_on=None,
            planned_on__lte=today() + _SOON,
            involvement__in=present.order_by().values("pk"),
        ).count(),
        to_part=seen.to_part_with().count(),
    )
