"""The worker: takes wake-ups and keeps the clock, in one process."""

from collections.abc import Sequence

from brug.kernel.jobs.clock import Clock, Tick
from brug.kernel.jobs.sweep import sweep
from brug.kernel.jobs.transports import transport
from brug.kernel.jobs.turns import take_turns

# Rounds of a batch in which jobs may ask for more jobs.
_MOST_ROUNDS = 1000


def work(*, ticks: Sequence[Tick] = ()) -> None:
    """Work until told to stop; ``ticks`` are called by the clock beside its own."""
    clock = Clock([take_turns, sweep, *ticks])
    clock.strike()
    clock.start()
    try:
        transport().work(batch=False)
    finally:
        clock.stop()


def work_off(*, ticks: Sequence[Tick] = ()) -> None:
    """Do all that waits, then stop: for cron and tests.

    Raises:
        RuntimeError: jobs kept coming without end.
    """
    clock = Clock([take_turns, sweep, *ticks])
    for _ in range(_MOST_ROUNDS):
        clock.strike()
        if not transport().waiting():
            return
        transport().work(batch=True)
    raise RuntimeError("jobs keep coming")
