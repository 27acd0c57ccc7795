"""The two sides of a matching as arrays, read from their cases once."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from brug.volunteers.rules.cases import Candidate, Opening, facts

Matrix = NDArray[np.float32]
Allowed = NDArray[np.bool_]
Column = NDArray[np.float64]
Sets = Sequence[Collection[str]]
_BITS = 64
EARTH_KM = 6371.0088


class Sides:
    """Candidates (rows) and openings (columns), each in the order of their ids."""

    def __init__(self, candidates: Sequence[Candidate], openings: Sequence[Opening]) -> None:
        self.candidates = candidates
        self.openings = openings
        self.shape = (len(candidates), len(openings))
        self._plain = not any(one.more for one in candidates) and not any(
            one.more for one in openings
        )
        self._said: dict[tuple[str, str], list[Any]] = {}
        self._shared: dict[tuple[str, str], tuple[Matrix, Matrix, Matrix]] = {}

    def said(self, side: str, name: str) -> list[Any]:
        """Return what each case of a side says under a name."""
        key = (side, name)
        if key not in self._said:
            cases = self.candidates if side == "candidate" else self.openings
            self._said[key] = facts(cases, name, is_plain=self._plain)
        return self._said[key]

    def numbers(self, side: str, name: str) -> Column:
        """Return a number of each case of a side; NaN where it says nothing."""
        return np.array(self.said(side, name), dtype=np.float64)

    def shared(self, candidate: str, opening: str) -> tuple[Matrix, Matrix, Matrix]:
        """Return how many codes each pair has in common, and how many each case has."""
        key = (candidate, opening)
        if key not in self._shared:
            sets = [said or () for said in self.said("candidate", candidate)]
            others = [said or () for said in self.said("opening", opening)]
            codes = sorted(set().union(*sets, *others))
            place = {code: number for number, code in enumerate(codes)}
            count = _counted_in_bits if len(codes) <= _BITS else _counted
            self._shared[key] = count(sets, others, place)
        return self._shared[key]

    @cached_property
    def km(self) -> Matrix:
        """Great-circle distances in kilometres; NaN where a coordinate is missing."""
        one, other = self._directions("candidate"), self._directions("opening")
        # By the chord: the arc cosine is coarse for places near each other. In place: new memory
        # costs more than reckoning.
        halves = one @ other.T
        halves *= -0.5
        halves += 0.5
        np.sqrt(np.maximum(halves, 0.0, out=halves), out=halves)
        return 2 * np.float32(EARTH_KM) * _arcsine(halves.astype(np.float32))

    def _directions(self, side: str) -> Column:
        """Each case's place as a vector of length one from the middle of the earth."""
        north = np.radians(self.numbers(side, "latitude"))
        east = np.radians(self.numbers(side, "longitude"))
        flat = np.cos(north)
        return np.stack([flat * np.cos(east), flat * np.sin(east), np.sin(north)], axis=1)


def _arcsine(sines: Matrix) -> Matrix:
    """The arc sine; by the first terms of its series where all are small, which is much quicker."""
    if not np.nanmax(sines, initial=0) < 0.1:
        return np.arcsin(np.minimum(sines, 1))
    squares = sines * sines
    series = squares * np.float32(3 / 40)
    series += np.float32(1 / 6)
    series *= squares
    series += 1
    series *= sines
    return series


def _counted_in_bits(
    sets: Sets, others: Sets, place: Mapping[str, int]
) -> tuple[Matrix, Matrix, Matrix]:
    """What `Sides.shared` returns, with a set in the bits of one number: much the quicker way."""
    bits = {code: 1 << number for code, number in place.items()}
    one = np.array([sum(map(bits.__getitem__, frozenset(some))) for some in sets], dtype=np.uint64)
    other = np.array([sum(map(bits.__getitem__, frozenset(some))) for some in others], np.uint64)
    both = np.bitwise_count(one[:, None] & other[None, :])
    mine, theirs = np.bitwise_count(one)[:, None], np.bitwise_count(other)[None, :]
    return both.astype(np.float32), mine.astype(np.float32), theirs.astype(np.float32)


def _counted(sets: Sets, others: Sets, place: Mapping[str, int]) -> tuple[Matrix, Matrix, Matrix]:
    """The same for more codes than a number has bits."""
    one, other = _members(sets, place), _members(others, place)
    mine, theirs = one.sum(axis=1, keepdims=True), other.sum(axis=1, keepdims=True).T
    return one @ other.T, mine, theirs


def _members(sets: Sets, place: Mapping[str, int]) -> Matrix:
    """A row for each set, a column for each code: 1 where the set has it."""
    members = np.zeros((len(sets), len(place)), dtype=np.float32)
    rows = np.repeat(np.arange(len(sets)), list(map(len, sets)))
    columns = list(map(place.__getitem__, chain.from_iterable(sets)))
    members[rows, np.array(columns, dtype=np.int64)] = 1
    return members
