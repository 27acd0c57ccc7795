"""By when somebody is answered who asks for a right over their data."""

from datetime import date, timedelta

from brug.kernel.periods import add_months, is_working_day

MONTHS = 1
MOST_EXTRA = 2


def due_on(received: date, extra_months: int = 0) -> date:
    """Return the last day on which an answer is in time.

    One month after it came in, two more where it is extended (GDPR art. 12(3)). A month that has
    no such day ends on its last one; where that is no working day, it is the next one that is
    (Regulation 1182/71, art. 3).

    Raises:
        ValueError: it cannot be extended by so many months.
    """
    if not 0 <= extra_months <= MOST_EXTRA:
        raise ValueError(f"an answer may take up to {MOST_EXTRA} months more, not {extra_months}")
    day = add_months(received, MONTHS + extra_months)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def may_extend(received: date, today: date) -> bool:
    """Tell whether it can still be extended: people are told so within the first month."""
    return today <= due_on(received)
