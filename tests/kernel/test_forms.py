"""Forms in the house's look."""

import re

from django import forms
from django.utils import translation

COLOURS = [("r", "Red"), ("b", "Blue")]


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", help_text="As friends call you.")
    town = forms.CharField(label="Town", required=False)
    agree = forms.BooleanField(label="I agree")
    colour = forms.ChoiceField(label="Colour", choices=COLOURS, widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, initial="s")


def _html(data: dict[str, str] | None = None) -> str:
    with translation.override("en"):
        return str(Sample(data))


def _input(html: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert found
    return found.group()


def test_input_is_linked_to_its_label_help_and_error() -> None:
    html = _html({})
    field = _input(html, "name")
    assert '<label class="b-label" for="id_name">Name' in html
    linked = re.search(r'aria-describedby="([^"]+)"', field)
    assert linked
    for identifier in linked[1].split():
        assert f'id="{identifier}"' in html
    assert 'aria-invalid="true"' in field
    assert "This field is required." in html


def test_only_what_may_stay_empty_is_marked() -> None:
    html = _html()
    assert re.search(r"Town\s*<span[^>]*>\(if you like\)", html)
    assert html.count("(if you like)") == 1


def test_choices_are_a_group_with_a_name() -> None:
    html = _html()
    assert re.search(r"<fieldset[^>]*b-field-choices[^>]*>\s*<legend>Colour", html)


def test_tick_box_stands_inside_its_label() -> None:
    assert re.search(
        r'<label class="b-choice" for="id_agree"><input type="checkbox"[^>]*><span>I agree', _html()
    )


def test_hidden_fields_are_there() -> None:
    assert _html().count('name="secret"') == 1


def test_fault_of_the_whole_form_comes_first() -> None:
    form = Sample({"name": "A", "agree": "on", "colour": "r", "secret": "s"})
    form.add_error(None, "These do not fit together.")
    html = str(form)
    assert 'role="alert"' in html
    assert html.index("These do not fit together.") < html.index("<label")
