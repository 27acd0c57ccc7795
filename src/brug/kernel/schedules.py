"""What the kernel does by the clock."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.answers.refreshing import stale
from brug.kernel.registries.schedules import Schedule, schedules
from brug.kernel.retention.running import begin_runs


def _ask(name: str) -> None:
    jobs.enqueue(name, key=timezone.localdate().isoformat())


def _refresh_answers() -> None:
    if next(stale(), None) is not None:
        jobs.enqueue("kernel.refresh_answers", key=timezone.now().isoformat(timespec="minutes"))


schedules.register(
    Schedule(
        name="kernel.refresh_answers",
        label=_("Count anew what pages show, where records changed"),
        run=_refresh_answers,
        every=timedelta(minutes=5),
    )
)
schedules.register(
    Schedule(
        name="kernel.forget_answers",
        label=_("Drop kept counts that nobody looks at any more"),
        run=lambda: _ask("kernel.forget_answers"),
        at_hour=3,
    )
)
schedules.register(
    Schedule(
        name="kernel.forget_jobs",
        label=_("Forget jobs that are long done"),
        run=lambda: _ask("kernel.forget_jobs"),
        at_hour=3,
    )
)
schedules.register(
    Schedule(
        name="kernel.forget_mails",
        label=_("Blank the bodies of old mails and delete the oldest"),
        run=lambda: _ask("kernel.forget_mails"),
        at_hour=3,
    )
)
schedules.register(
    Schedule(
        name="kernel.retention",
        label=_("Let go of data whose term is over"),
        run=begin_runs,
        at_hour=2,
    )
)
