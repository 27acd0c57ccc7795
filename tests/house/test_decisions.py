"""Decisions can be read: one number each, five lines each."""

import re
from collections import Counter

import pytest

from tests.house.sources import ROOT

FOLDER = ROOT / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("[0-9]*.md"))
PARTS = ("Context", "Choice", "Why", "Cost", "Revisit")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_decision_says_why_and_when_to_think_again(page: object) -> None:
    text = page.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    number = int(page.name[:4])  # type: ignore[attr-defined]
    assert re.match(rf"# {number}\. \S", text)
    missing = [part for part in PARTS if f"**{part}" not in text]
    assert missing == []


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = Counter(page.name[:4] for page in PAGES)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_the_index_names_every_decision_by_its_title() -> None:
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    titles = {page.name: page.read_text(encoding="utf-8").split("\n", 1)[0] for page in PAGES}
    lines = [f"- {name[:4]} [{title.split('. ', 1)[1]}]({name})" for name, title in titles.items()]
    assert [line for line in index.splitlines() if line.startswith("- ")] == lines
