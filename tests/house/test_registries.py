"""What rooms give to the house carries their name, and what code asks for exists."""

import ast
import re
from importlib import import_module

import pytest
from django.apps import apps

from brug.kernel.access import permissions
from brug.kernel.registries import (
    audit_verbs,
    closed_records,
    conditions,
    dashboards,
    demo,
    emails,
    measures,
    mergers,
    occupied,
    privacy,
    questions,
    schedules,
    search,
    timeline,
)
from brug.kernel.registry import Registry
from tests.house.sources import PACKAGE, files, name_of, parsed

REGISTRIES: list[Registry] = [
    audit_verbs.audit_verbs,
    closed_records.closed_kinds,
    conditions.conditions,
    dashboards.dashboard_cards,
    demo.demo_parts,
    emails.emails,
    measures.measures,
    mergers.mergers,
    occupied.occupied_sources,
    permissions.permissions,
    privacy.privacy_handlers,
    questions.questions,
    schedules.schedules,
    search.search_sources,
    timeline.timeline_sources,
]
ROOMS = {config.label for config in apps.get_app_configs() if config.name.startswith("brug.")}
ASKS = {"may", "require", "needs"}
NAME = re.compile(r"^[a-z_]+\.[a-z_]+$")


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: registry.kind)
def test_every_entry_carries_the_name_of_its_room(registry: Registry) -> None:
    strangers = [entry.name for entry in registry if entry.name.partition(".")[0] not in ROOMS]
    assert strangers == []


def test_registering_modules_register_for_their_own_room() -> None:
    """A room that registers under another's name would be found by nobody."""
    for path in files():
        room = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and _called(node) == "declare" and node.args:
                name = getattr(node.args[0], "value", "")
                assert str(name).partition(".")[0] == room, (name_of(path), name)


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def permissions_asked_for() -> list[tuple[str, str]]:
    """Every right that code names where it asks: ``actor.may("…")``, ``permission="…"``."""
    found = []
    for path in files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                asked = node.args[:1] if _called(node) in ASKS else []
                asked += [k.value for k in node.keywords if k.arg == "permission"]
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                is_right = any(getattr(t, "id", "") == "permission" for t in targets)
                asked = [node.value] if is_right and node.value else []
            else:
                continue
            for value in asked:
                text = getattr(value, "value", None)
                if isinstance(text, str) and NAME.match(text):
                    found.append((name_of(path), text))
    return found


def test_every_right_that_is_asked_for_is_declared() -> None:
    asked = permissions_asked_for()
    assert len(asked) > 20
    unknown = [(place, name) for place, name in asked if name not in permissions.permissions]
    assert unknown == []


def test_every_card_and_mail_has_its_template() -> None:
    from django.template.loader import get_template

    for card in dashboards.dashboard_cards:
        get_template(card.template)


def test_every_audit_verb_that_a_service_notes_is_declared() -> None:
    verbs = {entry.name for entry in audit_verbs.audit_verbs}
    noted = {
        str(getattr(keyword.value, "value", ""))
        for path in files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "verb"
    } - {""}
    assert noted - verbs == set()
    assert verbs - noted - _noted_elsewhere() == set(), "declared, and noted by no service"


def _noted_elsewhere() -> set[str]:
    """Verbs that stand as text anywhere else in the code of services."""
    verbs = {entry.name for entry in audit_verbs.audit_verbs}
    texts = {
        node.value
        for path in files()
        if path.name != "audit_verbs.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return verbs & texts


def test_modules_of_fixed_names_import() -> None:
    from brug.kernel.registries.discovery import discover

    for dotted in discover():
        assert import_module(dotted)
