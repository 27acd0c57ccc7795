"""The house is built as ARCHITECTURE.md says, also where import-linter cannot see."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.house.sources import PACKAGE, ROOT, files, imported, name_of, parsed

# Rooms that are not named stand between people and plan.
TIER_OF = {"kernel": 0, "people": 1, "plan": 3, "finance": 3, "web": 4}

# Imports inside functions, each with its reason. Nothing else may have one.
LATE_IMPORTS = {
    "kernel/apps.py": "apps must be loaded before the registries are filled",
    "people/apps.py": "apps must be loaded before services can be",
    "kernel/tables/writing.py": "a worker that writes no workbook does without the library",
    "kernel/tables/xlsx_reading.py": "a worker that reads no workbook does without the library",
    "people/rules/imports/cells.py": "a worker that imports nothing does without the library",
    "people/rules/likeness.py": "a worker that compares no names does without the library",
    "people/rules/sounds.py": "a worker that meets no other scripts does without the tables",
    "people/cli/merging.py": "the library of linkage takes a hundred megabytes and a second",
}


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
    assert doors <= {f"brug.{room}.{door}" for door in ("api", "signals", "enums")}


@pytest.mark.parametrize("room", rooms())
def test_each_room_has_its_order_inside(room: str) -> None:
    contract = contracts()[f"{room}-order"]
    assert contract["type"] == "layers"
    assert contract["containers"] == [f"brug.{room}"]
    assert contract["exhaustive"] is True


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


def test_imports_stand_at_the_top_of_their_file() -> None:
    late = {
        name_of(path)
        for path in files()
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and any(imported(function))
    }
    assert late == set(LATE_IMPORTS)


def test_nothing_happens_behind_a_save() -> None:
    hooks = ("post_save", "pre_save", "post_delete", "pre_delete", "m2m_changed")
    found = [
        f"{name_of(path)} listens to {name.rpartition('.')[2]}"
        for path in files()
        for name in imported(parsed(path))
        if name.startswith("django.db.models.signals.") and name.endswith(hooks)
    ]
    assert found == []
