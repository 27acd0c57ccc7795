"""Numbers in the reader's way."""

from decimal import Decimal

import pytest
from django.utils import translation

from brug.kernel.numbers import exact_text, figure_text

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "value", "unit", "told"),
    [
        ("nl", 31500, "€", f"€{NBSP}31.500"),
        ("en", 31500, "€", f"€{NBSP}31,500"),
        ("fr", 31500, "€", f"31{NBSP}500{NBSP}€"),
        ("uk", 31500, "", f"31{NBSP}500"),
        ("nl", 4.5, "%", f"4,5{NBSP}%"),
        ("nl", 4.0, "", "4"),
        ("nl", 1234.56, "", "1.235"),
        ("fa-af", 31500, "", "\u2066۳۱٬۵۰۰\u2069"),
        ("ps", 2.4, "", "\u2066۲٫۴\u2069"),
    ],
)
def test_figure_reads_as_its_reader_writes(
    language: str, value: float, unit: str, told: str
) -> None:
    with translation.override(language):
        assert figure_text(value, unit) == told


@pytest.mark.parametrize(
    ("language", "value", "unit", "told"),
    [
        ("nl", "31500.50", "€", f"€{NBSP}31.500,50"),
        ("fr", "31500.5", "€", f"31{NBSP}500,50{NBSP}€"),
        ("en", "31500.00", "€", f"€{NBSP}31,500"),
        ("nl", "1234.567", "", "1.234,57"),
        ("nl", "100", "%", f"100{NBSP}%"),
    ],
)
def test_exact_figure_keeps_its_cents(language: str, value: str, unit: str, told: str) -> None:
    with translation.override(language):
        assert exact_text(Decimal(value), unit) == told
