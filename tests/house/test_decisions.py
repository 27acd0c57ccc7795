"""Decisions can be read: one number each, five lines each."""

import re
from collections import Counter

import pytest

from tests.house.sources import ROOT

PAGES = sorted((ROOT / "docs" / "decisions").glob("*.md"))
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
