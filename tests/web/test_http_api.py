"""The HTTP API describes itself without asking anything of others."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_api_describes_itself_as_openapi(client: Client) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.")
    assert description["info"]["title"] == "Brug"


@pytest.mark.django_db
def test_there_is_no_page_with_scripts_of_others(client: Client) -> None:
    assert client.get("/api/v1/docs").status_code == 404
