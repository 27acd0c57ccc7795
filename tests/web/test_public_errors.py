"""What people see when a page cannot be given."""

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.views.defaults import bad_request, server_error
from pytest_django import DjangoAssertNumQueries


@pytest.mark.django_db
def test_missing_page_is_told_in_the_readers_language(client: Client) -> None:
    response = client.get("/fr/nulle-part/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode()


@pytest.mark.django_db
def test_stale_form_says_what_to_do() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/nl/", {"anything": "at all"})
    assert response.status_code == 403
    assert "Het formulier is te oud" in response.content.decode()


@pytest.mark.django_db
def test_broken_server_answers_without_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        response = server_error(HttpRequest())
    html = response.content.decode()
    assert response.status_code == 500
    assert all(words in html for words in ("Er ging iets mis", "Something went wrong", "مشکل"))


def test_request_that_nobody_understands_is_told_in_all_languages() -> None:
    html = bad_request(HttpRequest(), ValueError("nonsense")).content.decode()
    assert all(
        words in html for words in ("begrijpen we niet", "do not understand", "не розуміємо")
    )
    assert "nonsense" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["403.html", "429.html"])
def test_other_errors_are_in_the_houses_look(name: str, client: Client) -> None:
    request = client.get("/nl/").wsgi_request
    html = render_to_string(name, request=request)
    assert 'class="b-header"' in html
    assert "<h1>" in html
