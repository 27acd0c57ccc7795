"""What the volunteers room shows on a person's own page."""

from collections.abc import Mapping

from brug.kernel.registries.personal import PersonalCard, personal_cards
from brug.volunteers.enums import CandidateState
from brug.volunteers.models import Candidate, Initiative, Involvement
from brug.volunteers.queries.inbox import proposals_to_answer


def volunteering(person_id: int) -> Mapping[str, object] | None:
    """Show a person their search, what waits for an answer, where they help, what they lead."""
    searches = Candidate.objects.filter(person_id=person_id)
    search = searches.exclude(state=CandidateState.UNCONFIRMED).order_by("-signed_up_at").first()
    groups = list(Initiative.objects.led_by(person_id).select_related("organisation"))
    involved = list(
        Involvement.objects.filter(person_id=person_id)
        .select_related("task", "initiative__organisation")
        .prefetch_related("agreements")
    )
    if search is None and not groups and not involved:
        return None
    placements = list(
        search.placements.select_related("proposal__opening__initiative__organisation")
        if search
        else []
    )
    return {
        "search": search,
        "placements": placements,
        "groups": groups,
        "involved": involved,
        "proposals": proposals_to_answer(person_id),
    }


personal_cards.register(
    PersonalCard(
        name="volunteers.volunteering",
        template="volunteers/personal/card.html",
        context=volunteering,
        order=10,
    )
)
