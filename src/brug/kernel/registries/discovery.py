"""Find what the rooms register."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

MODULES = (
    "permissions",
    "audit_verbs",
    "closed_records",
    "measures",
    "conditions",
    "timeline",
    "privacy",
    "retention_kinds",
    "mergers",
    "emails",
    "search",
    "questions",
    "dashboards",
    "personal",
    "occupied",
    "quality",
    "tasks",
    "schedules",
)
# Not at the start: sample data needs libraries that no running house needs.
DEMO_MODULES = ("demo",)


def discover(modules: tuple[str, ...] = MODULES) -> list[str]:
    """Import the registering modules of every app of the house; return their dotted names."""
    found = []
    for config in apps.get_app_configs():
        if not config.name.startswith("brug."):
            continue
        for module in modules:
            dotted = f"{config.name}.{module}"
            if find_spec(dotted) is not None:
                import_module(dotted)
                found.append(dotted)
    return found
