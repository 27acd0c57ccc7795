"""Reads the matrix of access and says what each kind of visitor should get."""

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from brug.kernel.roles import DESK_ROLES, Role

HERE = Path(__file__).parent
KINDS = {"may", "open", "closed", "link"}
PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Route:
    """An address of the house: how the resolver writes it, and its name."""

    route: str
    name: str

    @property
    def parts(self) -> list[str]:
        """The names of the parts that change."""
        return [first or second for first, second in PART.findall(self.route)]

    def filled(self, values: dict[str, object]) -> str:
        """The address with its parts filled in."""
        path = PART.sub(lambda found: str(values[found.group(1) or found.group(2)]), self.route)
        path = path.replace("^", "").replace("$", "").replace(r"\.", ".").replace(".*", "x")
        return f"/{path.replace('(x)', 'x').replace('([0-9]+)', '1')}"


@dataclass(frozen=True)
class Row:
    """One row of the matrix."""

    routes: list[str]
    may: str = ""
    open: str = ""
    closed: str = ""
    link: str = ""
    get: tuple[int, ...] = ()
    post: tuple[int, ...] = ()
    args: dict[str, str] = field(default_factory=dict)

    def fits(self, route: str) -> bool:
        """Whether one of the patterns is this route; only '*' is special in a pattern."""
        return any(_fits(route, pattern) for pattern in self.routes)


@cache
def _fits(route: str, pattern: str) -> bool:
    return fnmatchcase(route, re.sub(r"([\[\]?])", r"[\1]", pattern))


@cache
def rows() -> list[Row]:
    """All rows, top to bottom."""
    entries = yaml.safe_load((HERE / "access_matrix.yaml").read_text(encoding="utf-8"))
    return [Row(**{key: _value(key, value) for key, value in entry.items()}) for entry in entries]


def _value(key: str, value: Any) -> Any:
    if key not in {"get", "post"}:
        return value
    return tuple(value) if isinstance(value, list) else (value,)


@cache
def rights() -> dict[str, list[str]]:
    """The desk roles and others that hold each right, as people wrote them down."""
    written = yaml.safe_load((HERE / "rights.yaml").read_text(encoding="utf-8"))
    groups = written["groups"]
    return {
        name: sorted({role for word in words for role in groups.get(word, [word])})
        for name, words in written["rights"].items()
    }


def routes() -> list[Route]:
    """Every address that the resolver knows, each once."""
    found: dict[str, Route] = {}
    _walk(get_resolver().url_patterns, "", (), found)
    return list(found.values())


def _walk(patterns: Any, before: str, spaces: tuple[str, ...], found: dict[str, Route]) -> None:
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            _walk(entry.url_patterns, route, inner, found)
        elif isinstance(entry, URLPattern):
            found.setdefault(route, Route(route, ":".join((*spaces, entry.name or "-"))))


@cache
def row_of(route: Route) -> Row | None:
    """The row that counts for a route."""
    return next((row for row in rows() if row.fits(route.route)), None)


# ---- Who comes, and what they should get ----

VISITOR, HALF = "visitor", "half"
WHO = (VISITOR, HALF, *Role)


def expected(row: Row, who: str) -> str:
    """What somebody should get: in, login, refused, factor, ask (for a link) or missing."""
    if row.closed:
        return "missing"
    if row.link or row.open == "everybody":
        return "in"
    if row.open == "person":
        return "ask"
    if who == VISITOR:
        return "in" if row.open == "outsiders" else "login"
    if who == HALF:
        return "in" if row.open == "on-the-way" else "factor"
    is_in = bool(row.open) or (who in DESK_ROLES and who in rights()[row.may])
    return "in" if is_in else "refused"


_BY_STATUS = {403: "refused", 404: "missing", 405: "method", 410: "missing"}
_BY_PLACE = (
    ("/account/set-up/", "factor"),
    ("/account/2fa/reauthenticate/", "factor"),
    ("/account/login/", "login"),
    ("/desk/login/", "login"),
)


def outcome(response: HttpResponse) -> str:
    """What somebody got: in, login, refused, factor, ask, missing, method (not taken) or broken."""
    status, place = response.status_code, response.headers.get("Location", "")
    if status in {301, 302, 303}:
        whole = {"/desk/": "refused", "/nl/my/": "ask"}.get(place, "in")
        return next((name for start, name in _BY_PLACE if place.startswith(start)), whole)
    return _BY_STATUS.get(status, "broken" if status >= 500 else "in")
