"""The model by which two contacts are compared: Fellegi-Sunter, by the library splink.

A comparison has levels, best first; how much each says is learnt from the contacts themselves,
without examples. What people of one household share (address, telephone, at times a mailbox) is one
comparison, so that it does not count several times; rare names say more than common ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison: its code, and when it holds.

    ``m`` is how often it holds for two entries of one person, ``u`` for two people at random: where
    learning begins, and what is believed where there is too little to learn from.
    ``rarity`` names the column whose rare values say more. ``counted`` are columns on which two at
    random agree so seldom that a sample shows none: how often is counted over all.
    """

    code: str
    sql: str
    m: float
    u: float
    rarity: str = ""
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, when it cannot be, and the levels; 'other' is what remains."""

    name: str
    unknown: str
    levels: tuple[Level, ...]
    m_other: float


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


def _alike(column: str) -> str:
    return (
        f"(jaro_winkler_similarity({column}_l, {column}_r) >= 0.9"
        f" OR levenshtein({column}_l, {column}_r) <= 1)"
    )


def _unknown(*columns: str) -> str:
    return " AND ".join(f"({column}_l IS NULL OR {column}_r IS NULL)" for column in columns)


_SWAPPED = (
    "((first_l = last_r AND first_r = last_l)"
    " OR (first_heard_l = last_heard_r AND first_heard_r = last_heard_l)) AND first_l <> first_r"
)

COMPARISONS = (
    Comparison(
        "first",
        _unknown("first"),
        (
            Level("same", _same("first"), 0.7, 0.003, "first"),
            Level("swapped", _SWAPPED, 0.03, 0.0001),
            Level("heard", _same("first_heard"), 0.1, 0.004),
            Level("alike", _alike("first"), 0.1, 0.002),
        ),
        0.07,
    ),
    Comparison(
        "last",
        # Names that are swapped are told of the first name, whole: they count once.
        f"{_unknown('last')} OR ({_SWAPPED})",
        (
            Level("same", _same("last"), 0.7, 0.002, "last"),
            Level("heard", _same("last_heard"), 0.1, 0.002),
            Level("alike", _alike("last"), 0.1, 0.002),
        ),
        0.07,
    ),
    Comparison(
        "born",
        _unknown("born"),
        (
            Level("same_day", _same("born_on"), 0.5, 0.00005, "born_on"),
            Level("nearly_day", "levenshtein(born_on_l, born_on_r) <= 1", 0.2, 0.0005),
            Level("same_year", _same("born"), 0.2, 0.02, "born"),
            Level("nearly_year", "levenshtein(born_l, born_r) <= 1", 0.04, 0.1),
        ),
        0.06,
    ),
    Comparison(
        "reach",
        _unknown("mail", "phone"),
        (
            Level(
                "mail_and_phone",
                f"{_same('mail')} AND {_same('phone')}",
                0.2,
                0.000001,
                counted=("mail", "phone"),
            ),
            Level("mail", _same("mail"), 0.3, 0.000001, counted=("mail",)),
            Level("phone", _same("phone"), 0.3, 0.000001, counted=("phone",)),
            Level("phone_alike", "levenshtein(phone_l, phone_r) <= 1", 0.03, 0.0001),
        ),
        0.14,
    ),
    Comparison(
        "street",
        _unknown("street"),
        (
            Level("same", _same("street"), 0.6, 0.0003, "street"),
            Level("alike", _alike("street"), 0.2, 0.01),
        ),
        0.2,
    ),
    Comparison(
        "town",
        _unknown("code", "city"),
        (
            Level("both", f"{_same('code')} AND {_same('city')}", 0.6, 0.005),
            Level("code", _same("code"), 0.1, 0.001, "code"),
            Level("city", _same("city"), 0.1, 0.002, "city"),
            Level("alike", f"levenshtein(code_l, code_r) <= 1 OR {_alike('city')}", 0.05, 0.05),
        ),
        0.15,
    ),
)

# Pairs that agree on nothing of this are not looked at.
BLOCKING = (
    ("mail",),
    ("phone",),
    ("heard",),
    ("name",),
    ("last_heard", "code"),
    ("first_heard", "code"),
    ("last_heard", "born"),
    ("first_heard", "born"),
    ("street", "code"),
    ("street", "city"),
    ("street", "first_heard"),
    ("street", "last_heard"),
    ("born", "code"),
    ("born_on",),
)
# What certainly is one person, for a first idea of how many pairs there are.
CERTAIN = (
    ("name", "mail"),
    ("name", "phone"),
    ("name", "born_on"),
    ("name", "street", "code"),
)
# Each learns what the columns that it does not fix say.
LEARNING = (("heard",), ("mail",), ("phone",), ("born_on",), ("street", "code"))


def as_splink(
    comparison: Comparison, by_chance: Callable[[tuple[str, ...]], float], *, tells_rarity: bool
) -> dict[str, Any]:
    """Return a comparison in the words of the library.

    ``by_chance`` tells how often two at random agree on some columns (0 to 1);
    ``tells_rarity`` says whether the table is large enough to know which values are rare.
    """
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.unknown, "is_null_level": True, "label_for_charts": "unknown"}
    ]
    for level in comparison.levels:
        told: dict[str, Any] = {
            "sql_condition": level.sql,
            "label_for_charts": level.code,
            "m_probability": level.m,
        }
        if level.rarity and tells_rarity:
            told["tf_adjustment_column"] = level.rarity
        if level.counted:
            told |= {"u_probability": by_chance(level.counted), "fix_u_probability": True}
        levels.append(told)
    levels.append(
        {
            "sql_condition": "ELSE",
            "label_for_charts": "other",
            "m_probability": comparison.m_other,
        }
    )
    return {"output_column_name": comparison.name, "comparison_levels": levels}
