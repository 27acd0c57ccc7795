"""``brug worker``: background jobs, schedules and mails."""

import logging

import click
from django.urls import set_urlconf

from brug.kernel.jobs import worker as house_worker
from brug.kernel.jobs.lean import live_lean
from brug.kernel.messages.recovery import look_after_mails
from brug.web.backups.forgotten import forget_who_was_forgotten

# The libraries tell of each wake-up taken and finished; what matters is told by the jobs.
_CHATTY = ("django_tasks", "django_tasks_db", "rq.worker")


@click.command()
@click.option(
    "--batch",
    "--once",
    "batch",
    is_flag=True,
    help="Do all that waits, then stop (for cron and tests).",
)
def worker(*, batch: bool) -> None:
    """Work in the background until told to stop (SIGTERM ends it after the job in hand)."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    live_lean()
    set_urlconf("brug.web.reader_urls")
    forget_who_was_forgotten()  # where a restore was killed before it came to that
    if batch:
        house_worker.work_off(ticks=[look_after_mails])
    else:
        house_worker.work(ticks=[look_after_mails])
