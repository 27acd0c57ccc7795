"""The hostile environment in which all tests run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from brug.kernel.answers import keeping
from tests.browser import chromium, visit  # noqa: F401 - fixtures for all
from tests.migrated import django_db_modify_db_settings  # noqa: F401 - for all
from tools.build_messages import compile_all

# Playwright keeps an event loop in the thread of the test, which Django takes for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Without its compiled catalogue Django does not know Pashto at all.
compile_all()

# A loaded machine is no failure; benchmarks watch the clock, tests watch behaviour.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Begin each test in the house's language, whatever page the one before it looked at."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _content_types_known_anew(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget the numbers of content types after a test that emptied all tables: they are new."""
    yield
    marker = request.node.get_closest_marker("django_db")
    is_emptied = bool(marker and marker.kwargs.get("transaction"))
    if is_emptied or "transactional_db" in request.fixturenames:
        ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def _answers_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reckon kept answers anew at once where records changed, however slow the machine is."""
    monkeypatch.setattr(keeping, "AT_ONCE", 10**9)


@pytest.fixture
def english(_own_language: None) -> Iterator[None]:
    """Read messages in English, whatever the house's language."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder with files of others; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared with files of others to test against")
    return SHARED


# Files of few but long tests. Two workers end together only if these are begun first; the machinery
# that shares them out would begin with those of many tests.
_LONG = (
    "tests/house/test_every_page_browser.py",
    "tests/house/test_access_matrix.py",
    "tests/ops/test_demo.py",
    "tests/ops/test_backup_restore.py",
    "tests/kernel/killing/test_mails_survive.py",
    "tests/kernel/killing/test_restores_survive.py",
    "tests/web/demo/test_builder.py",
    "tests/plan/test_demo.py",
    "tests/plan/document/test_comparing.py",
    "tests/people/desk/test_new_screens_browser.py",
    "tests/kernel/desk/test_operations_browser.py",
    "tests/web/test_production.py",
)


def _rank(item: pytest.Item) -> int:
    file = item.nodeid.partition("::")[0]
    return _LONG.index(file) if file in _LONG else len(_LONG)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what is long; ask PostgreSQL only what asks a database.

    The rest was tried on SQLite already.
    """
    items.sort(key=_rank)
    if not os.environ.get("TEST_DATABASE_URL"):
        return
    asking = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def _asks_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(
        item.get_closest_marker("django_db")
        or item.get_closest_marker("grown")
        or fixtures & {"db", "transactional_db", "django_db_setup"}
    )


def pytest_runtest_setup() -> None:
    """Shut the network but for this machine."""
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
