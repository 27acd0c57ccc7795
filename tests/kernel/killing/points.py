"""Points at which a process kills itself, as if the machine had."""

import os
import signal
from importlib import import_module
from itertools import count
from typing import Any


def arm(path: str, when: str, nth: int) -> None:
    """Kill this process ``before`` or ``after`` the ``nth`` call of the function at ``path``.

    ``path`` is ``module:name`` or ``module:Class.name``.
    """
    module, _, names = path.partition(":")
    *owners, name = names.split(".")
    owner = import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    original = getattr(owner, name)
    calls = count(1)

    def watched(*args: Any, **kwargs: Any) -> Any:
        is_the_one = next(calls) == nth
        if is_the_one and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if is_the_one and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, watched)
