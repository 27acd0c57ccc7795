"""Boxes of many choices that are drawn at once say what Django's own say."""

import pytest
from django import forms
from django.test.html import parse_html

from brug.kernel.desk.lean import LeanCheckboxes, LeanSelect

CHOICES = [("a", "First"), ("b", "Second & <last>"), ("", "None")]


@pytest.mark.parametrize("value", [[], ["a"], ["a", "b"], ["c"], [""]])
def test_boxes_to_tick_are_those_of_django(value: list[str]) -> None:
    drawn = [
        kind(choices=CHOICES).render("what", value, {"id": "id_what"})
        for kind in (LeanCheckboxes, forms.CheckboxSelectMultiple)
    ]
    assert parse_html(drawn[0]) == parse_html(drawn[1])


@pytest.mark.parametrize("value", ["", "a", "b", "c"])
def test_a_box_to_choose_from_is_that_of_django(value: str) -> None:
    drawn = [
        kind(choices=CHOICES).render("what", value, {"id": "id_what"})
        for kind in (LeanSelect, forms.Select)
    ]
    assert parse_html(drawn[0]) == parse_html(drawn[1])


def test_choices_are_drawn_without_the_template_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> str:
        raise AssertionError("a template was asked for")

    monkeypatch.setattr(forms.CheckboxSelectMultiple, "_render", refuse)
    assert "First" in LeanCheckboxes(choices=CHOICES).render("what", [])
