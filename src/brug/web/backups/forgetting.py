"""Let go of what restores put out of the way."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.jobs import job
from brug.web.backups import kept


@job("web.forget_replaced", _("Remove what a restore replaced a month ago"))
def forget_replaced() -> None:
    """Remove what a restore replaced, once its term is over."""
    now = timezone.now()
    for name in kept.names():
        end = kept.goes_on(name)
        if end is not None and end <= now:
            kept.remove(name)
