"""Making, changing, inviting and shutting out users."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import OutgoingMail, RoleGrant, User
from brug.kernel.roles import Role
from brug.kernel.users import services
from brug.kernel.users.errors import (
    AddressTaken,
    InvitationSpent,
    LastAdministrator,
    NotOnOneself,
    RegionNeeded,
)
from tests.factories.kernel import HOUSE, give_factor, make_region, make_user, sign_in

pytestmark = pytest.mark.django_db


def verbs(user: User) -> list[str]:
    entries = ModelLogEntry.objects.filter(object_id=str(user.pk), action__startswith="kernel.")
    return list(entries.order_by("pk").values_list("action", flat=True))


def test_only_an_administrator_makes_users() -> None:
    for role in Role:
        actor = Actor.of_user(make_user(role))
        if role == Role.ADMINISTRATOR:
            services.make_user(actor=actor, email="new@brug.example")
        else:
            with pytest.raises(PermissionDenied):
                services.make_user(actor=actor, email="new@brug.example")


def test_an_address_is_kept_in_lower_case_and_has_one_account() -> None:
    user = make_user(email=" Iemand@Brug.Example ")
    assert user.email == "iemand@brug.example"
    with pytest.raises(AddressTaken):
        make_user(email="IEMAND@brug.example")
    other = make_user(email="ander@brug.example")
    with pytest.raises(AddressTaken):
        services.change_user(actor=HOUSE, user=other, email=user.email)
    assert User.objects.get(pk=other.pk).email == "ander@brug.example"


def test_desk_language_follows_the_users_language() -> None:
    user = make_user(language="fr")
    assert user.wagtail_userprofile.preferred_language == "fr"
    services.choose_language(actor=Actor.of_user(user), user=user, language="en")
    user = User.objects.get(pk=user.pk)
    assert (user.language, user.wagtail_userprofile.preferred_language) == ("en", "en")
    assert verbs(user)[-1] == "kernel.user_changed"


def test_a_language_that_the_desk_lacks_leaves_the_desk_in_its_own() -> None:
    user = make_user(language="uk")
    assert user.wagtail_userprofile.preferred_language == ""


def test_nobody_chooses_a_language_for_somebody_else() -> None:
    user, other = make_user(email="a@brug.example"), make_user(email="b@brug.example")
    with pytest.raises(PermissionDenied):
        services.choose_language(actor=Actor.of_user(other), user=user, language="fr")


def test_an_unknown_language_is_refused() -> None:
    user = make_user()
    with pytest.raises(ValueError, match="klingon"):
        services.choose_language(actor=HOUSE, user=user, language="klingon")


def test_changes_are_audited_with_before_and_after() -> None:
    user = make_user(last_name="Oud")
    services.change_user(actor=HOUSE, user=user, last_name="Nieuw")
    entry = ModelLogEntry.objects.get(action="kernel.user_changed")
    assert entry.data["changes"] == {"last_name": ["Oud", "Nieuw"]}


def test_changing_nothing_writes_nothing() -> None:
    user = make_user(last_name="Oud")
    services.change_user(actor=HOUSE, user=user, last_name="Oud")
    assert "kernel.user_changed" not in verbs(user)


def test_fields_that_are_not_to_be_changed_are_refused() -> None:
    with pytest.raises(TypeError, match="is_superuser"):
        services.change_user(actor=HOUSE, user=make_user(), is_superuser="yes")


def test_a_new_address_signs_out_everywhere(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    sign_in(client, user)
    services.change_user(actor=HOUSE, user=user, email="ander@brug.example")
    assert client.get("/desk/").headers["Location"].startswith("/account/login/")


def test_nobody_becomes_superuser() -> None:
    user = make_user()
    user.is_superuser = True
    with pytest.raises(IntegrityError), transaction.atomic():
        user.save()


def test_deactivation_ends_sessions_at_once_and_can_be_undone(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    sign_in(client, user)
    services.deactivate_user(actor=HOUSE, user=user)
    assert client.get("/desk/").headers["Location"].startswith("/account/login/")
    services.reactivate_user(actor=HOUSE, user=user)
    assert User.objects.active().filter(pk=user.pk).exists()
    assert verbs(user)[-2:] == ["kernel.user_deactivated", "kernel.user_reactivated"]


def test_nobody_shuts_out_themselves() -> None:
    admin = make_user(Role.ADMINISTRATOR)
    make_user(Role.ADMINISTRATOR, email="tweede@brug.example")
    with pytest.raises(NotOnOneself):
        services.deactivate_user(actor=Actor.of_user(admin), user=admin)


def test_the_last_administrator_stays() -> None:
    admin = make_user(Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        services.deactivate_user(actor=HOUSE, user=admin)
    with pytest.raises(LastAdministrator):
        services.set_roles(actor=HOUSE, user=admin, wanted=[])
    make_user(Role.ADMINISTRATOR, email="tweede@brug.example")
    services.set_roles(actor=HOUSE, user=admin, wanted=[])
    assert not admin.role_grants.exists()


def test_a_deactivated_administrator_does_not_count_as_another_one() -> None:
    admin = make_user(Role.ADMINISTRATOR)
    second = make_user(Role.ADMINISTRATOR, email="tweede@brug.example")
    services.deactivate_user(actor=HOUSE, user=second)
    with pytest.raises(LastAdministrator):
        services.deactivate_user(actor=HOUSE, user=admin)


def test_administrators_do_not_take_their_own_role() -> None:
    admin = make_user(Role.ADMINISTRATOR)
    make_user(Role.ADMINISTRATOR, email="tweede@brug.example")
    with pytest.raises(NotOnOneself):
        services.set_roles(actor=Actor.of_user(admin), user=admin, wanted=[])


def test_a_regional_role_needs_a_region_and_another_has_none() -> None:
    user, region = make_user(), make_region()
    with pytest.raises(RegionNeeded):
        services.grant_role(actor=HOUSE, user=user, role=Role.COORDINATOR)
    with pytest.raises(RegionNeeded):
        services.grant_role(actor=HOUSE, user=user, role=Role.BOARD, region=region)
    assert not user.role_grants.exists()


def test_roles_are_set_to_exactly_what_is_wanted() -> None:
    user = make_user(Role.BOARD, Role.STAFF_POLICY)
    region, other = make_region(), make_region("antwerpen")
    wanted = [(Role.STAFF_POLICY, None), (Role.COORDINATOR, region), (Role.COORDINATOR, other)]
    services.set_roles(actor=HOUSE, user=user, wanted=wanted)
    held = set(user.role_grants.values_list("role", "region__code"))
    assert held == {
        ("staff_policy", None),
        ("coordinator", "limburg"),
        ("coordinator", "antwerpen"),
    }
    assert verbs(user).count("kernel.role_granted") == 4
    assert verbs(user).count("kernel.role_revoked") == 1
    assert user.roles == {"staff_policy", "coordinator"}


def test_a_role_cannot_be_held_twice() -> None:
    user = make_user(Role.BOARD)
    services.grant_role(actor=HOUSE, user=user, role=Role.BOARD)
    assert user.role_grants.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=user, role=Role.BOARD)


def newest_mail() -> OutgoingMail:
    return OutgoingMail.objects.latest("pk")


def invitation_link(text: str) -> str:
    found = re.search(r"/account/invitation/\S+", text)
    assert found
    return found.group()


def invite(**fields) -> tuple[User, str]:
    admin = User.objects.filter(role_grants__role=Role.ADMINISTRATOR).first()
    admin = admin or make_user(Role.ADMINISTRATOR)
    user = services.invite_user(
        actor=Actor.of_user(admin),
        **{
            "email": "nora@brug.example",
            "first_name": "Nora",
            "last_name": "Nieuw",
            "language": "nl",
            "roles": [(Role.STAFF_MOVEMENT, None)],
        }
        | fields,
    )
    return user, invitation_link(newest_mail().text)


def test_an_invitation_gives_a_password_once(client: Client) -> None:
    user, link = invite()
    assert not user.has_usable_password()
    assert newest_mail().recipient == "nora@brug.example"
    assert client.get(link).status_code == 200
    assert not User.objects.get(pk=user.pk).has_usable_password(), "a scanner's visit changed it"
    answer = {"password1": "vier losse woorden", "password2": "vier losse woorden"}
    assert client.post(link, answer).headers["Location"] == "/account/login/"
    assert User.objects.get(pk=user.pk).check_password("vier losse woorden")
    assert client.get(link).status_code == 410
    assert client.post(link, answer).status_code == 410


def test_a_weak_or_mistyped_password_is_refused(client: Client) -> None:
    user, link = invite()
    for first, second in [("kort", "kort"), ("vier losse woorden", "vijf losse woorden")]:
        response = client.post(link, {"password1": first, "password2": second})
        assert response.status_code == 200
        assert response.context["form"].errors
    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_the_service_itself_refuses_a_weak_password() -> None:
    _, link = invite()
    with pytest.raises(ValidationError):
        services.accept_invitation(token=link.split("/")[-2], password="kort")


def test_a_new_invitation_replaces_the_old_one(client: Client) -> None:
    user, old = invite()
    services.send_invitation(actor=HOUSE, user=user)
    new = invitation_link(newest_mail().text)
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_an_invitation_ends_after_a_week(client: Client, time_machine) -> None:
    _, link = invite()
    time_machine.move_to(timezone.now() + services.invitations.LASTS * 1.01)
    assert client.get(link).status_code == 410


def test_a_changed_token_and_a_deactivated_user_open_nothing(client: Client) -> None:
    user, link = invite()
    assert client.get(link[:-3] + "xx/").status_code == 410
    user.is_active = False
    user.save()
    assert client.get(link).status_code == 410


def test_who_has_a_password_is_not_invited_again() -> None:
    with pytest.raises(InvitationSpent):
        services.send_invitation(actor=HOUSE, user=make_user())


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "nodigt je uit"), ("fr", "vous invite"), ("en", "invites you")]
)
def test_invitations_are_in_the_readers_language(language: str, words: str) -> None:
    invite(language=language)
    assert words in newest_mail().subject


def test_an_invitation_with_a_bad_role_leaves_no_user() -> None:
    with pytest.raises(RegionNeeded):
        services.invite_user(
            actor=HOUSE,
            email="nora@brug.example",
            first_name="Nora",
            last_name="Nieuw",
            language="nl",
            roles=[(Role.COORDINATOR, None)],
        )
    assert not User.objects.filter(email="nora@brug.example").exists()
    assert not OutgoingMail.objects.exists()


def test_resetting_a_factor_removes_all_keys_and_signs_out(client: Client) -> None:
    user = make_user(Role.DIRECTOR)
    give_factor(user)
    sign_in(client, user)
    services.reset_second_factor(actor=HOUSE, user=user)
    assert not user.authenticator_set.exists()
    assert client.get("/desk/").headers["Location"].startswith("/account/login/")
    assert verbs(user)[-1] == "kernel.second_factor_reset"


def test_nobody_resets_their_own_factor() -> None:
    admin = make_user(Role.ADMINISTRATOR)
    give_factor(admin)
    with pytest.raises(NotOnOneself):
        services.reset_second_factor(actor=Actor.of_user(admin), user=admin)
    assert admin.authenticator_set.exists()


def test_a_failed_sign_in_of_an_unknown_address_leaves_no_trace() -> None:
    before = ModelLogEntry.objects.count()
    services.note_failed_sign_in(email="mijn wachtwoord per vergissing", step="password")
    assert ModelLogEntry.objects.count() == before


def test_secrets_never_reach_the_audit_trail() -> None:
    from brug.kernel import audit

    user = make_user()
    values = audit.snapshot(user)
    assert values["password"] == values["session_salt"] == audit.REDACTED
