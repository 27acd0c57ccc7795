"""Plain values to YAML text in our layout: blocks outside, one line for what belongs together."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

_TAG = "tag:yaml.org,2002:"


class OneLine(dict[str, Any]):
    """A table that is written on one line, between braces."""


class OneLineList(list[Any]):
    """A list that is written on one line, between brackets."""


def dump(values: Mapping[str, Any]) -> str:
    """The YAML text of nested tables, lists, texts, numbers, dates and flags."""
    text: str = yaml.serialize(
        _node(values), Dumper=yaml.SafeDumper, allow_unicode=True, width=10_000, indent=2
    )
    return text


def number_text(number: Decimal) -> str:
    """A number as a plan file writes it: all its decimals, never an exponent."""
    return format(number, "f")


def _node(value: Any) -> yaml.Node:
    if isinstance(value, Mapping):
        pairs = [(_key(key), _node(item)) for key, item in value.items()]
        return yaml.MappingNode(_TAG + "map", pairs, flow_style=isinstance(value, OneLine))
    if isinstance(value, str):
        return yaml.ScalarNode(_TAG + "str", value)
    if isinstance(value, Sequence):
        flow = isinstance(value, OneLineList)
        return yaml.SequenceNode(_TAG + "seq", [_node(item) for item in value], flow_style=flow)
    return _scalar(value)


def _scalar(value: Any) -> yaml.ScalarNode:
    if isinstance(value, bool):
        return yaml.ScalarNode(_TAG + "bool", "true" if value else "false")
    if isinstance(value, Decimal):
        text = number_text(value)
        return yaml.ScalarNode(_TAG + ("float" if "." in text else "int"), text)
    if isinstance(value, int):
        return yaml.ScalarNode(_TAG + "int", str(value))
    if isinstance(value, date):
        return yaml.ScalarNode(_TAG + "timestamp", value.isoformat())
    raise TypeError(f"a plan file cannot hold {type(value).__name__}")


def _key(key: object) -> yaml.ScalarNode:
    """Keys are names; what looks like a year is written as one."""
    text = str(key)
    tag = "int" if text.isascii() and text.isdigit() and not text.startswith("0") else "str"
    return yaml.ScalarNode(_TAG + tag, text)
