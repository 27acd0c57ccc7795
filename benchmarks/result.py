"""How benchmarks measure and report."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A figure beside its floor, in the same unit; ``limit`` is the ratio that was promised."""

    what: str
    figure: float
    floor: float
    limit: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.figure / self.floor if self.floor else float("inf")

    def __str__(self) -> str:
        word = "ok  " if self.ratio <= self.limit else "OVER"
        return (
            f"{word} {self.what:48} {self.figure:9.1f} {self.unit} "
            f"= {self.ratio:5.2f} x floor of {self.floor:.1f} (promised {self.limit} x)"
        )


def cpu_ms(act: Callable[[], object], *, times: int, warm: int = 3) -> float:
    """Return the median CPU milliseconds of one call of ``act`` in this process."""
    for _ in range(warm):
        act()
    spent = []
    for _ in range(times):
        start = time.process_time()
        act()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def wall_ms(act: Callable[[], object], *, times: int, warm: int = 1) -> float:
    """Return the median elapsed milliseconds of one call of ``act``."""
    for _ in range(warm):
        act()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def beside(
    first: Callable[[], object],
    second: Callable[[], object],
    *,
    times: int,
    clock: Callable[[], float] = time.process_time,
) -> tuple[float, float]:
    """Return the median milliseconds of two acts done in turns, so that a busy spell hits both."""
    spent: tuple[list[float], list[float]] = ([], [])
    for turn in range(times + 1):
        for place, act in enumerate((first, second)):
            start = clock()
            act()
            if turn:  # the first turn warms
                spent[place].append((clock() - start) * 1000)
    return statistics.median(spent[0]), statistics.median(spent[1])
