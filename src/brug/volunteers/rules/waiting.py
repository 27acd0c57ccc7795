"""How long somebody waits, and when that is too long."""

from datetime import date, datetime, timedelta

from django.utils import timezone

# Source: the organisation's own rule (systems.md C): who waits longer stands out.
STALLED_AFTER = 14  # days
ANSWER_WITHIN = 10  # days for both sides to answer a proposal
REMIND_BEFORE = 3  # days before the last one
FOLLOW_UPS = {"two_weeks": timedelta(days=14), "three_months": timedelta(days=91)}


def days_between(start: datetime | None, end: datetime | None, day: date) -> int:
    """Return whole days of the house's calendar from ``start`` to ``end`` or else to ``day``.

    0 where it has not started, or starts later.
    """
    if start is None:
        return 0
    last = timezone.localtime(end).date() if end else day
    return max(0, (last - timezone.localtime(start).date()).days)


def is_stalled(days: int) -> bool:
    """Tell whether somebody who waits so many days stands out."""
    return days > STALLED_AFTER


def promised_by(confirmed_on: date, days: int) -> date:
    """Return the last day on which a first contact keeps a promise of so many days."""
    return confirmed_on + timedelta(days=days)
