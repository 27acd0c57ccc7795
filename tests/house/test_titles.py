"""A page of the desk says what it is once: in its one heading, not in the way that leads to it."""

import re
from html import unescape

from django.test import Client

from tests.house import world
from tests.house.test_lists import keeper, pages
from tests.plan.measures import registered

__all__ = ["keeper"]
HEADING = re.compile(r"<h1\b([^>]*)>(.*?)</h1>", re.DOTALL)
CRUMBS = re.compile(r"<div data-w-breadcrumbs.*?</nav>", re.DOTALL)
STEP = re.compile(r"<li\b.*?</li>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def _words(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def _steps(html: str) -> list[str]:
    found = CRUMBS.search(html)
    return [_words(one) for one in STEP.findall(found[0])] if found else []


def test_every_page_of_the_desk_shows_its_title_once(keeper: Client) -> None:
    with registered():
        things = world.build()
        wrong, ours, ways = [], 0, 0
        for route, path in pages(things).items():
            response = keeper.get(path)
            if not response.headers.get("Content-Type", "").startswith("text/html"):
                continue
            if response.status_code != 200 or response.streaming:
                continue
            html = response.content.decode()
            if "<html" not in html[:2000].lower() or not route.startswith("desk/"):
                continue
            headings = HEADING.findall(html)
            if len(headings) != 1:
                wrong.append((route, f"{len(headings)} headings"))
                continue
            attributes, title = headings[0]
            if "b-desk-title" not in attributes:
                continue  # the frame's own lists: the heading is for ears, the bar for eyes
            ours += 1
            steps = _steps(html)
            ways += bool(steps)
            if _words(title) in steps:
                wrong.append((route, "the title stands in the way too"))
    assert wrong == []
    assert ours > 30
    assert ways > 20
