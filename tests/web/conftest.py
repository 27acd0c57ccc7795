"""For tests of the doors: a fresh throttle each time."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_throttle() -> None:
    """Forget who tried to sign in before."""
    cache.clear()
