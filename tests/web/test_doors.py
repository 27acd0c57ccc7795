"""The doors of the house open."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "fr", "en", "uk", "fa-af", "ps"])
def test_home_answers_in_each_language(client: Client, language: str) -> None:
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    direction = "rtl" if language in {"fa-af", "ps"} else "ltr"
    assert f'<html lang="{language}" dir="{direction}"' in response.content.decode()


@pytest.mark.django_db
def test_root_goes_to_the_readers_language(client: Client) -> None:
    response = client.get("/", headers={"accept-language": "fr-BE,fr;q=0.9"})
    assert response.headers["Location"] == "/fr/"


@pytest.mark.django_db
def test_desk_asks_to_sign_in(client: Client) -> None:
    response = client.get("/desk/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")
