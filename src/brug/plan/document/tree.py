"""From text to a tree of plain values with the line of each: YAML without its dangers.

Only scalars, lists and tables come through. Tags are never executed: a file that carries one
other than YAML's own plain types is refused, and so are cycles of aliases, aliases that blow
a small file up, and keys given twice.
"""

import unicodedata
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

from brug.kernel import yaml_text
from brug.plan.document.errors import Log, PlanFileError, Problem

MOST_NODES = 20_000

_PLAIN = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    _PLAIN + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)


@dataclass(frozen=True, eq=False)
class Scalar:
    """A single value as it was written. `kind` is YAML's reading: str, int, float, bool, ..."""

    text: str
    kind: str
    line: int
    path: str


@dataclass(frozen=True, eq=False)
class Listing:
    """A list."""

    items: tuple["Value", ...]
    line: int
    path: str


@dataclass(frozen=True, eq=False)
class Table:
    """A mapping; keys are text, in the order of the file."""

    items: dict[str, "Value"]
    line: int
    path: str
    key_lines: dict[str, int] = field(default_factory=dict)


Value = Scalar | Listing | Table


def compose(data: bytes, name: str) -> Value:
    """The tree of a YAML file. Raises PlanFileError where it is broken or dangerous."""
    try:
        root = yaml_text.compose(yaml_text.decode(data))
    except yaml_text.YamlFault as fault:
        raise _refusal(name, fault.line, fault.reason) from fault
    if root is None:
        raise _refusal(name, 1, _("the file holds no plan, only comments"))
    log = Log()
    value = _Converter(log).convert(root, "")
    if log.problems or value is None:
        raise PlanFileError(name, log.problems)
    return value


class _Converter:
    """Walks the composed nodes once, refusing what a plan must not hold."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.count = 0
        self.open: set[int] = set()

    def convert(self, node: yaml.Node, path: str, key_line: int = 0) -> Value | None:
        """The value of a node. A table stands on the line of its key, where there is one."""
        line = node.start_mark.line + 1
        if key_line and isinstance(node, yaml.MappingNode):
            line = key_line
        self.count += 1
        if self.count > MOST_NODES:
            if self.count == MOST_NODES + 1:
                self.log.add(line, "", _("the file unfolds to more values than a plan can have"))
            return None
        if id(node) in self.open:
            self.log.add(line, path, _("an alias that contains itself"))
            return None
        if node.tag not in _PLAIN_TAGS:
            self.log.add(line, path, self._tag_reason(node.tag))
            return None
        self.open.add(id(node))
        try:
            return self._convert(node, path, line)
        finally:
            self.open.discard(id(node))

    def _convert(self, node: yaml.Node, path: str, line: int) -> Value | None:
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, node.tag.removeprefix(_PLAIN), line, path)
        if isinstance(node, yaml.SequenceNode):
            items = [
                self.convert(item, f"{path}[{index}]") for index, item in enumerate(node.value)
            ]
            return Listing(tuple(item for item in items if item is not None), line, path)
        return self._table(node, path, line)

    def _table(self, node: yaml.Node, path: str, line: int) -> Table:
        table = Table({}, line, path)
        for key_node, value_node in node.value:
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or not key_node.value:
                self.log.add(key_line, path, _("a key must be a word or a number"))
                continue
            key = key_node.value
            if key == "<<" or key_node.tag not in _PLAIN_TAGS or not _is_shown(key):
                reason = _("the key “%(key)s” is not allowed here") % {"key": key[:60]}
                self.log.add(key_line, path, reason)
                continue
            if key in table.items or key in table.key_lines:
                reason = _("“%(key)s” is given twice (first on line %(line)s)") % {
                    "key": key[:60],
                    "line": table.key_lines[key],
                }
                self.log.add(key_line, path, reason)
                continue
            table.key_lines[key] = key_line
            value = self.convert(value_node, f"{path}.{key}" if path else key, key_line)
            if value is not None:
                table.items[key] = value
        return table

    @staticmethod
    def _tag_reason(tag: str) -> str:
        shown = tag.removeprefix(_PLAIN)[:80]
        if "python" in tag:
            return _("the tag “%(tag)s” would run code; a plan holds only values") % {"tag": shown}
        return _("the tag “%(tag)s” is not allowed; a plan holds only values") % {"tag": shown}


def _is_shown(key: str) -> bool:
    """Whether a key has only characters that a screen and a file can hold, on one line."""
    return key == " ".join(key.split()) and not any(
        unicodedata.category(character) in {"Cc", "Cs"} for character in key
    )


def _refusal(name: str, line: int, reason: str) -> PlanFileError:
    return PlanFileError(name, [Problem(line=line, path="", reason=reason)])
