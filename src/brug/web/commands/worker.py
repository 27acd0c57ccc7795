"""``brug worker``: background jobs, schedules and mails."""

import click

from brug.kernel.jobs import worker as house_worker
from brug.kernel.messages.recovery import look_after_mails


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
    if batch:
        house_worker.work_off(ticks=[look_after_mails])
    else:
        house_worker.work(ticks=[look_after_mails])
