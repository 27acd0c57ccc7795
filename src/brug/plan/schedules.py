"""The plan's work by the clock."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.schedules import Schedule, schedules
from brug.plan import tasks

schedules.register(
    Schedule(
        name="plan.refresh_figures",
        label=_("Refresh the plan's figures of this year"),
        run=tasks.refresh_current,
        every=timedelta(minutes=5),
    )
)
schedules.register(
    Schedule(
        name="plan.refresh_all_figures",
        label=_("Go over all figures of the plan"),
        run=tasks.refresh_all,
        at_hour=3,
    )
)
