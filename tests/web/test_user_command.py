"""``brug user``: how an operator makes the first account and helps who is locked out."""

import re

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from brug.kernel.models import OutgoingMail, User
from brug.kernel.roles import Role
from brug.web.commands.user import user
from tests.factories.kernel import give_factor, make_region, make_user

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(user, arguments)


def invite(*more: str) -> Result:
    names = ("--first-name", "Ada", "--last-name", "Eerste")
    return run("invite", "Ada@Brug.Example", *names, *more)


def test_the_first_administrator_gets_in_by_the_link_that_is_shown(client: Client) -> None:
    done = invite()
    assert done.exit_code == 0, done.output
    link = re.search(r"http://testserver(/account/invitation/\S+)", done.output)
    assert link
    answer = {"password1": "vier losse woorden", "password2": "vier losse woorden"}
    assert client.post(link[1], answer).status_code == 302
    ada = User.objects.get(email="ada@brug.example")
    assert ada.roles == {"administrator"}
    assert ada.check_password("vier losse woorden")


def test_asked_again_it_makes_a_new_link_and_no_second_account(client: Client) -> None:
    first, second = invite().output, invite().output
    assert first != second
    assert User.objects.count() == 1
    old = re.search(r"http://testserver(\S+)", first)
    assert old
    assert client.get(old[1]).status_code == 410
    assert OutgoingMail.objects.filter(kind="kernel.invitation").exists()


def test_who_has_a_password_is_not_invited() -> None:
    make_user(email="ada@brug.example")
    done = invite()
    assert done.exit_code == 1
    assert "Traceback" not in done.output


def test_a_regional_role_asks_for_one_of_the_regions() -> None:
    make_region()
    refused = invite("--role", "coordinator")
    assert refused.exit_code == 1
    assert "limburg" in refused.output
    assert invite("--role", "coordinator", "--region", "limburg").exit_code == 0
    assert User.objects.get().bound_regions


def test_an_operator_helps_who_lost_the_second_step() -> None:
    somebody = make_user(Role.DIRECTOR)
    give_factor(somebody)
    assert run("reset-second-step", somebody.email).exit_code == 0
    assert not somebody.authenticator_set.exists()


def test_shutting_out_and_letting_in() -> None:
    somebody = make_user(Role.DIRECTOR)
    assert run("deactivate", somebody.email).exit_code == 0
    assert not User.objects.active().exists()
    assert run("reactivate", somebody.email).exit_code == 0
    assert User.objects.active().exists()


def test_a_stranger_and_the_last_administrator_are_told_plainly() -> None:
    assert "nobody has an account" in run("deactivate", "niemand@brug.example").output
    admin = make_user(Role.ADMINISTRATOR)
    done = run("deactivate", admin.email)
    assert done.exit_code == 1
    assert User.objects.active().filter(pk=admin.pk).exists()
