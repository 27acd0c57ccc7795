"""The HTTP API: what each room lets others read or send, under /api/v1/.

A room offers a ``router`` in its ``http_api.py``. The description is served as OpenAPI at
/api/v1/openapi.json; there is no page with scripts of third parties to browse it.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from ninja import NinjaAPI

from brug import __version__


def build_api() -> NinjaAPI:
    """Return the API with the routers of all rooms, each under its room's name."""
    api = NinjaAPI(title="Brug", version=__version__, docs_url=None, urls_namespace="api-v1")
    for config in apps.get_app_configs():
        module = f"{config.name}.http_api"
        if config.name.startswith("brug.") and config.label != "web" and find_spec(module):
            api.add_router(f"/{config.label}/", import_module(module).router, tags=[config.label])
    return api
