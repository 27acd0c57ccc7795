"""What the house can measure, as the plan sees it."""

from collections.abc import Callable, Mapping

from django.utils.text import slugify
from django.utils.translation import gettext as _

from brug.kernel.periods import Period
from brug.kernel.registries.measures import Measure, measures
from brug.plan.rules.phrases import folded

# A filter that every measure with the dimension has: only the records of one core practice.
PRACTICE = "practice"
FilterCheck = Callable[[Mapping[str, str]], str]


def split_practice(filters: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The measure's own filters, and the code of the core practice (empty: all of them)."""
    own = {name: text for name, text in filters.items() if name != PRACTICE}
    return own, practice_code(filters[PRACTICE]) if PRACTICE in filters else ""


def practice_code(name: str) -> str:
    """The code under which the kernel keeps a core practice, from its name or code."""
    return slugify(name)[:80] or f"practice-{name.encode().hex()[:60]}"


def filter_problem(measure: Measure, filters: Mapping[str, str]) -> str:
    """What is wrong with the filters of a measure; empty where nothing is."""
    own, practice = split_practice(filters)
    known = set(measure.filters) | ({PRACTICE} if measure.practice else set())
    for name in filters:
        if name not in known:
            words = {"name": name, "measure": measure.name, "known": ", ".join(sorted(known))}
            return _("the measure “%(measure)s” has no filter “%(name)s” (it has: %(known)s)") % (
                words
            )
    try:
        measure.narrowed(Period.year(2000), own, practice=practice)
    except ValueError as error:
        return str(error)
    return ""


def filter_checks() -> dict[str, FilterCheck]:
    """Every measure's name, with the check of its filters: what a plan file may name."""
    return {measure.name: _check_of(measure) for measure in measures}


def _check_of(measure: Measure) -> FilterCheck:
    return lambda filters: filter_problem(measure, filters)


def phrases() -> dict[str, tuple[str, dict[str, str]]]:
    """The phrases by which measures are called: to the name and the filters they mean.

    A phrase that two measures claim suggests neither.
    """
    found: dict[str, tuple[str, dict[str, str]]] = {}
    twice = set()
    for measure in measures:
        for phrase, filters in measure.phrases.items():
            key = folded(phrase)
            if key in found:
                twice.add(key)
            found[key] = (measure.name, dict(filters))
    return {phrase: meaning for phrase, meaning in found.items() if phrase not in twice}
