"""A tree as JSON: read with all its checks, written in one form.

{"version": 1, "all": [{"is": "people.volunteer"},
                       {"none": [{"is": "people.language", "with": {"languages": ["fr"]}}]}]}
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from brug.people.rules.segments.errors import OldTree, TreeError
from brug.people.rules.segments.tree import (
    DEEPEST,
    MOST_LEAVES,
    Group,
    Leaf,
    Node,
    Op,
    depth,
    leaves,
)

VERSION = 1
# Checks a condition's name and values, and returns the values in their one form.
Check = Callable[[str, dict[str, object]], dict[str, object]]


def parse(data: object, check: Check) -> Group:
    """Return the tree that JSON tells.

    Raises:
        OldTree: of another version.
        TreeError: not a tree, empty, too deep or too long, or a condition that ``check`` refuses.
    """
    if not isinstance(data, dict) or "version" not in data:
        raise TreeError(_("This is not a segment."))
    if data["version"] != VERSION:
        raise OldTree(_("This segment was kept by another version of the program. Build it again."))
    root = _node({key: value for key, value in data.items() if key != "version"}, check, DEEPEST)
    if not isinstance(root, Group):
        root = Group(Op.ALL, (root,))
    if sum(1 for _leaf in leaves(root)) > MOST_LEAVES:
        raise TreeError(
            _("A segment has at most %(most)s conditions. Make a part of it a segment of its own.")
            % {"most": MOST_LEAVES}
        )
    return root


def _node(data: object, check: Check, deeper: int) -> Node:
    if not isinstance(data, dict):
        raise TreeError(_("This is not a segment."))
    if "is" in data:
        return _leaf(data, check)
    if len(data) != 1 or not set(data) <= set(Op):
        raise TreeError(_("This is not a segment."))
    if not deeper:
        raise TreeError(
            _("Groups lie at most %(most)s deep. Make a part of it a segment of its own.")
            % {"most": DEEPEST}
        )
    ((op, parts),) = data.items()
    if not isinstance(parts, list) or not parts:
        raise TreeError(_("A group has no conditions yet. Add one, or take the group away."))
    return Group(Op(op), tuple(_node(part, check, deeper - 1) for part in parts))


def _leaf(data: dict[str, Any], check: Check) -> Leaf:
    name, values = data["is"], data.get("with", {})
    if not isinstance(name, str) or not isinstance(values, dict) or set(data) - {"is", "with"}:
        raise TreeError(_("This is not a segment."))
    return Leaf(name, check(name, values))


def dump(root: Group) -> dict[str, object]:
    """Return a tree as JSON; ``parse`` gives it back.

    Raises:
        TreeError: it is too deep to be read again.
    """
    if depth(root) > DEEPEST:
        raise TreeError(
            _("Groups lie at most %(most)s deep. Make a part of it a segment of its own.")
            % {"most": DEEPEST}
        )
    return {"version": VERSION, **_written(root)}


def _written(node: Node) -> dict[str, object]:
    if isinstance(node, Group):
        return {node.op.value: [_written(part) for part in node.parts]}
    return {"is": node.name, "with": dict(node.values)} if node.values else {"is": node.name}
