"""Waking a worker for mails; one wake-up in waiting is enough for all of them."""

import logging

from django.db import transaction
from django_tasks import task

from brug.kernel.jobs.transports import transport
from brug.kernel.messages.delivery import deliver

logger = logging.getLogger(__name__)


@task()
def deliver_mails() -> None:
    """Hand over the mails that are due (a worker calls this)."""
    transport().arrived(deliver_mails.module_path)
    if deliver().more_waits:
        wake()


def wake() -> None:
    """Tell the workers that mails are due; where that fails, the clock finds them."""
    try:
        if transport().announce(deliver_mails.module_path):
            deliver_mails.enqueue()
    except Exception as error:
        logger.warning("no worker could be woken for mails: %s", type(error).__name__)


def wake_on_commit() -> None:
    """Wake a worker once the transaction that queued a mail is there for all to see."""
    transaction.on_commit(wake)
