"""Every rule that can be named has a sentence that its numbers fit."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given

from brug.plan import rules
from brug.plan.enums import FigureNature, IndicatorKind
from brug.plan.rules import Evidence, outlook
from brug.plan.wording import ASKED, FORECAST, JUDGEMENT, TARGET, sentence
from tests.plan.rules.test_judgements import evidence, promises

SENTENCES = TARGET | FORECAST | JUDGEMENT | ASKED


def rules_named_in_code() -> set[str]:
    """The first arguments of `explain(...)` and the rules chosen beforehand, by name."""
    named = set()
    for path in Path(rules.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and node.value in SENTENCES:
                named.add(node.value)
            is_call = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "explain"
            if is_call and isinstance(node.args[0], ast.Constant):
                named.add(node.args[0].value)
    return named


def test_every_rule_has_a_sentence_and_every_sentence_a_rule():
    assert rules_named_in_code() == set(SENTENCES)


@given(promise=promises, evidence=evidence)
def test_every_outlook_can_be_told(promise, evidence):
    seen = outlook(promise, 2026, evidence)

    for part in (seen.target, seen.forecast, seen.verdict):
        told = sentence(part.explanation, promise.unit)
        assert told
        assert "%(" not in told
        assert "%%" not in told


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "20 more for the year since", "20 more for each of 2 years"),
        ("nl", "20 meer voor het jaar sindsdien", "20 meer voor elk van de 2 jaren"),
        ("fr", "20 de plus pour l’année écoulée", "20 de plus pour chacune des 2 années"),
    ],
)
def test_one_year_is_not_told_as_years(language, one, two):
    growth = rules.Promise(
        kind=IndicatorKind.GROW_BY, first=2026, target=Decimal(20), baseline={2025: Decimal(300)}
    )
    with translation.override(language):
        first, second = (
            sentence(outlook(growth, year, Evidence(FigureNature.LEVEL, date(2026, 9, 30), None))
                     .target.explanation)
            for year in (2026, 2027)
        )  # fmt: skip
    assert one in first
    assert two in second


@pytest.mark.parametrize(("language", "number"), [("nl", "1.080"), ("en", "1,080")])
def test_numbers_are_told_in_the_readers_way(language, number):
    promise = rules.Promise(kind="yearly", first=2026, target=Decimal(2000))
    seen = outlook(promise, 2026, Evidence(FigureNature.FLOW, date(2026, 9, 30), Decimal(808)))

    with translation.override(language):
        assert number in sentence(seen.verdict.explanation)
