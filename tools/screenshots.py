"""Make the pictures of the README: a demo is served, a real browser looks at it.

    python tools/screenshots.py [--size small|full]

Needs Chromium (see `make test`). The demo is built in a temporary folder unless BRUG_SHOTS_DIR
names one.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
PUBLIC = {"home-nl": "/nl/", "home-fa-af": "/fa-af/"}
PLAN = "/desk/plan/"
INDICATOR = "indicators/SD2.OD1.7"
REGION = "regions/LIM/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def demo(size: str, folder: Path) -> Iterator[str]:
    """Serve the demo; yield its address."""
    port = free_port()
    command = [sys.executable, "-m", "brug.web.cli", "demo", "--size", size]
    command += ["--dir", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=sys.stderr)
    address = f"http://127.0.0.1:{port}"
    try:
        for _second in range(600):
            if answers(f"{address}/health/ready"):
                break
            if server.poll() is not None:
                sys.exit("the demo stopped before it answered")
            time.sleep(1)
        yield address
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def answers(url: str) -> bool:
    """Tell whether a page is there."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def sign_in(page: Page, address: str) -> None:
    """Come in as the demo's director."""
    page.goto(f"{address}/account/login/")
    page.locator("form:has(input[value='director@demo.example']) button").first.click()
    page.wait_for_url("**/desk/**")


def look(browser: Browser, address: str) -> None:
    """Take every picture at both widths."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, (width, height) in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=1.5, locale="nl-BE"
        )
        page = context.new_page()
        for picture, path in PUBLIC.items():
            page.goto(address + path)
            shoot(page, f"{picture}-{name}")
        sign_in(page, address)
        page.goto(address + PLAN)
        indicator = page.locator(f"a[href*='{INDICATOR}']").first.get_attribute("href") or ""
        plan = indicator.partition("indicators/")[0]
        links = {"indicator": indicator, "region": f"{plan}{REGION}"}
        shoot(page, f"plan-{name}")
        for picture, link in links.items():
            page.goto(address + link)
            shoot(page, f"{picture}-{name}")
        context.close()


def shoot(page: Page, name: str) -> None:
    """Take one picture of the page, at most two screens high.

    The desk scrolls inside itself, so the window is made as high as the picture.
    """
    page.wait_for_load_state("networkidle")
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.set_viewport_size({"width": size["width"], "height": 2 * size["height"]})
    page.screenshot(path=PICTURES / f"{name}.png")
    page.set_viewport_size(size)
    print(name)


def main() -> None:
    """Serve, look, stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=["small", "full"], default="small")
    size = parser.parse_args().size
    chromium = os.environ.get("BRUG_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("No Chromium here: install it, or set BRUG_CHROMIUM to the browser's path.")
    kept = os.environ.get("BRUG_SHOTS_DIR")
    folder = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="brug-shots-"))
    try:
        with demo(size, folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            look(browser, address)
            browser.close()
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
