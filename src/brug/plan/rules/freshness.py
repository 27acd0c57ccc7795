"""Whether a kept figure may be shown, or must be taken again.

While the measure's watermark is the same, nothing has changed and the figure is exact. Otherwise it
is shown with its time for as long as the reader's patience lasts: not at all for the command line
and the reports (they are always exact), a day and a half for pages and the API. The worker takes
what changed every five minutes, and nobody should wait for that in front of a page. Only where no
worker has run for that long a page counts by itself.
"""

from datetime import datetime, timedelta

# How old a figure may be though records changed since.
Patience = timedelta

EXACT = timedelta(0)
PAGE = timedelta(hours=36)


def may_be_old(patience: Patience, computed_at: datetime, now: datetime) -> bool:
    """Whether patience covers the figure's age, so that its watermark need not even be asked."""
    return now - computed_at < patience
