"""Until when a document holds, and when it is time for a new one."""

from datetime import date, timedelta

from brug.kernel.periods import add_months
from brug.volunteers.enums import DocumentStanding


def holds_until(seen_on: date, lasts_months: int | None) -> date | None:
    """Return the last day on which a document holds; None: for good."""
    if lasts_months is None:
        return None
    return add_months(seen_on, lasts_months) - timedelta(days=1)


def window_opens(valid_until: date, window_days: int) -> date:
    """Return the first day on which it is time for a new one."""
    return valid_until - timedelta(days=window_days)


def standing(valid_until: date | None, window_days: int, day: date) -> DocumentStanding:
    """Return how a document that was seen stands on a day."""
    if valid_until is None:
        return DocumentStanding.VALID
    if valid_until < day:
        return DocumentStanding.LAPSED
    if window_opens(valid_until, window_days) <= day:
        return DocumentStanding.RENEW
    return DocumentStanding.VALID
