"""Schedules take their turns: each turn is a job whose key is the turn's name."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.jobs.asking import enqueue
from brug.kernel.jobs.declaring import job
from brug.kernel.models.job import TURN_JOB
from brug.kernel.registries.jobs import Retry
from brug.kernel.registries.schedules import schedules


def take_turns(now: datetime | None = None) -> None:
    """Ask for the present turn of every schedule; two workers that do so ask for the same one."""
    moment = timezone.localtime(now)
    for schedule in schedules:
        enqueue(TURN_JOB, key=schedule.slot(moment), schedule=schedule.name)


@job(
    TURN_JOB,
    _("Take a turn of the clock"),
    retry=Retry(attempts=4, first_wait=timedelta(minutes=1)),
)
def take_turn(*, schedule: str) -> None:
    """Run one turn of a schedule."""
    schedules.get(schedule).run()
