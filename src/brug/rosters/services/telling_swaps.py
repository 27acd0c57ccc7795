"""The mails about swaps: each occasion once."""
# messages: public

from brug.kernel.access.actor import Actor
from brug.people import api as people
from brug.rosters.models import Swap
from brug.rosters.services.mailing import SWAP_SCOPE, facts_of, send_to


def ask_to_swap(*, actor: Actor, swap: Swap) -> None:
    """Mail somebody whether they swap."""
    asker = people.person(swap.offered.volunteer.person_id)
    theirs = facts_of(swap.wanted.shift)
    send_to(
        actor,
        swap.wanted.volunteer,
        "rosters.swap_asked",
        f"rosters.swap_asked:{swap.pk}",
        {
            **facts_of(swap.offered.shift),
            "other": asker.first_name or asker.name,
            "their_service": theirs["service"],
            "their_day": theirs["day"],
            "their_hours": theirs["hours"],
        },
        link=(SWAP_SCOPE, swap.pk),
        names=[asker.id],
    )


def tell_swap(*, actor: Actor, swap: Swap, is_done: bool) -> None:
    """Mail who asked whether the other swaps, with the shift that is theirs now."""
    other = people.person(swap.wanted.volunteer.person_id)
    shift = swap.wanted.shift if is_done else swap.offered.shift
    kind = "rosters.swap_done" if is_done else "rosters.swap_declined"
    send_to(
        actor,
        swap.offered.volunteer,
        kind,
        f"{kind}:{swap.pk}",
        {**facts_of(shift), "other": other.first_name or other.name},
        names=[other.id],
    )
