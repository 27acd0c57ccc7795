"""Every fault of a plan file is told at once, each with line, key, reason and what to do."""

import pytest

from brug.plan.document import PlanFileError, parse

HEAD = """\
period: {first: 2026, last: 2030}
roles: [connecting, critical]
core_practices: {Long Table: [connecting]}
ambition_2030: {sympathisers: 75000}
objectives:
  SD1:
    title: One
    operational:
      OD1:
        title: First
        indicators:
"""
INDICATOR_LINE = 12


def problems(text: str, measures=None):
    with pytest.raises(PlanFileError) as caught:
        parse(text.encode(), "plan.yaml", measures)
    return caught.value.problems


def with_indicator(keys: str) -> str:
    return HEAD + f"          - {{{keys}}}\n"


REFUSED_INDICATORS = {
    "a negative target": ("target: -5, every: year", "zero or more"),
    "a text for a number": ("target: many, every: year", "expected a number"),
    "a number in quotes": ("target: '100', every: year", "expected a number"),
    "not a number": ("target: .nan, every: year", "expected a number"),
    "infinity": ("target: .inf, every: year", "expected a number"),
    "a boolean": ("target: true, every: year", "expected a number"),
    "an octal number": ("target: 0100, every: year", "expected a number"),
    "a sexagesimal number": ("target: 1:30, every: year", "expected a number"),
    "an underscored number": ("target: 22_000, every: year", "expected a number"),
    "an exponent": ("target: 1.0e+3, every: year", "expected a number"),
    "a list for a number": ("target: [1], every: year", "found a list"),
    "a table for a number": ("target: {a: 1}, every: year", "found a table"),
    "nothing for a number": ("every: year, target:", "found nothing"),
    "a number too long": ("target: 12345678901234567890, every: year", "expected a number"),
    "no target": ("unit: people", "has no target"),
    "a number without a rhythm": ("target: 5", "every: year"),
    "growth without a rhythm": ("grow_by: 5", "every: year"),
    "two rhythms": ("target: 5, every: year, by: 2030", "not both"),
    "two targets": ("target: 5, grow_by: 3, every: year", "one target"),
    "another rhythm": ("target: 5, every: month", "known are year"),
    "a year outside the plan": ("target: 5, by: 2031", "outside the plan"),
    "a word for a year": ("target: 5, by: soon", "expected a year"),
    "a boolean for a year": ("target: 5, by: true", "expected a year"),
    "a yearly target outside the plan": ("targets: {2025: 3}", "outside the plan"),
    "a yearly target that is no year": ("targets: {spring: 3}", "expected a year"),
    "no yearly target": ("targets: {}", "holds no year"),
    "a share above all": ("target_percent: 101", "100 percent"),
    "a unit that contradicts": ("target_eur: 5, every: year, unit: people", "always in eur"),
    "an unknown direction": ("direction: upward", "known are rising"),
    "present with a number": ("direction: present, target: 3, every: year", "without a number"),
    "a direction with a year": ("direction: rising, by: 2030", "goes with a number"),
    "a baseline after the goal": ("target: 5, by: 2028, baseline: {2028: 3}", "before 2028"),
    "a baseline that is no table": ("target: 5, by: 2028, baseline: 3", "expected a table"),
    "an unknown practice": ("target: 5, every: year, practice: Long Tabel", "“Long Table”?"),
    "an unknown role": ("target: 5, every: year, role: conecting", "“connecting”?"),
    "an unknown ambition": ("target: 5, every: year, ambition: donors", "unknown ambition"),
    "an unknown key": ("target: 5, evry: year", "did you mean “every”?"),
    "an empty filter": ("target: 5, every: year, filters: {kind: ''}", "found nothing"),
    "a list as filter": ("target: 5, every: year, filters: {kind: [a]}", "found a list"),
    "an unknown division": ("target: 5, every: year, regions: fair", "known are equal, none"),
}


@pytest.mark.parametrize("name", REFUSED_INDICATORS)
def test_an_indicator_is_refused_with_its_line_for(name):
    keys, reason = REFUSED_INDICATORS[name]

    found = problems(with_indicator(f"id: SD1.OD1.1, what: trees planted, {keys}"))

    assert any(reason in problem.reason for problem in found), found
    assert {problem.line for problem in found} == {INDICATOR_LINE}
    assert all("indicators[0]" in problem.path for problem in found)


def test_an_unknown_measure_is_refused_where_measures_are_known():
    text = with_indicator(
        "id: A, what: trees, target: 5, every: year, measure: people.simpathisers"
    )

    (problem,) = problems(text, measures={"people.sympathisers": lambda _filters: ""})

    assert problem.line == INDICATOR_LINE
    assert "did you mean “people.sympathisers”?" in problem.reason
    assert parse(text.encode()).indicators()[0].measure == "people.simpathisers"


def test_a_target_by_region_names_regions_of_the_plan():
    text = "regions: [north]\n" + with_indicator(
        "id: A, what: x, target: 5, every: year, regions: {nort: 5}"
    )

    (problem,) = problems(text)

    assert "did you mean “north”?" in problem.reason


def test_filters_are_checked_by_their_measure():
    text = with_indicator("id: A, what: x, target: 5, every: year, measure: m, filters: {a: b}")

    (problem,) = problems(text, measures={"m": lambda filters: f"no filter {filters}"})

    assert (problem.line, problem.reason) == (INDICATOR_LINE, "no filter {'a': 'b'}")
    assert parse(text.encode(), measures={"m": lambda _filters: ""})


def test_an_indicator_needs_a_code_and_a_name():
    reasons = {problem.path.split(".")[-1] for problem in problems(with_indicator("target: 5"))}

    assert {"id", "what"} <= reasons


def test_a_code_given_twice_is_refused_with_the_first_line():
    row = "          - {id: SD1.OD1.1, what: trees, target: 5, every: year}\n"

    (problem,) = problems(HEAD + row + row)

    assert problem.line == INDICATOR_LINE + 1
    assert f"first on line {INDICATOR_LINE}" in problem.reason


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("", "is missing"),
        ("period:\n", "found nothing"),
        ("period: 2026\n", "expected a table"),
        ("period: {first: 2026}\n", "is missing"),
        ("period: {first: 2030, last: 2026}\n", "turned round"),
        ("period: {first: 2026, last: 2066}\n", "at most 20 years"),
        ("period: {first: '2026', last: 2030}\n", "expected a year"),
        ("period: {first: 2026.5, last: 2030}\n", "expected a year"),
        ("period: {first: 2026, last: 2030, end: 1}\n", "unknown key"),
    ],
)
def test_a_period_is_refused(period, reason):
    found = problems(period + "objectives: {SD1: {title: One}}\n")

    assert any("period" in problem.path and reason in problem.reason for problem in found), found


@pytest.mark.parametrize(
    ("extra", "path", "reason"),
    [
        ("objective: {}", "objective", "did you mean “objectives”?"),
        ("language: Dutch", "language", "language code"),
        ("title: {nl: Plan, dutch: Plan}", "title.dutch", "language code"),
        ("title: {}", "title", "holds no text"),
        ("choices: more", "choices", "expected a list"),
        ("ambition_2031: {donors: 5}", "ambition_2031", "outside the plan"),
        ("ambition_2028: {donors: few}", "ambition_2028.donors", "expected a number"),
        ("history: {donors: [1, 2]}", "history.donors", "found a list"),
        ("history: {donors: {2024: -5}}", "history.donors.2024", "zero or more"),
        ("history: {opened: 2024-02-31}", "history.opened", "expected a date"),
        ("budget: {lines: {SD9: {}}}", "budget.lines.SD9", "unknown objective"),
        ("budget: {lines: {SD1.OD2: {}}}", "budget.lines.SD1.OD2", "“SD1.OD1”?"),
        ("budget: {lines: {SD1: {fte: {2025: 1}}}}", "budget.lines.SD1.fte.2025", "outside"),
        ("budget: {lines: {SD1: {cost: {2026: 1}}}}", "budget.lines.SD1.cost", "unknown key"),
        ("budget: {years: [2026, 2031]}", "budget.years", "outside the plan"),
        ("budget: {rules: {fixed_lines_do_not_grow: 3}}",
         "budget.rules.fixed_lines_do_not_grow", "true or false"),
        ("budget: {fte_of_objectives_2026: {SD1: {cook: lots}}}",
         "budget.fte_of_objectives_2026.SD1.cook", "expected a number"),
        ("budget: {printed_as_is: {total_2040: {all: 1}}}",
         "budget.printed_as_is.total_2040", "outside the plan"),
        ("title: \"a\\0b\"", "title", "cannot be shown"),
    ],
)  # fmt: skip
def test_other_parts_are_refused(extra, path, reason):
    found = problems(with_indicator("id: A, what: trees, target: 5, every: year") + extra + "\n")

    assert [problem.path for problem in found] == [path]
    assert reason in found[0].reason
    assert found[0].line == INDICATOR_LINE + 1


def test_a_practice_with_an_unknown_role_is_refused():
    text = HEAD.replace("[connecting]}", "[conecting]}")

    found = problems(text)

    assert "unknown role “conecting”" in found[0].reason
    assert "did you mean “connecting”?" in found[0].reason
    assert found[0].line == 3


def test_a_practice_without_roles_is_refused():
    assert "at least one role" in problems(HEAD.replace("[connecting]}", "[]}"))[0].reason


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    text = """\
period: {first: 2030, last: 2026}
roles: critical
objectives:
  SD1:
    indicators:
      - {id: A, what: trees, target: -1, every: year}
      - {id: A, what: bushes, target: x, every: year}
typo: 1
"""
    found = problems(text)

    assert [problem.line for problem in found] == [1, 2, 4, 6, 7, 7, 8]


def test_the_error_reads_as_file_line_reason():
    with pytest.raises(PlanFileError) as caught:
        parse(b"period: {first: 2030, last: 2026}\nobjectives: {}\n", "my.yaml")

    assert str(caught.value).startswith("my.yaml:1: period.first: the period is turned round")


@pytest.mark.parametrize("text", ["just words", "[1, 2]", "42"])
def test_a_file_that_is_no_table_is_refused(text):
    assert "table of keys" in problems(text)[0].reason
