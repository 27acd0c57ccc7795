"""A no to every address is a no to all of them, those to come included."""

from hypothesis import given
from hypothesis import strategies as st

from brug.people.rules.answers import widened


@given(st.dictionaries(st.sampled_from("abc"), st.booleans()))
def test_only_all_noes_make_one_for_the_whole(answers: dict[str, bool]) -> None:
    told = widened(answers, {"all": "abc"})
    assert ("all" in told) == (bool(answers) and not any(answers.values()))
    assert {name: told[name] for name in answers} == answers
    if "all" in told:
        assert next(iter(told)) == "all", "the whole comes first"
