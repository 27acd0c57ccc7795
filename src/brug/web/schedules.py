"""What the web tier does by the clock."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.registries.schedules import Schedule, schedules


def _ask() -> None:
    jobs.enqueue("web.forget_replaced", key=timezone.localdate().isoformat())


schedules.register(
    Schedule(
        name="web.forget_replaced",
        label=_("Remove what a restore replaced a month ago"),
        run=_ask,
        at_hour=4,
    )
)
