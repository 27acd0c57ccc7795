"""The way in: password, second step, throttle, and what is written down of it."""

import logging
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.models import OutgoingMail, User
from brug.kernel.roles import DESK_ROLES, Role
from tests.factories.kernel import PASSWORD, SECRET, give_factor, make_user, sign_in

pytestmark = pytest.mark.django_db


def code(secret: str = SECRET) -> str:
    """The code that an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def enter(client: Client, user: User, password: str = PASSWORD, path: str = "/account/login/"):
    return client.post(path, {"login": user.email, "password": password})


def verbs(user: User) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(user.pk), action__startswith="kernel.")
    return list(entries.order_by("pk").values_list("action", flat=True))


@pytest.mark.django_db(transaction=True)
def test_staff_without_factor_is_led_through_set_up_to_where_they_wanted_to_go(
    client: Client,
) -> None:
    user = make_user(Role.ADMINISTRATOR)
    asked = client.get("/desk/users/")
    assert asked.headers["Location"] == "/account/login/?next=/desk/users/"
    entered = client.post(asked.headers["Location"], {"login": user.email, "password": PASSWORD})
    assert entered.headers["Location"] == "/desk/users/"
    sent = client.get("/desk/users/")
    assert sent.headers["Location"].startswith("/account/set-up/")
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml")
    done = client.post("/account/2fa/totp/activate/", {"code": code(secret)})
    assert done.headers["Location"] == "/account/2fa/recovery-codes/"
    codes = client.get("/account/2fa/recovery-codes/")
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["can_view_codes"]
    assert client.get("/account/welcome/").headers["Location"] == "/desk/users/"
    assert client.get("/desk/users/").status_code == 200
    assert {"kernel.second_factor_added", "kernel.recovery_codes_made"} <= set(verbs(user))


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_every_desk_role_must_have_a_second_factor(client: Client, role: Role) -> None:
    enter(client, make_user(role))
    assert client.get("/desk/").headers["Location"].startswith("/account/set-up/")


@pytest.mark.parametrize("role", sorted(set(Role) - DESK_ROLES))
def test_others_come_in_with_a_password_and_never_see_the_desk(client: Client, role: Role) -> None:
    user = make_user(role)
    assert enter(client, user).headers["Location"] == "/account/welcome/"
    assert client.get("/account/welcome/").headers["Location"] == "/nl/"
    assert client.get("/desk/").status_code == 403


def test_the_code_is_asked_after_the_password(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    assert enter(client, user).headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/desk/").headers["Location"].startswith("/account/login/")
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": code()}).status_code == 302
    assert client.get("/desk/").status_code == 200
    assert verbs(user)[-2:] == ["kernel.sign_in_failed", "kernel.signed_in"]


def test_a_code_works_once(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    now = code()
    enter(client, user)
    assert client.post("/account/2fa/authenticate/", {"code": now}).status_code == 302
    other = Client()
    enter(other, user)
    assert other.post("/account/2fa/authenticate/", {"code": now}).status_code == 200
    assert other.get("/desk/").status_code == 302


def test_a_recovery_code_opens_the_door_once(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    spare = codes.get_unused_codes()[0]
    for expected in (302, 200):
        other = Client()
        enter(other, user)
        answer = other.post("/account/2fa/authenticate/", {"code": spare})
        assert answer.status_code == expected


def test_a_session_opened_with_the_password_alone_never_becomes_one_of_staff() -> None:
    user = make_user(Role.DIRECTOR)
    thief, owner = Client(), Client()
    enter(thief, user)
    give_factor(user)
    enter(owner, user)
    owner.post("/account/2fa/authenticate/", {"code": code()})
    assert owner.get("/desk/").status_code == 200
    assert thief.get("/desk/").headers["Location"].startswith("/account/2fa/reauthenticate/")


def test_a_desk_role_given_later_asks_for_the_factor_in_the_running_session(
    client: Client,
) -> None:
    from brug.kernel.users import services
    from tests.factories.kernel import HOUSE

    user = make_user(Role.VOLUNTEER)
    enter(client, user)
    services.grant_role(actor=HOUSE, user=user, role=Role.STAFF_POLICY)
    assert client.get("/desk/").headers["Location"].startswith("/account/set-up/")


def test_without_the_factor_staff_reach_no_page_that_could_use_their_rights(
    client: Client,
) -> None:
    enter(client, make_user(Role.ADMINISTRATOR))
    for path in ("/desk/", "/desk/users/", "/desk/find/", "/account/2fa/", "/account/welcome/"):
        assert client.get(path).headers["Location"].startswith("/account/set-up/"), path
    assert client.post("/desk/users/new/", {}).headers["Location"].startswith("/account/set-up/")
    assert client.get("/nl/").status_code == 200


def test_staff_cannot_remove_the_last_factor_but_can_remove_one_of_two(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    enter(client, user)
    client.post("/account/2fa/authenticate/", {"code": code()})
    page = client.get("/account/2fa/totp/deactivate/")
    assert page.context["form"].errors
    client.post("/account/2fa/totp/deactivate/")
    assert user.authenticator_set.filter(type="totp").exists()
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "key"})
    assert not client.get("/account/2fa/totp/deactivate/").context["form"].errors
    client.post("/account/2fa/totp/deactivate/")
    assert not user.authenticator_set.filter(type="totp").exists()


def test_others_may_remove_their_factor(client: Client) -> None:
    user = make_user(Role.VOLUNTEER)
    give_factor(user)
    enter(client, user)
    client.post("/account/2fa/authenticate/", {"code": code()})
    client.post("/account/2fa/totp/deactivate/")
    assert not user.authenticator_set.exists()


def test_secrets_of_factors_are_encrypted_in_the_database() -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    kept = "".join(str(a.data) for a in user.authenticator_set.all())
    assert SECRET not in kept
    assert "gAAAA" in kept


def test_after_some_time_a_change_of_keys_asks_who_it_is(client: Client, time_machine) -> None:
    user = make_user(Role.VOLUNTEER)
    enter(client, user)
    assert client.get("/account/2fa/totp/activate/").status_code == 200
    time_machine.move_to(timezone.now() + timedelta(minutes=20))
    again = client.get("/account/2fa/totp/activate/")
    assert again.headers["Location"].startswith("/account/reauthenticate/")
    wrong = client.post(again.headers["Location"], {"password": "fout"})
    assert wrong.context["form"].errors
    right = client.post(again.headers["Location"], {"password": PASSWORD})
    assert right.headers["Location"] == "/account/2fa/totp/activate/"


def test_many_wrong_passwords_shut_the_door_for_a_while(client: Client) -> None:
    user = make_user()
    for _ in range(5):
        assert enter(client, user, "fout").context["form"].errors
    stopped = enter(client, user)
    assert "_auth_user_id" not in client.session
    words = str(stopped.context["form"].errors)
    assert "vijf minuten" in words


def test_a_flood_from_one_address_gets_a_page_of_its_own(client: Client) -> None:
    answers = [
        client.post("/account/login/", {"login": f"x{n}@brug.example", "password": "x"})
        for n in range(31)
    ]
    assert answers[-1].status_code == 429
    assert "Te veel pogingen" in answers[-1].content.decode()


def test_wrong_codes_are_throttled_too(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    enter(client, user)
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert client.post("/account/2fa/authenticate/", {"code": code()}).status_code == 200


def test_logs_and_audit_trail_tell_what_happened_and_not_to_whom(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user()
    with caplog.at_level(logging.INFO):
        enter(client, user, "geheim-dat-fout-is")
        enter(client, user)
    text = caplog.text
    assert "sign-in failed" in text
    assert "signed in without second factor" in text
    assert user.email not in text
    assert "geheim-dat-fout-is" not in text
    assert verbs(user)[-2:] == ["kernel.sign_in_failed", "kernel.signed_in"]


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client) -> None:
    user = make_user()
    wrong = enter(client, user, "fout").content.decode()
    unknown = client.post(
        "/account/login/", {"login": "niemand@brug.example", "password": "fout"}
    ).content.decode()
    tidy = re.compile(r'value="[^"]*"')
    assert tidy.sub("", wrong) == tidy.sub("", unknown)


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(
    client: Client,
) -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    client.post("/account/password/reset/", {"email": user.email.upper()})
    link = re.search(r"(/account/password/reset/key/\S+)", OutgoingMail.objects.latest("pk").text)
    assert link
    page = client.get(link.group(), follow=True)
    action = page.redirect_chain[-1][0]
    new = {"password1": "een heel nieuwe brug", "password2": "een heel nieuwe brug"}
    client.post(action, new)
    assert User.objects.get(pk=user.pk).check_password("een heel nieuwe brug")
    assert "_auth_user_id" not in client.session, "a link in a mail is no second factor"
    assert (
        enter(client, user, "een heel nieuwe brug")
        .headers["Location"]
        .startswith("/account/2fa/authenticate/")
    )
    used_again = Client().get(link.group(), follow=True)
    assert used_again.context["token_fail"]


def test_asking_for_an_unknown_address_says_the_same_and_sends_nothing(client: Client) -> None:
    answer = client.post("/account/password/reset/", {"email": "niemand@brug.example"})
    assert answer.headers["Location"] == "/account/password/reset/done/"
    assert not OutgoingMail.objects.exists()


def test_a_changed_key_is_told_by_mail_in_the_readers_language(
    client: Client,
) -> None:
    user = make_user(language="fr")
    enter(client, user)
    client.post(
        "/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "een heel nieuwe brug",
            "password2": "een heel nieuwe brug",
        },
    )
    assert "Votre mot de passe a été modifié." in OutgoingMail.objects.latest("pk").text
    assert "kernel.password_changed" in verbs(user)


def test_a_new_password_ends_other_sessions(client: Client) -> None:
    user = make_user(Role.VOLUNTEER)
    other = Client()
    enter(client, user)
    enter(other, user)
    new = {"password1": "een heel nieuwe brug", "password2": "een heel nieuwe brug"}
    client.post("/account/password/change/", {"oldpassword": PASSWORD} | new)
    assert client.get("/account/2fa/").status_code == 200
    assert other.get("/account/2fa/").status_code == 302


def test_a_deactivated_account_is_told_so_only_with_the_right_password(client: Client) -> None:
    user = make_user()
    user.is_active = False
    user.save()
    assert enter(client, user, "fout").context["form"].errors
    assert enter(client, user).headers["Location"] == "/account/inactive/"
    assert client.get("/account/inactive/").status_code == 200


def test_signing_out_needs_a_click(client: Client) -> None:
    user = make_user()
    enter(client, user)
    assert client.get("/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("nl-BE", "nl"), ("fr-FR,fr;q=0.9", "fr"), ("en", "en"), ("uk", "nl"), ("fa-AF", "nl")],
)
def test_the_sign_in_page_speaks_a_language_of_the_desk(
    client: Client, accept: str, expected: str
) -> None:
    page = client.get("/account/login/", headers={"accept-language": accept})
    assert f'<html lang="{expected}" dir="ltr"' in page.content.decode()


def test_the_chosen_language_is_kept_also_with_the_account(client: Client) -> None:
    client.post("/account/language/", {"language": "fr", "next": "/account/login/"})
    assert 'lang="fr"' in client.get("/account/login/").content.decode()
    user = make_user(language="nl")
    enter(client, user)
    client.post("/account/language/", {"language": "en", "next": "/account/2fa/"})
    assert User.objects.get(pk=user.pk).language == "en"


@pytest.mark.parametrize("place", ["https://elders.example/", "//elders.example", "javascript:x"])
def test_nobody_is_led_elsewhere(client: Client, place: str) -> None:
    answer = client.post("/account/language/", {"language": "fr", "next": place})
    assert answer.headers["Location"] == "/account/login/"
    user = make_user()
    client.post(f"/account/login/?next={place}", {"login": user.email, "password": PASSWORD})
    entered = client.post(
        "/account/login/", {"login": user.email, "password": PASSWORD, "next": place}
    )
    assert "elders.example" not in entered.headers.get("Location", "")


def test_who_is_in_is_sent_on(client: Client) -> None:
    sign_in(client, make_user(Role.DIRECTOR))
    assert client.get(reverse("account_login")).status_code == 302
    assert client.get("/account/welcome/").headers["Location"] == "/desk/"
    assert client.get("/account/set-up/").status_code == 200
