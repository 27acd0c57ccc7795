"""Addresses of the plan's pages in the desk."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings


def plan_url(slug: str) -> str:
    """The page of a whole plan."""
    return f"/{settings.DESK_PATH}plan/{slug}/"


def indicator_url(slug: str, code: str, as_of: date | None = None, region: str = "") -> str:
    """The page of an indicator with the records behind its figure, as it stood on a day."""
    chosen = {"as_of": as_of.isoformat() if as_of else "", "region": region}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{plan_url(slug)}indicators/{code}/" + (f"?{query}" if query else "")
