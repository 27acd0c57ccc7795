"""Read YAML (and JSON) that somebody wrote: bounded, without its dangers, each fault with its line.

``decode`` and ``compose`` give the nodes to whoever wants to tell every fault at once;
``read_plain`` gives plain values, whose mappings know their line.
"""

import codecs
from typing import Any

import yaml
from django.utils.translation import gettext as _

LARGEST = 512 * 1024  # bytes; forty times the first user's plan
DEEPEST = 24  # levels
LINE = "__line__"

_OTHER_ENCODINGS = (
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_LE,
    codecs.BOM_UTF32_BE,
)


class YamlFault(ValueError):
    """A text cannot be read; ``line`` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(_("line %(line)s: %(reason)s") % {"line": line, "reason": reason})
        self.line = line
        self.reason = reason


def decode(data: bytes) -> str:
    """Return the text of a file.

    Raises:
        YamlFault: it is empty, larger than ``LARGEST``, or not in UTF-8.
    """
    if len(data) > LARGEST:
        told = {"size": len(data) // 1024, "largest": LARGEST // 1024}
        raise YamlFault(1, _("the file has %(size)s kB; at most %(largest)s kB are read") % told)
    if not data.strip():
        raise YamlFault(1, _("the file is empty"))
    if data.startswith(_OTHER_ENCODINGS):
        raise YamlFault(1, _("the file is in UTF-16 or UTF-32; save it as UTF-8"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = _("this byte is not UTF-8: %(byte)s; save the file as UTF-8") % {
            "byte": f"0x{data[error.start]:02x}"
        }
        raise YamlFault(line, reason) from error


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of a text; None where it holds only comments.

    Aliases come through, and may unfold to far more than the text: whoever walks them counts.

    Raises:
        YamlFault: it is broken, or nested more than ``DEEPEST`` levels deep.
    """
    return _load(_Loader, text, lambda loader: loader.get_single_node())


def read_plain(data: bytes) -> Any:
    """Return the plain values of a file: no tags, no aliases, no key twice.

    Each mapping has its line under ``LINE``. An empty file is None.

    Raises:
        YamlFault: it is too large, not in UTF-8, broken, or holds what it may not.
    """
    text = decode(data) if data.strip() else ""
    return _load(_PlainLoader, text, lambda loader: loader.get_single_data())


def without_lines(value: Any) -> Any:
    """Return plain values as ``read_plain`` gave them, without the lines."""
    if isinstance(value, dict):
        return {key: without_lines(one) for key, one in value.items() if key != LINE}
    return [without_lines(one) for one in value] if isinstance(value, list) else value


class _TooDeepError(yaml.MarkedYAMLError):
    """Nesting that nobody needs and that would exhaust the stack."""


class _Loader(yaml.SafeLoader):
    """PyYAML's composer with a limit on nesting."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeepError(
                problem=_("nested more than %(levels)s levels deep") % {"levels": DEEPEST},
                problem_mark=self.peek_event().start_mark,  # type: ignore[no-untyped-call]
            )
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _PlainLoader(_Loader):
    """Plain values only; no aliases (which can blow up a small file), no key twice."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, _("aliases are not allowed"), mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - the library's signature
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) < len(node.value):
            raise yaml.constructor.ConstructorError(
                None, None, _("a key stands here twice"), node.start_mark
            )
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def _load(loader: type[_Loader], text: str, work: Any) -> Any:
    try:
        return work(loader(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = _("broken YAML: %(why)s") % {"why": error.problem or error.context or ""}
        raise YamlFault(mark.line + 1 if mark else 1, reason) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise YamlFault(line, _("a character that may not be in a text file")) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML lets the errors of chr() and int() through for impossible escapes and versions.
        raise YamlFault(1, _("broken YAML: %(why)s") % {"why": error}) from error
