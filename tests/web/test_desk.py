"""The desk's frame: menu, home, search, rights, languages, and what is shut."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client

from brug.kernel.models import User
from brug.kernel.registries import search
from brug.kernel.registries.search import Hit, SearchSource
from brug.kernel.registry import Registry
from brug.kernel.roles import DESK_ROLES, Role
from brug.web import dashboards
from brug.web.backups import known
from brug.web.doctor import Finding, Level
from brug.web.doctor.examination import EXAMINATIONS, QUICK
from brug.web.views import find, rights
from tests.factories.kernel import HOUSE, make_user, sign_in

pytestmark = pytest.mark.django_db


def menu(client: Client) -> list[str]:
    """The labels in the sidebar, headings included, as the page hands them to its script."""
    page = client.get("/desk/").content.decode()
    props = page.split('id="wagtail-sidebar-props"')[1].split("</script>")[0]
    return re.findall(r'"_type": ?"brug\.menu\.Heading", ?"_args": ?\["[^"]+", ?"([^"]+)"\]', props)


def names(client: Client) -> set[str]:
    page = client.get("/desk/").content.decode()
    props = page.split('id="wagtail-sidebar-props"')[1].split("</script>")[0]
    return set(re.findall(r'"name": ?"([a-z-]+)"', props))


def test_an_administrator_sees_operations_and_others_do_not(client: Client) -> None:
    sign_in(client, make_user(Role.ADMINISTRATOR, language="en"))
    assert {"my-day", "users", "rights", "audit"} <= names(client)
    assert "Operations" in menu(client)
    other = sign_in(Client(), make_user(Role.BOARD, language="en"))
    assert names(other).isdisjoint({"users", "rights", "audit"})
    assert "Operations" not in menu(other)
    assert "Today" in menu(other)


def test_the_director_reads_the_trail_but_manages_no_users(client: Client) -> None:
    sign_in(client, make_user(Role.DIRECTOR))
    assert {"rights", "audit"} <= names(client)
    assert "users" not in names(client)


def test_what_the_frame_offers_and_nobody_needs_is_not_in_the_menu(client: Client) -> None:
    sign_in(client, make_user(Role.ADMINISTRATOR))
    assert names(client).isdisjoint(
        {"explorer", "images", "documents", "reports", "settings", "help", "groups", "workflows"}
    )


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_each_role_has_a_home_that_greets(client: Client, role: Role) -> None:
    sign_in(client, make_user(role, first_name="Sam", language="en"))
    page = client.get("/desk/")
    assert page.status_code == 200
    assert "Hello Sam" in page.content.decode()


def test_the_homes_of_roles_differ(client: Client) -> None:
    make_user(Role.STAFF_POLICY, email="zonder@brug.example", password=None)
    sign_in(client, make_user(Role.ADMINISTRATOR, language="en"))
    board = sign_in(Client(), make_user(Role.BOARD, language="en"))
    assert "At the door" in client.get("/desk/").content.decode()
    assert "At the door" not in board.get("/desk/").content.decode()


def test_an_administrator_sees_how_the_house_is(
    client: Client, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    found = [Finding("worker", Level.ERROR, "none"), Finding("keys", Level.OK, "fine")]
    monkeypatch.setattr(dashboards, "examine", lambda _parts: found)
    cache.delete("web.doctor.quick")
    sign_in(client, make_user(Role.ADMINISTRATOR, language="en"))
    page = client.get("/desk/").content.decode()
    assert "No backup is known on this machine" in page
    assert "Work in the background" in page
    assert "must be mended" in page
    assert "All mails have left and all jobs are done." in page
    known.note_made()
    assert "Last backup:" in client.get("/desk/").content.decode()
    os.utime(tmp_path / ".last_backup", (0, 0))
    assert known.is_due(known.last_made())
    cache.delete("web.doctor.quick")


def test_every_quick_part_of_the_doctor_has_words() -> None:
    assert set(dashboards.PARTS) == set(QUICK) <= set(EXAMINATIONS)


@pytest.mark.parametrize(("language", "word"), [("nl", "Mijn dag"), ("fr", "Ma journée")])
def test_the_desk_speaks_the_readers_language(client: Client, language: str, word: str) -> None:
    sign_in(client, make_user(Role.BOARD, language=language))
    page = client.get("/desk/", headers={"accept-language": "en"}).content.decode()
    assert f'<html lang="{language}"' in page
    assert json.dumps(word) in page


def test_a_language_chosen_in_the_desk_is_kept_for_mails_too(client: Client) -> None:
    user = make_user(Role.BOARD)
    sign_in(client, user)
    answer = client.post(
        "/desk/account/",
        {
            "language-language": "fr",
            "theme-theme": "dark",
        },
    )
    assert answer.status_code == 302
    user = User.objects.get(pk=user.pk)
    assert (user.language, user.wagtail_userprofile.preferred_language) == ("fr", "fr")
    assert user.wagtail_userprofile.theme == "dark"


def test_own_settings_offer_only_what_the_house_has_in_the_readers_words(client: Client) -> None:
    sign_in(client, make_user(Role.BOARD, language="nl"))
    page = client.get("/desk/account/").content.decode()
    assert "Zoals op dit toestel" in page
    assert 'name="theme-theme"' in page
    assert "theme-density" not in page
    assert "theme-contrast" not in page


@pytest.mark.parametrize("path", ["/desk/not-here/", "/account/not-here/"])
def test_a_page_of_staff_that_is_not_there_says_so_in_their_language(
    client: Client, path: str
) -> None:
    sign_in(client, make_user(Role.BOARD, language="fr"))
    page = client.get(path, headers={"accept-language": "en"})
    assert page.status_code == 404
    assert "Cette page n’existe pas" in page.content.decode()


@pytest.mark.parametrize(
    ("path", "wrong"), [("jobs", "state=asleep"), ("mails", "kind=none"), ("users", "role=king")]
)
def test_a_list_tells_why_a_filter_shows_nothing(client: Client, path: str, wrong: str) -> None:
    sign_in(client, make_user(Role.ADMINISTRATOR, language="en"))
    told = client.get(f"/desk/{path}/?{wrong}").content.decode()
    assert "A filter cannot be applied, so nothing is shown" in told
    none = client.get("/desk/users/?q=zzzz").content.decode()
    assert "Nobody and nothing fits" in none
    assert "A filter cannot be applied" not in none


def test_who_may_do_what_is_taken_along(client: Client) -> None:
    sign_in(client, make_user(Role.DIRECTOR, language="en"))
    rows = b"".join(client.get("/desk/rights/?export=csv")).decode("utf-8-sig").splitlines()
    assert rows[0].startswith(("Part,Right,", "Part;Right;"))
    assert any("Manage users and roles" in row and "yes" in row for row in rows)


def test_groups_single_permissions_and_flags_of_django_give_nothing(client: Client) -> None:
    user = make_user(Role.VOLUNTEER)
    group = Group.objects.create(name="alles")
    group.permissions.set(Permission.objects.all())
    user.groups.add(group)
    user.user_permissions.set(Permission.objects.all())
    user = User.objects.get(pk=user.pk)
    assert not user.has_perm("wagtailadmin.access_admin")
    assert not user.has_perm("people.view_contact")
    sign_in(client, user)
    assert client.get("/desk/").status_code == 403


@pytest.fixture
def sources(monkeypatch: pytest.MonkeyPatch) -> Registry[SearchSource]:
    """Two sources: one that everybody at the desk may ask, one for administrators."""
    registry: Registry[SearchSource] = Registry("search source")
    asked: list[tuple[str, str]] = []

    def found(_actor: object, text: str, limit: int) -> list[Hit]:
        asked.append(("all", text))
        return [Hit(f"{text} {number}", "een regel", f"/x/{number}/") for number in range(limit)]

    registry.register(SearchSource("t.open", "Open", "kernel.use_desk", found))
    registry.register(
        SearchSource(
            "t.closed", "Closed", "kernel.manage_users", lambda *_: [Hit("geheim", "", "/")]
        )
    )
    monkeypatch.setattr(find, "search_sources", registry)
    assert search.search_sources is not registry
    return registry


def test_the_search_asks_only_what_the_reader_may_see(
    client: Client, sources: Registry[SearchSource]
) -> None:
    sign_in(client, make_user(Role.BOARD, language="en"))
    page = client.get("/desk/find/?q=  farida  ").content.decode()
    assert "farida 0" in page
    assert "farida 8" not in page
    assert "There are more" in page
    assert "geheim" not in page
    admin = sign_in(Client(), make_user(Role.ADMINISTRATOR, language="en"))
    assert "geheim" in admin.get("/desk/find/?q=farida").content.decode()


def test_the_search_says_when_there_is_nothing(client: Client) -> None:
    sign_in(client, make_user(Role.CONFIDANT, language="en"))
    assert "at least two letters" in client.get("/desk/find/?q=a").content.decode()
    page = client.get("/desk/find/?q=<b>zzz").content.decode()
    assert "Nothing found for" in page
    assert "<b>zzz" not in page


def test_the_table_of_rights_tells_what_the_rules_say() -> None:
    rows = {row.name: row.answers for room in rights.table() for row in room.rows}
    roles = list(Role)
    for name, answers in rows.items():
        for role, answer in zip(roles, answers, strict=True):
            user = make_user(role, email=f"{name}.{role}@brug.example")
            assert user.has_perm(name) == answer, (name, role)
        break
    assert rows["kernel.manage_users"] == [role == Role.ADMINISTRATOR for role in roles]
    assert rows["kernel.delete_user"] == [False] * len(roles)


def test_only_director_and_administrator_see_who_may_do_what(client: Client) -> None:
    sign_in(client, make_user(Role.DIRECTOR, language="en"))
    page = client.get("/desk/rights/").content.decode()
    assert "Manage users and roles" in page
    other = sign_in(Client(), make_user(Role.STAFF_OFFICE))
    assert other.get("/desk/rights/").status_code == 302


def test_the_frames_own_way_in_is_ours(client: Client) -> None:
    assert client.get("/desk/login/?next=/desk/x/").headers["Location"] == (
        "/account/login/?next=/desk/x/"
    )
    assert client.post("/desk/login/", {"username": "x", "password": "y"}).status_code == 302
    assert client.get("/desk/password_reset/").status_code == 404


def test_an_empty_desk_page_asks_the_database_little(
    client: Client, django_assert_max_num_queries
) -> None:
    sign_in(client, make_user(Role.BOARD))
    client.get("/desk/find/")
    with django_assert_max_num_queries(4):
        client.get("/desk/find/")


def test_the_house_itself_is_an_actor_without_home() -> None:
    assert HOUSE.may("kernel.use_desk")
