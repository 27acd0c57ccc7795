"""Run every benchmark of this folder in a process of its own: ``python -m benchmarks [NAME …]``.

A benchmark is a module with ``main()`` that prints its figures and returns a list of
``benchmarks.result.Result``. None of them fails a build: they are read by people.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_BENCHMARKS = {"__init__", "__main__", "result", "prepare", "segment_shapes"}


def names() -> list[str]:
    """Return the names of all benchmarks."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def main() -> int:
    """Run the benchmarks named on the command line, or all."""
    wanted = sys.argv[1:] or names()
    if unknown := set(wanted) - set(names()):
        print(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
        return 2
    failed = 0
    for name in wanted:
        print(f"\n== {name}", flush=True)
        failed += subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], check=False
        ).returncode
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
