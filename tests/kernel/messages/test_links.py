"""Links in mails: whole, in the reader's language, also where the worker makes them."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, set_urlconf

from brug.kernel.messages import link


@pytest.fixture
def in_a_worker() -> Iterator[None]:
    """Know the addresses that a worker knows."""
    set_urlconf("brug.web.reader_urls")
    yield
    set_urlconf(None)


@pytest.mark.parametrize("language", ["nl", "fa-af", "ps"])
@pytest.mark.usefixtures("in_a_worker")
def test_a_link_is_whole_and_in_the_language_of_the_reader(language: str) -> None:
    assert link("public:home", language=language) == f"{settings.BASE_URL}/{language}/"


@pytest.mark.usefixtures("in_a_worker")
def test_a_worker_can_link_to_the_desk() -> None:
    assert link("mails:mail", language="nl", number=7) == f"{settings.BASE_URL}/desk/mails/7/"


def test_a_link_to_nowhere_is_a_mistake() -> None:
    with pytest.raises(NoReverseMatch):
        link("public:vanished", language="nl")
