"""Trees of records that name what they lie within."""

from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.trees import depth_first, inside

# Each number may lie within a smaller one: such trees have no rings.
trees = st.lists(st.integers(0, 30), max_size=30).map(
    lambda drawn: {
        number: (above % number if number and above % 3 else None)
        for number, above in enumerate(drawn)
    }
)


def walk(parents: dict[int, int | None]) -> list[tuple[int, int]]:
    return list(depth_first(parents, lambda one: one, lambda one: parents[one]))


@given(trees)
def test_everything_comes_once_and_right_behind_what_it_lies_within(
    parents: dict[int, int | None],
) -> None:
    placed = walk(parents)
    assert sorted(one for one, _depth in placed) == sorted(parents)
    path: list[int] = []
    for one, depth in placed:
        del path[depth:]
        assert parents[one] == (path[-1] if path else None)
        path.append(one)


@given(trees, st.sets(st.integers(0, 29)))
def test_inside_is_what_the_walk_up_reaches(
    parents: dict[int, int | None], chosen: set[int]
) -> None:
    def lies(one: int | None) -> bool:
        return one is not None and (one in chosen or lies(parents[one]))

    assert inside(parents, chosen) - chosen == {one for one in parents if lies(one)} - chosen


def test_a_ring_ends_and_hides_nobody() -> None:
    assert walk({1: 2, 2: 1, 3: None}) == [(3, 0), (1, 0), (2, 0)]
    assert inside({1: 2, 2: 1}, [1]) == {1, 2}
