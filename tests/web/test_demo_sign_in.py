"""The demo's one-click door opens only in the demo, and only from the very machine."""

import pytest
from django.test import Client

from brug.kernel.roles import DESK_ROLES, REGIONAL_ROLES, Role
from brug.web.demo.accounts import ACCOUNTS
from tests.factories.kernel import give_factor, make_region, make_user

pytestmark = pytest.mark.django_db
HERE = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def demo(settings) -> None:
    """A running demo with its people."""
    settings.BRUG_DEMO = True
    for account in ACCOUNTS:
        user = make_user(
            account.role,
            email=account.email,
            password=account.password,
            region=make_region() if account.role in REGIONAL_ROLES else None,
        )
        give_factor(user, account.totp_secret)


def test_every_role_has_a_person() -> None:
    assert {account.role for account in ACCOUNTS} == set(Role)
    assert all(account.email.endswith((".example", "example.org")) for account in ACCOUNTS)


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.role.value)
def test_one_click_signs_in_as_each_role(client: Client, demo: None, account) -> None:
    page = client.get("/account/login/", **HERE)
    assert account.email in page.content.decode()
    entered = client.post("/account/demo/", {"email": account.email}, **HERE)
    assert entered.headers["Location"] == "/account/welcome/"
    there = client.get("/account/welcome/", **HERE).headers["Location"]
    assert there == ("/desk/" if account.role in DESK_ROLES else "/nl/")
    assert client.get(there, **HERE).status_code == 200


def test_one_click_leads_to_the_page_that_was_asked_for(client: Client, demo: None) -> None:
    email = "administrator@demo.example"
    page = client.get("/account/login/?next=/desk/jobs/%3Fstate%3Dfailed", **HERE)
    assert 'name="next" value="/desk/jobs/?state=failed"' in page.content.decode()
    client.post("/account/demo/", {"email": email, "next": "/desk/jobs/?state=failed"}, **HERE)
    there = client.get("/account/welcome/", **HERE).headers["Location"]
    assert there == "/desk/jobs/?state=failed"


def test_one_click_leads_nowhere_else(client: Client, demo: None) -> None:
    email = "administrator@demo.example"
    client.post("/account/demo/", {"email": email, "next": "https://elsewhere.example/"}, **HERE)
    assert client.get("/account/welcome/", **HERE).headers["Location"] == "/desk/"


def test_the_code_page_shows_the_code_that_works(client: Client, demo: None) -> None:
    account = ACCOUNTS[0]
    client.post("/account/login/", {"login": account.email, "password": account.password}, **HERE)
    page = client.get("/account/2fa/authenticate/", **HERE)
    code = page.context["demo_code"]
    assert code in page.content.decode()
    entered = client.post("/account/2fa/authenticate/", {"code": code}, **HERE)
    assert entered.status_code == 302
    assert client.get("/desk/", **HERE).status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_HOST": "brug.example.org"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_door_is_shut_from_elsewhere(
    client: Client, demo: None, settings, elsewhere: dict[str, str]
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    place = HERE | elsewhere
    account = ACCOUNTS[0]
    assert account.email not in client.get("/account/login/", **place).content.decode()
    assert client.post("/account/demo/", {"email": account.email}, **place).status_code == 404
    client.post("/account/login/", {"login": account.email, "password": account.password}, **place)
    assert not client.get("/account/2fa/authenticate/", **place).context["demo_code"]


def test_a_proxy_in_front_shuts_the_door(client: Client, demo: None, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.post("/account/demo/", {"email": ACCOUNTS[0].email}, **HERE).status_code == 404


def test_outside_the_demo_there_is_no_door(client: Client) -> None:
    account = ACCOUNTS[0]
    make_user(account.role, email=account.email, password=account.password)
    assert account.email not in client.get("/account/login/", **HERE).content.decode()
    assert client.post("/account/demo/", {"email": account.email}, **HERE).status_code == 404


def test_real_people_in_a_demo_do_not_come_in_by_one_click(client: Client, demo: None) -> None:
    make_user(Role.DIRECTOR, email="echt@brug.example.org")
    answer = client.post("/account/demo/", {"email": "echt@brug.example.org"}, **HERE)
    assert answer.status_code == 404


def test_the_door_needs_a_click_on_our_own_page(demo: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/account/demo/", **HERE).status_code == 405
    assert strict.post("/account/demo/", {"email": ACCOUNTS[0].email}, **HERE).status_code == 403
