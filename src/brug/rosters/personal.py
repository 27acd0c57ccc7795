"""What the rosters room shows on a person's own page."""

from collections.abc import Mapping

from brug.kernel.registries.personal import PersonalCard, personal_cards
from brug.rosters.queries import mine

_MOST = 3


def shifts(person_id: int) -> Mapping[str, object] | None:
    """Show somebody their next shifts, and what waits for their answer."""
    volunteer = mine.volunteer_of(person_id)
    if volunteer is None:
        return None
    return {
        "volunteer": volunteer,
        "shifts": list(mine.my_shifts(volunteer)[:_MOST]),
        "waiting": len(mine.asks_waiting(volunteer)) + len(mine.swaps_waiting(volunteer)),
    }


personal_cards.register(
    PersonalCard(
        name="rosters.shifts",
        template="rosters/personal/card.html",
        context=shifts,
        order=5,
    )
)
