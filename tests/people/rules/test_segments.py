"""Trees of conditions: read, written, shortened, said in words."""

from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.segments import (
    Group,
    Leaf,
    OldTree,
    Op,
    TreeError,
    dump,
    evaluate,
    leaves,
    normalise,
    parse,
    sentence,
)
from brug.people.rules.segments.tree import DEEPEST, MOST_LEAVES, depth

LEAVES = st.builds(Leaf, st.sampled_from("abcde"), st.just({}))


def _groups(parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(Group, st.sampled_from(Op), st.lists(parts, min_size=1, max_size=4).map(tuple))


TREES = _groups(st.recursive(LEAVES, _groups, max_leaves=8))


def accept(_name: str, values: dict[str, object]) -> dict[str, object]:
    return values


@given(TREES, st.sets(st.sampled_from("abcde")))
def test_a_shorter_tree_says_the_same(tree: Group, true: set[str]) -> None:
    def holds(leaf: Leaf) -> bool:
        return leaf.name in true

    assert evaluate(normalise(tree), holds) == evaluate(tree, holds)


@given(TREES)
def test_shortening_twice_is_shortening_once(tree: Group) -> None:
    short = normalise(tree)
    assert normalise(short) == short
    assert depth(short) <= depth(tree)
    assert set(leaves(short)) <= set(leaves(tree))


@given(TREES.filter(lambda tree: depth(tree) <= DEEPEST))
def test_what_is_written_is_read_again(tree: Group) -> None:
    assert parse(dump(tree), accept) == tree


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["all", "none", "is", "with", "version"]), inner)
        ),
        max_leaves=12,
    )
)
def test_whatever_is_no_tree_is_refused_in_words(data: object) -> None:
    with suppress(TreeError):
        assert next(leaves(parse(data, accept)))


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"version": 1},
        {"version": 1, "all": []},
        {"version": 1, "all": "x"},
        {"version": 1, "all": [{}]},
        {"version": 1, "all": [{"is": "a"}], "any": [{"is": "b"}]},
        {"version": 1, "xor": [{"is": "a"}]},
        {"version": 1, "all": [{"is": 3}]},
        {"version": 1, "all": [{"is": "a", "with": []}]},
        {"version": 1, "all": [{"is": "a", "not": True}]},
    ],
)
def test_a_tree_with_a_fault_is_refused(data: object) -> None:
    with pytest.raises(TreeError):
        parse(data, accept)


def test_a_tree_of_another_version_says_what_to_do(english: None) -> None:
    with pytest.raises(OldTree, match="Build it again"):
        parse({"version": 2, "all": [{"is": "a"}]}, accept)


def test_a_tree_that_is_too_deep_or_too_long_is_refused() -> None:
    deep: dict[str, object] = {"is": "a"}
    for _level in range(DEEPEST):
        deep = {"all": [deep]}
    assert parse({"version": 1, **deep}, accept)
    with pytest.raises(TreeError):
        parse({"version": 1, "all": [deep]}, accept)
    with pytest.raises(TreeError):
        parse({"version": 1, "all": [{"is": "a"}] * (MOST_LEAVES + 1)}, accept)
    with pytest.raises(TreeError):
        dump(Group(Op.ALL, (Group(Op.ANY, (parse({"version": 1, **deep}, accept),)),)))


WORDS = {"a": "gave", "b": "helps", "c": "speaks French"}
TREE = Group(
    Op.ALL,
    (
        Leaf("a", {}),
        Group(Op.ANY, (Leaf("b", {}), Leaf("c", {}))),
        Group(Op.NONE, (Leaf("a", {}),)),
    ),
)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Everyone of whom this is true: gave and (helps or speaks French) and not: gave."),
        ("nl", "Iedereen van wie dit klopt: gave en (helps of speaks French) en niet: gave."),
        ("fr", "Tous ceux dont c’est vrai : gave et (helps ou speaks French) et pas : gave."),
    ],
)
def test_a_tree_is_said_as_a_sentence(language: str, told: str) -> None:
    with translation.override(language):
        assert sentence(TREE, lambda leaf: WORDS[leaf.name]) == told


def test_not_one_of_several_is_said_with_brackets(english: None) -> None:
    nobody = Group(Op.NONE, (Leaf("b", {}), Leaf("c", {})))
    assert sentence(nobody, lambda leaf: WORDS[leaf.name]).endswith(
        "not: (helps or speaks French)."
    )
