"""A real Chromium for tests that look at pages; `tests/conftest.py` offers these fixtures to all.

`visit("/nl/", width=390)` opens a page of the running test server. Whatever the browser would
complain about (a refused script or style, a missing file) fails the test that made it.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
HEIGHTS = {320: 568, 390: 844, 1280: 900}

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the whole run; without one, its tests are skipped and say so."""
    path = os.environ.get("BRUG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium: install it (Debian: apt install chromium) or set BRUG_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[Visit]:
    """Opens pages; keywords: width (320, 390 or 1280), dark, scripts, cookies (name to value).

    The content security policy holds, so that a page that needs an exception is found out; axe
    is let past it afterwards.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A form that comes back with its faults answers 422, of which browsers complain.
        if message.type == "error" and "status of 422" not in message.text:
            complaints.append(message.text)

    def open_page(
        path: str,
        *,
        width: int = 1280,
        dark: bool = False,
        scripts: bool = True,
        cookies: dict[str, str] | None = None,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
            bypass_csp=False,
        )
        contexts.append(context)
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in (cookies or {}).items()]
        )
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def sideways_scroll(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    width: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def serious_faults(page: Page) -> list[str]:
    """What axe finds serious or critical: its rule and where.

    Axe is put into the page by the driver, which the security policy does not hold back. It waits
    for what still fades in: halfway there, nothing has its own colour.
    """
    page.evaluate(
        """() => Promise.allSettled(document.getAnimations()
            .filter(one => one.effect.getComputedTiming().endTime !== Infinity)
            .map(one => one.finished))"""
    )
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['target']}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Links and buttons that a finger would miss, but for those inside running text."""
    targets: list[str] = page.evaluate(
        """least => [...document.querySelectorAll('a, button, summary, input, select, label')]
            .filter(e => e.offsetParent && !e.closest('p, .b-sr, .b-skip') && e.type !== 'hidden')
            .filter(e => !(e.matches('input') && e.closest('label')))
            .filter(e => !e.matches('label') || e.querySelector('input'))
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([e, box]) => box.height < least - 0.5 || box.width < least - 0.5)
            .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)""",
        least,
    )
    return targets
