"""The house is built as ARCHITECTURE.md says, also where import-linter cannot see."""

import ast
import tomllib
from enum import Enum
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db import models

from tests.house.sources import PACKAGE, ROOT, files, imported, name_of, parsed

# Rooms that are not named stand between people and plan.
TIER_OF = {"kernel": 0, "people": 1, "plan": 3, "finance": 3, "web": 4}


class Late(Enum):
    """The only reasons for which an import may stand inside a function."""

    APPS = "apps must be loaded before it can be"
    HEAVY = "takes memory or time that most processes do without"
    BY_NAME = "what is imported is looked up by its name: rooms, commands, backends"


# Imports inside functions, each with its reason. Nothing else may have one.
LATE_IMPORTS = {
    "kernel/apps.py": Late.APPS,
    "people/apps.py": Late.APPS,
    "volunteers/apps.py": Late.APPS,
    "web/apps.py": Late.APPS,
    "kernel/encryption.py": Late.HEAVY,  # the library of ciphers: 7 MB
    "kernel/periods.py": Late.HEAVY,  # the package of holidays: 4 MB
    "web/doctor/house.py": Late.HEAVY,  # the same
    "kernel/paper/fonts_of_paper.py": Late.HEAVY,  # the setter of pages: 7 MB
    "kernel/paper/letters.py": Late.HEAVY,
    "plan/reports/pdf.py": Late.HEAVY,
    "plan/reports/pictures.py": Late.HEAVY,
    "kernel/tables/writing.py": Late.HEAVY,  # the library that writes workbooks
    "kernel/tables/xlsx_reading.py": Late.HEAVY,  # the library that reads workbooks
    "people/rules/imports/cells.py": Late.HEAVY,  # the cleaner of HTML
    "people/rules/likeness.py": Late.HEAVY,  # the library that compares names
    "people/rules/sounds.py": Late.HEAVY,  # the tables of other scripts
    "rosters/queries/feed.py": Late.HEAVY,  # the library of calendars, with its time zones
    "rosters/rules/planning.py": Late.HEAVY,  # the solver of constraints: 100 MB
    "volunteers/rules/assigning.py": Late.HEAVY,  # arrays and the solver of divisions: 35 MB
    "people/cli/merging.py": Late.HEAVY,  # the library of linkage: 100 MB and a second
    "kernel/jobs/transports/__init__.py": Late.BY_NAME,
    "kernel/registries/discovery.py": Late.BY_NAME,
    "web/backups/schemas.py": Late.BY_NAME,
    "web/cli.py": Late.BY_NAME,
    "web/http_api.py": Late.BY_NAME,
}
_IMPORTERS = {"import_module", "import_string", "__import__"}


def rooms() -> list[str]:
    """The rooms that stand: every app but the ground and the roof."""
    found = {path.parent.name for path in PACKAGE.glob("*/apps.py")}
    return sorted(found - {"kernel", "web"})


def contracts() -> dict[str, dict[str, object]]:
    """The import contracts by their id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in settings["tool"]["importlinter"]["contracts"]}


@pytest.mark.parametrize("room", rooms())
def test_each_room_is_closed_but_for_its_door(room: str) -> None:
    contract = contracts()[f"{room}-door"]
    assert contract["type"] == "protected"
    assert contract["protected_modules"] == [f"brug.{room}"]
    assert contract["allowed_importers"] == [f"brug.{room}"]
    doors = {str(line).rpartition("-> ")[2] for line in contract["ignore_imports"]}  # type: ignore[attr-defined]
    assert doors <= {f"brug.{room}.{door}" for door in ("api", "signals", "enums", "web_door")}


@pytest.mark.parametrize("room", ["kernel", *rooms()])
def test_each_room_has_its_order_inside(room: str) -> None:
    contract = contracts()[f"{room}-order"]
    assert contract["type"] == "layers"
    assert contract["containers"] == [f"brug.{room}"]
    assert contract["exhaustive"] is True


def test_nobody_waits_for_each_other_in_any_room() -> None:
    held = contracts()["no-cycles-inside"]
    assert held["type"] == "acyclic_siblings"
    assert held["ancestors"] == [f"brug.{name}" for name in sorted(["kernel", "web", *rooms()])]


def _tier(model: type[models.Model]) -> int:
    return TIER_OF.get(model._meta.app_label, 2)


def _keys_out() -> list[tuple[type[models.Model], models.Field]]:
    """Every foreign key of our models that leads to a model of another app of ours."""
    ours = [m for m in apps.get_models() if m.__module__.startswith("brug.")]
    return [
        (model, field)
        for model in ours
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.model is model
        and field.related_model in ours
        and field.related_model._meta.app_label != model._meta.app_label
    ]


def test_foreign_keys_point_down_the_tiers() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in _keys_out()
        if _tier(field.related_model) >= _tier(model)
    ]
    assert upward == []


# What a layer may not know of Django. import-linter sees only whole packages of others.
_NO_WEB = ("django.http", "django.shortcuts", "django.views", "django.template", "django.urls")
_PURE = (
    "django.db",
    "django.http",
    "django.shortcuts",
    "django.views",
    "wagtail",
    "django.core.mail",
)
FORBIDDEN = {
    "rules": _PURE,
    "enums": _NO_WEB,
    "checks": _PURE,
    "document": _PURE,
    "services": _NO_WEB,
    "queries": _NO_WEB,
    "models": _NO_WEB,
    "api": _NO_WEB,
}
# Views into the web that a layer needs after all, each with its reason.
ALLOWED: dict[str, str] = {}


def _layer(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[1] if len(parts) > 1 else ""


def test_rules_know_no_database_and_services_no_web() -> None:
    found = [
        f"{name_of(path)} imports {name}"
        for path in files()
        for name in imported(parsed(path))
        if name.startswith(FORBIDDEN.get(_layer(path), ("\0",))) and name_of(path) not in ALLOWED
    ]
    assert found == []


def _imports_by_call(function: ast.AST) -> bool:
    """Whether it imports by calling something, which no linter of imports sees."""
    return any(
        isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in _IMPORTERS
        for node in ast.walk(function)
    )


def _is_late(function: ast.AST) -> bool:
    return any(imported(function)) or _imports_by_call(function)


def test_imports_stand_at_the_top_of_their_file() -> None:
    late = {
        name_of(path)
        for path in files()
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and _is_late(function)
    }
    assert late == set(LATE_IMPORTS)
    assert all(isinstance(reason, Late) for reason in LATE_IMPORTS.values())


@pytest.mark.parametrize(
    "body",
    [
        "import json",
        "from json import dumps",
        "import_module('json')",
        "importlib.import_module('json')",
        "import_string('json.dumps')",
        "__import__('json')",
    ],
)
def test_an_import_inside_a_function_is_seen_however_it_is_written(body: str) -> None:
    function = ast.parse(f"def work():\n    return 1\n    {body}").body[0]
    assert _is_late(function)
    assert not _is_late(ast.parse("def work():\n    return import_words()").body[0])


def test_no_two_modules_wait_for_each_other() -> None:
    """Whatever lies on a cycle of imports cannot be read, tested or moved alone."""
    graph = grimp.build_graph("brug")
    waits_for = {
        module: graph.find_modules_directly_imported_by(module) for module in graph.modules
    }
    # Take away, again and again, what waits for nothing that is left; cycles remain.
    while free := {one for one, others in waits_for.items() if not others & waits_for.keys()}:
        waits_for = {one: others for one, others in waits_for.items() if one not in free}
    assert sorted(waits_for) == []


def test_nothing_happens_behind_a_save() -> None:
    hooks = ("post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed")
    found = [
        f"{name_of(path)} listens to {name.rpartition('.')[2]}"
        for path in files()
        for name in imported(parsed(path))
        if name.startswith("django.db.models.signals.") and name.endswith(hooks)
    ]
    assert found == []
