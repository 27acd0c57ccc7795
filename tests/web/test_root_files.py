"""What programs ask for at the root of every site is there, without a page or a database."""

import io

import pytest
from django.test import Client
from PIL import Image

from tests.house import matrix


def _content(client: Client, path: str) -> tuple[str, bytes]:
    response = client.get(path)
    assert response.status_code == 200
    content = b"".join(response) if response.streaming else response.content
    return response["Content-Type"].partition(";")[0], content


def test_robots_are_kept_from_what_is_nobodys_to_list(client: Client) -> None:
    kind, content = _content(client, "/robots.txt")
    assert kind == "text/plain"
    lines = content.decode().splitlines()
    assert "User-agent: *" in lines
    shut = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    assert {"/desk/", "/account/", "/api/", "/*/my/"} <= set(shut)
    # Each names an address that there is, and none of them all pages.
    routes = [f"/{route.route}".replace("/nl/", "/*/", 1) for route in matrix.routes()]
    assert [path for path in shut if not any(route.startswith(path) for route in routes)] == []
    assert "/" not in shut


def test_the_icon_is_the_houses(client: Client) -> None:
    kind, content = _content(client, "/favicon.ico")
    assert kind in {"image/x-icon", "image/vnd.microsoft.icon"}
    icon = Image.open(io.BytesIO(content))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    # The colour of its ground, as in favicon.svg.
    assert icon.convert("RGB").getpixel((24, 6)) == pytest.approx((0xFD, 0xF8, 0xF1), abs=2)
