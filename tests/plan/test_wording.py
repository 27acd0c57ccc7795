"""Every rule that can be named has a sentence that its numbers fit."""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given

from brug.plan import rules
from brug.plan.enums import FigureNature
from brug.plan.rules import Evidence, outlook
from brug.plan.wording import FORECAST, JUDGEMENT, TARGET, sentence
from tests.plan.rules.test_judgements import evidence, promises

SENTENCES = TARGET | FORECAST | JUDGEMENT


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


@pytest.mark.parametrize(("language", "number"), [("nl", "1.080"), ("en", "1,080")])
def test_numbers_are_told_in_the_readers_way(language, number):
    promise = rules.Promise(kind="yearly", first=2026, target=Decimal(2000))
    seen = outlook(promise, 2026, Evidence(FigureNature.FLOW, date(2026, 9, 30), Decimal(808)))

    with translation.override(language):
        assert number in sentence(seen.verdict.explanation)
