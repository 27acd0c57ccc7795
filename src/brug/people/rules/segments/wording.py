"""A tree as a sentence in the reader's language."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from brug.people.rules.segments.tree import Group, Leaf, Node, Op


def sentence(root: Group, words: Callable[[Leaf], str]) -> str:
    """Return whom a tree chooses: 'Everyone who is a volunteer and does not speak French.'"""
    told = _told(root, words, is_inside=False)
    return _("Everyone of whom this is true: %(what)s.") % {"what": told}


def _told(node: Node, words: Callable[[Leaf], str], *, is_inside: bool) -> str:
    if isinstance(node, Leaf):
        return words(node)
    parts = [_told(part, words, is_inside=True) for part in node.parts]
    if node.op is Op.NONE:
        joined = parts[0] if len(parts) == 1 else f"({_join(parts, _('or'))})"
        return _("not: %(what)s") % {"what": joined}
    text = _join(parts, _("and") if node.op is Op.ALL else _("or"))
    return f"({text})" if is_inside and len(parts) > 1 else text


def _join(parts: list[str], word: str) -> str:
    return f" {word} ".join(parts)
