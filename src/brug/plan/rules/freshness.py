"""Whether a kept figure may be shown, or must be taken again.

While the measure's watermark is the same, nothing has changed and the figure is exact. Otherwise it
is shown with its time for as long as the reader's patience lasts: not at all for the command line
and the reports (they are always exact), some minutes for pages and the API. A span that ended long
ago hardly changes any more and is then looked at once a night.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

SETTLED_AFTER = timedelta(days=31)


@dataclass(frozen=True)
class Patience:
    """How old a figure may be though records changed since, by the age of its span."""

    current: timedelta
    settled: timedelta


EXACT = Patience(current=timedelta(0), settled=timedelta(0))
PAGE = Patience(current=timedelta(minutes=10), settled=timedelta(hours=26))


def may_be_old(patience: Patience, computed_at: datetime, end: date, now: datetime) -> bool:
    """Whether patience covers the figure's age, so that its watermark need not even be asked."""
    is_settled = computed_at.date() - end >= SETTLED_AFTER
    allowed = patience.settled if is_settled else patience.current
    return now - computed_at < allowed
