"""Each request leaves one line that names nobody."""

import logging
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def _lines(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "brug.request"]


def test_a_request_leaves_method_route_status_duration_and_number(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    response = client.get("/nl/privacy/?who=jan@example.org")
    (line,) = _lines(caplog)
    assert (line.method, line.route, line.status) == ("GET", "/nl/privacy/", 200)  # type: ignore[attr-defined]
    assert line.ms > 0  # type: ignore[attr-defined]
    assert re.fullmatch(r"[b-z]{12}", response.headers["X-Request-ID"])
    assert "jan" not in line.getMessage()


def test_what_stands_in_an_address_is_not_logged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.get("/nl/jan.peeters/")
    assert [line.route for line in _lines(caplog)] == ["-"]  # type: ignore[attr-defined]
    assert not any("peeters" in record.getMessage() for record in _lines(caplog))


def test_the_number_that_a_proxy_gave_is_kept(client: Client) -> None:
    response = client.get("/nl/", headers={"x-request-id": "balancer-0001"})
    assert response.headers["X-Request-ID"] == "balancer-0001"


@pytest.mark.parametrize("given", ["jan@example.org", "short", "x" * 65, "two words", "a;b;c;d;e"])
def test_a_number_that_is_none_is_replaced(client: Client, given: str) -> None:
    response = client.get("/nl/", headers={"x-request-id": given})
    assert re.fullmatch(r"[b-z]{12}", response.headers["X-Request-ID"])


def test_health_questions_leave_no_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert client.get("/health/live").status_code == 200
    assert _lines(caplog) == []
