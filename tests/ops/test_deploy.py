"""What describes an installation names only settings, commands and paths that there are.

No container engine and no systemd is needed: these tests read the files.
"""

import re
from pathlib import Path

import pytest
import yaml

from brug.web.cli import main
from brug.web.environment import Environment

ROOT = Path(__file__).resolve().parent.parent.parent
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SETTINGS = {name.upper() for name in Environment.model_fields}
_SETTING = re.compile(r"\b(?:BRUG_[A-Z_0-9]+|DATABASE_URL|REDIS_URL)\b")


@pytest.mark.parametrize(
    "path",
    ["Dockerfile", "compose.yaml", "deploy/brug.env.example", "docs/operations.md"]
    + [unit.relative_to(ROOT).as_posix() for unit in UNITS],
)
def test_only_settings_that_there_are_get_named(path: str) -> None:
    named = set(_SETTING.findall((ROOT / path).read_text(encoding="utf-8")))
    assert named <= SETTINGS


def test_the_example_of_settings_names_none_twice() -> None:
    lines = (ROOT / "deploy" / "brug.env.example").read_text(encoding="utf-8").splitlines()
    names = [
        line.lstrip("# ").partition("=")[0] for line in lines if re.match(r"^#? ?[A-Z_]+=", line)
    ]
    assert len(names) == len(set(names))


def _commands(name: str) -> list[str]:
    service = COMPOSE["services"][name]
    return [str(part) for part in service.get("command", ["serve"])]


@pytest.mark.parametrize("service", ["web", "worker", "migrate"])
def test_containers_run_commands_that_there_are(service: str) -> None:
    assert _commands(service)[0] in main.list_commands(None)  # type: ignore[arg-type]
    assert COMPOSE["services"][service]["read_only"] is True
    assert COMPOSE["services"][service]["cap_drop"] == ["ALL"]


def test_the_grown_form_has_its_four_parts_and_opens_one_door_to_this_machine() -> None:
    services = COMPOSE["services"]
    assert {"web", "worker", "postgres", "redis"} <= set(services)
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:8000:8000"]
    for service in services.values():
        waits = service.get("depends_on", {})
        assert set(waits) <= set(services)
    assert services["worker"]["deploy"]["replicas"] >= 2


def test_tables_are_laid_before_anything_serves() -> None:
    for name in ("web", "worker"):
        waits = COMPOSE["services"][name]["depends_on"]
        assert waits["migrate"]["condition"] == "service_completed_successfully"


def test_the_container_runs_as_nobody_in_particular_and_says_how_it_is() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    last = text.rpartition("\nFROM ")[2]
    assert "\nUSER brug\n" in last
    assert "/health/ready" in last
    assert "--require-hashes" in text


def _unit(path: Path) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            values.setdefault(name, []).append(value)
    return values


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_services_run_commands_that_there_are_with_few_rights(path: Path) -> None:
    unit = _unit(path)
    (command,) = unit["ExecStart"]
    called = re.search(r"/opt/brug/bin/brug ([a-z-]+)", command)
    assert called is not None
    assert called[1] in main.list_commands(None)  # type: ignore[arg-type]
    assert unit["User"] == ["brug"]
    assert unit["CapabilityBoundingSet"] == [""]
    wanted = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes"}
    assert {name: unit[name][0] for name in wanted} == wanted
