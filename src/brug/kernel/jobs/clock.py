"""The worker's clock: a thread that looks every few seconds for what nobody was woken for."""

import logging
import threading
from collections.abc import Callable, Sequence

from django.db import close_old_connections, connection

from brug.kernel.jobs.errors import describe

logger = logging.getLogger(__name__)

SECONDS = 15.0
Tick = Callable[[], object]


class Clock(threading.Thread):
    """Calls its ticks one after the other, every ``seconds``, until stopped.

    A tick that fails is logged and tried again at the next stroke.
    """

    def __init__(self, ticks: Sequence[Tick], seconds: float = SECONDS) -> None:
        super().__init__(name="clock", daemon=True)
        self._ticks = ticks
        self._seconds = seconds
        self._stopped = threading.Event()

    def strike(self) -> None:
        """Call all ticks once, in the caller's thread."""
        for tick in self._ticks:
            try:
                tick()
            except Exception as error:
                logger.warning("the clock's %s failed: %s", tick.__name__, describe(error))

    def run(self) -> None:
        """Strike until stopped."""
        while not self._stopped.wait(self._seconds):
            close_old_connections()
            self.strike()
        connection.close()

    def stop(self) -> None:
        """Stop after the stroke in hand, waiting for it a little."""
        self._stopped.set()
        if self.is_alive():
            self.join(timeout=5)
