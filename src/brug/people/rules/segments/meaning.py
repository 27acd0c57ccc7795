"""What a tree says of somebody, and the shortest tree that says the same."""

from collections.abc import Callable

from brug.people.rules.segments.tree import Group, Leaf, Node, Op


def evaluate(node: Node, holds: Callable[[Leaf], bool]) -> bool:
    """Tell whether a tree holds, given which conditions do."""
    if isinstance(node, Leaf):
        return holds(node)
    told = (evaluate(part, holds) for part in node.parts)
    if node.op is Op.ALL:
        return all(told)
    return any(told) if node.op is Op.ANY else not any(told)


def normalise(root: Group) -> Group:
    """Return a tree of the same meaning without what adds none.

    Groups of one part, groups within groups of the same kind, and repeated parts go. The root stays
    a group; doing it twice is doing it once.
    """
    node = _short(root)
    return node if isinstance(node, Group) else Group(Op.ALL, (node,))


def _short(node: Node) -> Node:
    if isinstance(node, Leaf):
        return node
    parts: dict[Node, None] = {}
    for part in map(_short, node.parts):
        for one in _opened(node.op, part):
            parts.setdefault(one)
    only = next(iter(parts))
    if len(parts) > 1:
        return Group(node.op, tuple(parts))
    if node.op is not Op.NONE:
        return only
    return _negated(only)


def _opened(op: Op, part: Node) -> tuple[Node, ...]:
    """The parts of a group that its parent says in its stead."""
    if not isinstance(part, Group):
        return (part,)
    is_same = part.op is op and op is not Op.NONE
    # Not one of (a or b) is not a and not b; all of (not one of ...) stays as it reads.
    is_any_in_none = op is Op.NONE and part.op is Op.ANY
    return part.parts if is_same or is_any_in_none else (part,)


def _negated(node: Node) -> Node:
    if not isinstance(node, Group):
        return Group(Op.NONE, (node,))
    if node.op is Op.NONE:
        return node.parts[0] if len(node.parts) == 1 else Group(Op.ANY, node.parts)
    return Group(Op.NONE, node.parts if node.op is Op.ANY else (node,))
