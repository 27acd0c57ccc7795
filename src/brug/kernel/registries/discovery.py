"""Find what the rooms register."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

MODULES = (
    "permissions",
    "audit_verbs",
    "measures",
    "timeline",
    "privacy",
    "emails",
    "search",
    "dashboards",
    "tasks",
    "schedules",
    "demo",
)


def discover() -> list[str]:
    """Import the registering modules of every app of the house; return their dotted names."""
    found = []
    for config in apps.get_app_configs():
        if not config.name.startswith("brug."):
            continue
        for module in MODULES:
            dotted = f"{config.name}.{module}"
            if find_spec(dotted) is not None:
                import_module(dotted)
                found.append(dotted)
    return found
