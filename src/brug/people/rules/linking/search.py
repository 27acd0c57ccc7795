"""Search a whole table for likely pairs. Loads the library: for a process of its own."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.exceptions import SplinkException

from brug.people.rules.linking.features import COLUMNS, Features
from brug.people.rules.linking.model import (
    BLOCKING,
    CERTAIN,
    COMPARISONS,
    LEARNING,
    as_splink,
)

_SEED = 20260101
_SAMPLED = 2_000_000  # pairs at random, to learn how often others agree by chance
_LEARNT = 500_000  # pairs of one kind, to learn how often one person's two agree
_FEWEST = 50  # with fewer likely pairs nothing is learnt from them
_COMMONEST = 0.01  # what a table of a handful of contacts may have us believe at most
_DOUBT = 20_000  # pairs, of which what holds by chance is half believed
_PRIOR = 0.2  # the share of what was thought before in what is thought after learning
_OF_ONES_OWN = frozenset({"same_day", "nearly_day"})
_FEW = 200  # with fewer contacts no name is rare, and nothing is learnt from them
_RECALL = 0.7  # of all true pairs those that are certain at first sight, a guess


@dataclass(frozen=True, slots=True)
class Reason:
    """What two contacts have in common or not: a code and its weight in bits."""

    what: str
    how: str
    weight: float


@dataclass(frozen=True, slots=True)
class Likely:
    """A pair by the keys of its contacts, the lower first; how likely it is one; and why."""

    first: int
    second: int
    score: float
    because: tuple[Reason, ...]


def search(
    rows: Iterable[Features],
    *,
    threshold: float = 0.5,
    say: Callable[[int], None] = lambda _percent: None,
) -> Iterator[Likely]:
    """Yield the pairs that are more likely one than ``threshold``, the likeliest first.

    The same rows give the same pairs. ``say`` hears how far it is, in percent.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    table = _table(rows)
    say(20)
    if table.num_rows < 2:
        return
    connection = duckdb.connect(":memory:")
    connection.execute("SET threads = 2; SET preserve_insertion_order = true")
    registered = DuckDBAPI(connection).register(table)

    def start(model: SettingsCreator | dict[str, Any]) -> Linker:
        return Linker(registered, model, log_level=None)

    model = _careful(_learn(start, table, say), _every(table))
    say(70)
    careful = start(model)
    found = careful.inference.predict(
        threshold_match_probability=threshold, warning_mode="never"
    ).as_duckdbpyrelation()
    say(90)
    pairs = (pair for pair in _read(found) if not _is_household(pair))
    yield from sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))
    say(100)


def _table(rows: Iterable[Features]) -> pa.Table:
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for row in sorted(rows, key=lambda one: one.unique_id):
        for name in COLUMNS:
            value = getattr(row, name)
            columns[name].append(None if value == "" else value)
    types = {name: pa.int64() if name == "unique_id" else pa.string() for name in COLUMNS}
    return pa.table({name: pa.array(columns[name], types[name]) for name in COLUMNS})


def _settings(table: pa.Table) -> SettingsCreator:
    def by_chance(columns: tuple[str, ...]) -> float:
        return min(max(_pairs(table, columns), 1) / _every(table), _COMMONEST)

    tells_rarity = table.num_rows >= _FEW
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            as_splink(comparison, by_chance, tells_rarity=tells_rarity)
            for comparison in COMPARISONS
        ],
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in BLOCKING],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def _learn(
    start: Callable[[SettingsCreator | dict[str, Any]], Linker],
    table: pa.Table,
    say: Callable[[int], None],
) -> dict[str, Any]:
    """Return the model that the table teaches."""
    linker = start(_settings(table))
    certain: list[str | BlockingRuleCreator] = [block_on(*columns) for columns in CERTAIN]
    with suppress(ValueError):  # in a table of a handful all may be one
        linker.training.estimate_probability_two_random_records_match(certain, recall=_RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLED, seed=_SEED)
    say(40)
    learnt: dict[str, Any] = linker.misc.save_model_to_json()
    if table.num_rows < _FEW:
        return learnt
    for number, columns in enumerate(LEARNING):
        if _pairs(table, columns) >= _FEWEST:
            try:
                linker.training.estimate_parameters_using_expectation_maximisation(
                    block_on(*columns), max_pairs=_LEARNT
                )
                learnt = linker.misc.save_model_to_json()
            except (ValueError, SplinkException):
                # Where all these pairs are alike there is nothing to learn, and the library says
                # so; it leaves its linker without what it could not learn: begin a new one.
                linker = start(learnt)
        say(45 + 5 * number)
    return learnt


def _careful(model: dict[str, Any], pairs: float) -> dict[str, Any]:
    """Mix what was learnt with what was thought before: what was not seen is not impossible.

    What holds by chance was learnt from so many ``pairs``; from few it is believed little.
    """
    key = "probability_two_random_records_match"
    model[key] = min(max(model[key], 1 / pairs), _COMMONEST)  # at least one pair is thinkable
    trust = pairs / (pairs + _DOUBT)
    for told, comparison in zip(model["comparisons"], COMPARISONS, strict=True):
        seldom = [level.u for level in comparison.levels]
        often = [level.m for level in comparison.levels]
        before = zip([*often, comparison.m_other], [*seldom, 1 - sum(seldom)], strict=True)
        levels = [level for level in told["comparison_levels"] if not level.get("is_null_level")]
        for level, (m, u) in zip(levels, before, strict=True):
            learnt = level.get("m_probability", m)
            level["m_probability"] = (1 - _PRIOR) * learnt + _PRIOR * m
            chance = level.get("u_probability", u)
            level["u_probability"] = trust * chance + (1 - trust) * u
    return model


def _every(table: pa.Table) -> float:
    """How many pairs there are."""
    return table.num_rows * (table.num_rows - 1) / 2


def _pairs(table: pa.Table, columns: tuple[str, ...]) -> int:
    """How many pairs agree on some columns."""
    values = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
    counts = Counter(one for one in values if None not in one)
    return sum(count * (count - 1) // 2 for count in counts.values())


def _read(found: duckdb.DuckDBPyRelation) -> Iterator[Likely]:
    names = ["unique_id_l", "unique_id_r", "match_probability"]
    for comparison in COMPARISONS:
        names += [f"gamma_{comparison.name}", f"mw_{comparison.name}"]
    adjusted = {f"mw_tf_adj_{c.name}" for c in COMPARISONS} & set(found.columns)
    names += sorted(adjusted)
    rows = found.select(*names).fetchall()
    for values in rows:
        row = dict(zip(names, values, strict=True))
        first, second = sorted((row["unique_id_l"], row["unique_id_r"]))
        yield Likely(first, second, round(row["match_probability"], 4), _because(row))


def _is_household(pair: Likely) -> bool:
    """Whether two have other first names and share only what people of one household share.

    Family name, address, telephone and mailbox then say nothing; the library takes them for
    independent of each other.
    """
    told = {reason.what: reason.how for reason in pair.because}
    return told.get("first") == "other" and told.get("born") not in _OF_ONES_OWN


def _because(row: dict[str, Any]) -> tuple[Reason, ...]:
    """What was compared, what says most first; what is not known says nothing."""
    reasons = []
    for comparison in COMPARISONS:
        gamma = row[f"gamma_{comparison.name}"]
        if gamma < 0:
            continue
        place = len(comparison.levels) - gamma
        how = comparison.levels[place].code if gamma else "other"
        weight = row[f"mw_{comparison.name}"] + row.get(f"mw_tf_adj_{comparison.name}", 0.0)
        reasons.append(Reason(comparison.name, how, round(weight, 1)))
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.what)))
