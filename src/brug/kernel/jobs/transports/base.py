"""What the house asks of a transport beyond sending a wake-up."""

from typing import Protocol


class Transport(Protocol):
    """Carries wake-ups to workers; may lose or repeat them."""

    def waiting(self) -> int:
        """Return how many wake-ups no worker has taken yet."""

    def waiting_jobs(self) -> set[int]:
        """Return the keys of the jobs for which a wake-up waits."""

    def announce(self, name: str) -> bool:
        """Tell whether a wake-up of this name must be sent: False where one waits already.

        May err towards True; errs towards False for half a minute at most, after a crash.
        """

    def arrived(self, name: str) -> None:
        """Note that a worker took the wake-up of this name, before it looks for work."""

    def tidy(self) -> int:
        """Remove wake-ups that a dead worker holds and old results; return how many."""

    def work(self, *, batch: bool) -> None:
        """Take wake-ups one after the other: until told to stop, or (``batch``) until none waits.

        Signals to stop are heeded after the wake-up in hand.
        """
