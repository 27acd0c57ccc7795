"""The queries' tests count with measures of their own."""

from collections.abc import Iterator

import pytest

from tests.plan.measures import registered


@pytest.fixture(autouse=True)
def _fakes() -> Iterator[None]:
    with registered():
        yield
