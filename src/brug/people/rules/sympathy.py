"""Who counts as a sympathiser."""

from collections.abc import Iterable
from datetime import date

from brug.kernel.periods import Period
from brug.people.enums import SYMPATHISER_KINDS

WINDOW_MONTHS = 12


def is_sympathiser(acts: Iterable[tuple[str, date]], on: date) -> bool:
    """Tell whether somebody with these acts (kind, day) is a sympathiser on a day.

    That is: gave, volunteered or took an online action in the twelve months that end with ``on``
    (the organisation's own definition, plan 2026-2030). The measure ``people.sympathisers`` counts
    by this rule in SQL; a test holds the two together.
    """
    window = Period.months_until(on, WINDOW_MONTHS)
    return any(kind in SYMPATHISER_KINDS and day in window for kind, day in acts)
