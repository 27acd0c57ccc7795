"""Boxes with many choices, drawn at once: the template engine takes a page's time over each."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class _Lean:
    choices: Iterable[Any]

    def chosen(self, value: object) -> set[str]:
        """The chosen values as they stand in the page."""
        found = value if isinstance(value, list | tuple) else [value]
        return {"" if one is None else str(one) for one in found}


class LeanSelect(_Lean, forms.Select):
    """A box of which one can be chosen; its choices are in no groups."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - asked by the form, needed by no template here
    ) -> SafeString:
        """Draw it."""
        told, mark = self.chosen(value), SafeString(" selected")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (code, mark if str(code) in told else "", label)
                for code, label in ((code or "", label) for code, label in self.choices)
            ),
        )
        final = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>{}</select>", flatatt(final), options)


class LeanCheckboxes(_Lean, forms.CheckboxSelectMultiple):
    """Boxes to tick."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002 - asked by the form, needed by no template here
    ) -> SafeString:
        """Draw them."""
        told, mark = self.chosen(value), SafeString(" checked")
        key = (attrs or {}).get("id", name)
        row = (
            '<div><label for="{}_{}"><input type="checkbox" name="{}" value="{}" id="{}_{}"{}> '
            "{}</label></div>"
        )
        boxes = format_html_join(
            "",
            row,
            (
                (key, place, name, code, key, place, mark if str(code) in told else "", label)
                for place, (code, label) in enumerate(self.choices)
            ),
        )
        return format_html('<div id="{}">{}</div>', key, boxes)
