"""A process that has started Django and gives birth to others, each of which may be killed.

Run as ``python -m tests.kernel.killing.nest``. Each line of its input is a JSON object: ``act``
(a function of ``acts``), ``args``, ``result`` (a file for what it returns) and ``kill_at`` (see
``points``); its answer is the number of the process that does it. Starting Django once saves two
seconds for each worker that a test kills.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

import django

django.setup()

from tests.kernel.killing import acts, points  # noqa: E402 - Django must have started


def main() -> None:
    """Give birth until the input ends."""
    # The system buries the dead for us.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        wanted = json.loads(line)
        number = os.fork()
        if number == 0:
            _live(wanted)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _live(wanted: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.stdin.close()
    try:
        if wanted["kill_at"]:
            points.arm(*wanted["kill_at"])
        result = getattr(acts, wanted["act"])(**wanted["args"])
        Path(wanted["result"]).write_text(json.dumps({"ok": result}))
    except BaseException:
        Path(wanted["result"]).write_text(json.dumps({"error": traceback.format_exc()}))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
