"""How big the fictional movement is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Heads and shares of the movement; a year is twelve months that end today (0: the newest).

    ``active`` and ``giving`` say how many people acted and how many of them gave, year by year.
    """

    people: int
    active: tuple[int, int, int]
    giving: tuple[int, int, int]
    monthly_givers: int
    volunteers: int
    walkers: int
    groups: int
    member_groups: int
    member_professionals: int
    member_people: int
    newsletter: int
    unsubscribed: int
    other_consents: int


FULL = Size(
    people=74_600,
    active=(57_000, 54_300, 50_800),
    giving=(22_300, 20_900, 19_400),
    monthly_givers=5_200,
    volunteers=5_050,
    walkers=3_440,
    groups=160,
    member_groups=19,
    member_professionals=35,
    member_people=13,
    newsletter=36_000,
    unsubscribed=2_400,
    other_consents=16_000,
)
SMALL = Size(
    people=420,
    active=(310, 290, 270),
    giving=(120, 110, 104),
    monthly_givers=28,
    volunteers=46,
    walkers=24,
    groups=15,
    member_groups=4,
    member_professionals=6,
    member_people=3,
    newsletter=200,
    unsubscribed=14,
    other_consents=90,
)


def size_of(*, is_full: bool) -> Size:
    """Return the full movement or the small one."""
    return FULL if is_full else SMALL
