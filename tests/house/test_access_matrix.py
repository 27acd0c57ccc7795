"""Every address of the house, for everybody: who comes in, who is sent away, and where to."""

from copy import deepcopy

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from brug.kernel.access.permissions import permissions
from brug.kernel.roles import DESK_ROLES, Role
from tests.factories.kernel import give_factor, make_user, sign_in
from tests.house import matrix, world
from tests.house.matrix import HALF, VISITOR, WHO, Route, Row
from tests.plan.measures import registered


def test_every_address_has_a_row() -> None:
    missing = [route.route for route in matrix.routes() if matrix.row_of(route) is None]
    assert missing == [], "add rows to tests/house/access_matrix.yaml"


def test_every_row_is_of_one_kind_and_serves_an_address() -> None:
    routes = matrix.routes()
    for row in matrix.rows():
        kinds = [kind for kind in matrix.KINDS if getattr(row, kind)]
        assert len(kinds) == 1, row
        served = [route for route in routes if matrix.row_of(route) is row]
        assert served, f"{row.routes} serves no address"
        unused = [p for p in row.routes if not any(Row([p]).fits(r.route) for r in served)]
        assert unused == [], f"patterns that fit nothing: {unused}"


def test_rights_are_held_by_the_roles_that_are_written_down() -> None:
    written = matrix.rights()
    actual = {
        permission.name: sorted(role for role in Role if _holder(role).has_perm(permission.name))
        for permission in permissions
    }
    assert actual == written, "agree on tests/house/rights.yaml first"


def _holder(role: Role):
    from brug.web.views.rights import holder

    return holder(role)


def values(route: Route, row: Row, things: world.Things) -> dict[str, object]:
    """What stands in the parts of an address."""
    found = {}
    for part in route.parts:
        name = row.args.get(part, part)
        found[part] = things.get(name, "x" if not row.closed else "1")
        if not row.closed:
            assert name in things, f"{route.route}: no '{name}' in tests/house/world.py"
    return found


@pytest.fixture
def everybody(db: None) -> dict[str, Client]:
    """A browser of each kind of visitor."""
    browsers = {VISITOR: Client(raise_request_exception=False)}
    for role in Role:
        user = make_user(role)
        give_factor(user)
        browsers[role] = sign_in(Client(raise_request_exception=False), user)
    half = make_user(Role.ADMINISTRATOR, email="half@brug.example")
    browsers[HALF] = sign_in(Client(raise_request_exception=False), half, factor=False)
    return browsers


def ask(browser: Client, method: str, path: str):
    """The answer to a request, of which nothing stays: no record, no cookie, no session's end."""
    cache.clear()  # the throttles of the libraries
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        response = getattr(browser, method)(path)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return response


def wrong_answers(route: Route, row: Row, path: str, browsers: dict[str, Client]) -> list[str]:
    """One line for each visitor who got something else than they should.

    Whoever must stay out is tried with both methods. Of those who may come in, all look (GET) and
    the first acts (POST).
    """
    faults, posted = [], False
    for who in WHO:
        should = matrix.expected(row, who)
        for method, told in (("get", row.get), ("post", row.post)):
            if method == "post" and should == "in" and posted:
                continue
            posted |= method == "post" and should == "in"
            response = ask(browsers[who], method, path)
            got = matrix.outcome(response)
            if told and should == "in":
                is_right = response.status_code in told
            else:  # where a method is not taken nobody comes in by it
                is_right = got == should or (got == "method" and should != "missing")
            if not is_right:
                place = response.headers.get("Location", "")
                faults.append(
                    f"{method.upper()} {path} ({route.name}) as {who}: {got} "
                    f"({response.status_code} {place}), should be {told or ''} {should}"
                )
    return faults


def test_everybody_gets_what_is_theirs(everybody: dict[str, Client], settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    with registered():
        faults = _all_faults(everybody)
    assert faults == [], "\n".join(faults)


def _all_faults(everybody: dict[str, Client]) -> list[str]:
    things = world.build()
    faults = []
    for route in matrix.routes():
        row = matrix.row_of(route)
        if row is None or row.link:
            continue
        path = route.filled(values(route, row, things))
        faults += wrong_answers(route, row, path, everybody)
    return faults


def test_a_link_opens_its_page_and_a_wrong_one_does_not(db: None) -> None:
    with registered():
        things = world.build()
    for route in matrix.routes():
        row = matrix.row_of(route)
        if row is None or not row.link:
            continue
        right, wrong = things[row.link]
        opened = Client().get(route.filled(right), follow=True)
        shut = Client().get(route.filled(wrong), follow=True)
        assert opened.status_code == 200, route
        is_file = opened["Content-Type"] == "application/pdf"
        assert is_file or b'<form method="post"' in opened.content, route
        assert shut.status_code in {404, 410} or shut.context["token_fail"], route


def test_whoever_came_by_a_link_of_their_own_sees_their_own_pages(db: None) -> None:
    with registered():
        things = world.build()
    person = Client()
    right, _wrong = things["personal"]
    person.post(f"/nl/my/link/{right['token']}/")
    for route in matrix.routes():
        row = matrix.row_of(route)
        if row is None or row.open != "person":
            continue
        path = route.filled(values(route, row, things))
        assert matrix.outcome(ask(person, "get", path)) in {"in", "method"}, path
    assert person.get("/nl/my/data/").status_code == 200
    assert person.get("/desk/").status_code == 302


def test_the_matrix_knows_all_roles() -> None:
    assert set(WHO) == {VISITOR, HALF, *Role}
    assert set(DESK_ROLES) < set(WHO)
