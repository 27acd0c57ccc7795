"""Segments of the fictional movement, and what its people were asked lately."""

from datetime import timedelta

from django.utils import timezone

from brug.kernel.registries.demo import DemoContext
from brug.people.enums import AskKind
from brug.people.models import Segment
from brug.people.services.pressure.asking import make_asks, reserve_asks
from brug.people.services.segments.freezing import freeze
from brug.people.services.segments.ready_made import prepare_segments

# Days ago, segment, kind, what for, on what ground.
_ASKS = (
    (75, "newsletter", AskKind.MAILING, "Nieuwsbrief van het seizoen", "Toestemming voor nieuws"),
    (40, "lapsed-donors", AskKind.APPEAL, "Brief aan wie vroeger gaf", "Gerechtvaardigd belang"),
    (12, "volunteers", AskKind.SURVEY, "Enquête bij vrijwilligers", "Overeenkomst"),
)


def ask_around(context: DemoContext) -> None:
    """Make the ready-made segments, and three lists that were used for asking."""
    context.say("segments, and what people were asked lately")
    prepare_segments(actor=context.actor)
    for days, code, kind, purpose, ground in _ASKS:
        frozen = freeze(
            actor=context.actor,
            segment=Segment.objects.get(code=code),
            room="demo",
            purpose=purpose,
            lawful_basis=ground,
        )
        reserved = reserve_asks(
            actor=context.actor,
            person_ids=frozen.members.values_list("person", flat=True),
            kind=kind,
            room="demo",
            what=purpose,
            at=timezone.now() - timedelta(days=days),
        )
        make_asks(actor=context.actor, room="demo", what=purpose, person_ids=reserved.people)
