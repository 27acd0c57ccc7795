"""Who calls whom among our own functions, read from the sources without running them.

Calls are followed where a name says which function is meant: one of the same module, one that was
imported, or one of a module that was imported. A method of an object is not followed, so what is
reached here is reached for certain, and what is not reached may still be.
"""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.house.sources import PACKAGE, files, parsed

Name = str


@dataclass
class Function:
    """A function of ours: its parameters, the names it calls, and the methods it asks for."""

    name: Name
    parameters: list[str]
    calls: set[Name] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)
    is_public: bool = True


def module_of(path: Path) -> str:
    """The dotted name of a file: ``brug.kernel.audit``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def functions() -> dict[Name, Function]:
    """Every function at the top of a module, by its full name."""
    found: dict[Name, Function] = {}
    for path in files():
        module = module_of(path)
        tree = parsed(path)
        known = _known(tree, module, is_package=path.name == "__init__.py")
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[f"{module}.{node.name}"] = _function(node, module, known)
    aliases = _passed_on()
    for one in found.values():
        one.calls = {aliases.get(name, name) for name in one.calls}
    return found


def reached(start: Name) -> Iterable[Function]:
    """A function of ours and all that it calls, directly or through others."""
    todo, seen = [start], set()
    while todo:
        name = todo.pop()
        if name in seen or name not in functions():
            continue
        seen.add(name)
        yield functions()[name]
        todo += functions()[name].calls


def _known(tree: ast.Module, module: str, *, is_package: bool) -> dict[str, Name]:
    """What each name at the top of a module stands for."""
    known = {n.name: f"{module}.{n.name}" for n in tree.body if isinstance(n, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                kept = parts[: len(parts) - node.level + is_package]
                base = ".".join([*kept, *([base] if base else [])])
            known |= {a.asname or a.name: f"{base}.{a.name}" for a in node.names}
    return known


def _function(node: ast.FunctionDef, module: str, known: dict[str, Name]) -> Function:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    found = Function(f"{module}.{node.name}", [a.arg for a in arguments])
    found.is_public = not node.name.startswith("_")
    for inner in ast.walk(node):
        # a function that is handed on (to a queue, to on_commit, to map) is called as well
        if isinstance(inner, ast.Name) and inner.id in known:
            found.calls.add(known[inner.id])
        if isinstance(inner, ast.Attribute):
            if isinstance(inner.value, ast.Name) and inner.value.id in known:
                found.calls.add(f"{known[inner.value.id]}.{inner.attr}")
            found.methods.add(inner.attr)
    return found


@cache
def _passed_on() -> dict[Name, Name]:
    """Names that a package's first file offers, with the place where they really live."""
    found: dict[Name, Name] = {}
    for path in files():
        if path.name != "__init__.py":
            continue
        module = module_of(path)
        tree = parsed(path)
        for name, target in _known(tree, module, is_package=True).items():
            found[f"{module}.{name}"] = target
    return found
