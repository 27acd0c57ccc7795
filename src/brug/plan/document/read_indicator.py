"""Reading one indicator: which promise its keys make, and what is wrong with them."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from brug.plan.document import scalars
from brug.plan.document.context import Context
from brug.plan.document.cut_text import mend
from brug.plan.document.model import Indicator
from brug.plan.document.section import Section, did_you_mean
from brug.plan.document.tree import Scalar, Table
from brug.plan.enums import Direction, IndicatorKind

NUMBER_KEYS = ("target", "target_eur", "target_percent", "grow_by", "grow_by_percent")
KEYS = (
    *("id", "what", *NUMBER_KEYS, "targets", "every", "by", "baseline", "direction", "unit"),
    *("measured", "measure", "filters", "owner", "role", "practice", "ambition", "regions"),
)
_UNIT_OF_KEY = {"target_eur": "eur", "target_percent": "percent"}


def read_indicator(section: Section, context: Context) -> Indicator | None:
    """An indicator, or None where its promise could not be understood (the log says why)."""
    mend(section, "what", KEYS)
    code = section.read("id", scalars.code_of, required=True)
    if code and context.check_new(
        context.indicator_codes, code, section.line_of("id"), section.path
    ):
        context.indicator_codes[code] = section.line_of("id")
    what = section.wording("what", required=True)
    number_key, target = _number(section)
    targets = _by_year(section, "targets", context)
    by = section.year("by")
    if by is not None:
        context.check_year(section, "by", by)
    every = section.choice("every", ["year"])
    word = section.choice("direction", [*Direction.values, "present"])
    kind = _kind(section, number_key, has_targets=bool(targets), word=word)
    _check_rhythm(section, kind, by=by, every=every, has_targets=bool(targets))
    indicator = Indicator(
        code=code or "",
        what=what,
        kind=kind or IndicatorKind.YEARLY,
        target=target,
        targets=targets,
        by=by,
        baseline=_baseline(section, context, by),
        direction=Direction.FALLING if word == Direction.FALLING else Direction.RISING,
        unit=_unit(section, number_key),
        measured=section.wording("measured"),
        measure=_known(section, "measure", context.measures),
        filters=_filters(section, context),
        owner=section.text("owner") or "",
        role=_known(section, "role", context.roles),
        practice=_known(section, "practice", context.practices),
        ambition=_known(section, "ambition", context.ambitions),
        regions=_regions(section, context),
        line=section.line,
    )
    section.close()
    return indicator if code and kind else None


def _number(section: Section) -> tuple[str, Decimal | None]:
    """Which of the five number keys is given, and its number."""
    given = [key for key in NUMBER_KEYS if key in section.table.key_lines]
    numbers = {key: section.number(key) for key in NUMBER_KEYS}
    if len(given) > 1:
        section.refuse(given[1], _("an indicator has one target; “%(key)s” is given too")
                       % {"key": given[0]})  # fmt: skip
    key = given[0] if given else ""
    number = numbers.get(key)
    if key == "target_percent" and number is not None and number > 100:
        section.refuse(key, _("a share cannot be more than 100 percent"))
    return key, number


def _kind(
    section: Section, number_key: str, *, has_targets: bool, word: str | None
) -> IndicatorKind | None:
    """The promise that the keys make."""
    if word == "present":
        if number_key or has_targets:
            section.refuse("direction", _("“present” goes without a number"))
        return IndicatorKind.PRESENT
    if number_key in {"target", "target_eur"}:
        by_year = "by" in section.table.key_lines
        return IndicatorKind.BY_YEAR if by_year else IndicatorKind.YEARLY
    if number_key:
        return {
            "target_percent": IndicatorKind.PERCENT,
            "grow_by": IndicatorKind.GROW_BY,
            "grow_by_percent": IndicatorKind.GROW_PERCENT,
        }[number_key]
    if has_targets:
        return IndicatorKind.YEARLY
    if word:
        return IndicatorKind.TREND
    if "direction" not in section.table.key_lines and "targets" not in section.table.key_lines:
        section.refuse("", _("has no target: give one of %(keys)s, or a direction")
                       % {"keys": ", ".join(NUMBER_KEYS)})  # fmt: skip
    return None


def _check_rhythm(
    section: Section,
    kind: IndicatorKind | None,
    *,
    by: int | None,
    every: str | None,
    has_targets: bool,
) -> None:
    """A number needs `every: year` or `by: YEAR`, never both."""
    has_by, has_every = ("by" in section.table.key_lines, "every" in section.table.key_lines)
    if has_by and has_every:
        section.refuse("by", _("give either “every” or “by”, not both"))
    needs = kind in {IndicatorKind.YEARLY, IndicatorKind.GROW_BY, IndicatorKind.GROW_PERCENT}
    if needs and not (has_by or has_every or has_targets):
        section.refuse("", _("say when: “every: year”, or “by:” with a year"))
    if kind in {IndicatorKind.TREND, IndicatorKind.PRESENT} and (by or every):
        section.refuse("by" if has_by else "every", _("goes with a number; there is none"))


def _by_year(section: Section, key: str, context: Context) -> dict[int, Decimal]:
    """Numbers by year, each year in the plan."""
    inner = section.section(key)
    numbers = years_of(inner) if inner else {}
    for year in numbers:
        if inner:
            context.check_year(inner, str(year), year)
    if inner and not inner.table.key_lines:
        section.refuse(key, _("holds no year"))
    return numbers


def _baseline(section: Section, context: Context, by: int | None) -> dict[int, Decimal]:
    """Where the indicator stood: before the end of the plan, and before `by`."""
    inner = section.section("baseline")
    if inner is None:
        return {}
    numbers = years_of(inner)
    limit = by or context.last
    for year in numbers:
        if limit is not None and year >= limit:
            inner.refuse(str(year), _("a baseline lies before %(year)s") % {"year": limit})
    return numbers


def years_of(section: Section, *, negative: bool = False) -> dict[int, Decimal]:
    """A table of numbers by year."""
    numbers: dict[int, Decimal] = {}
    for key in section.names():
        year = scalars.year_key(key)
        if year is None:
            found = {"key": key[:60]}
            section.refuse(key, _("expected a year such as 2026, found “%(key)s”") % found)
            continue
        number = section.number(key, negative=negative)
        if number is not None:
            numbers[year] = number
    return numbers


def _unit(section: Section, number_key: str) -> str:
    unit = section.text("unit") or ""
    implied = _UNIT_OF_KEY.get(number_key, "")
    if unit and implied and unit != implied:
        section.refuse("unit", _("“%(key)s” is always in %(unit)s")
                       % {"key": number_key, "unit": implied})  # fmt: skip
    return implied or unit


def _known(section: Section, key: str, names: Collection[str] | None) -> str:
    """A name out of those that the plan or the software knows; None knows everything."""
    word = section.text(key) or ""
    if not word or names is None or word in names:
        return word
    reason = _("unknown %(kind)s “%(word)s”") % {"kind": key, "word": word}
    section.refuse(key, reason + did_you_mean(word, names))
    return ""


def _filters(section: Section, context: Context) -> dict[str, str]:
    """Filter name to its text, checked by the measure that they narrow."""
    inner = section.section("filters")
    texts = {name: inner.text(name) for name in inner.names()} if inner else {}
    filters = {name: text for name, text in texts.items() if text is not None}
    measure = section.table.items.get("measure")
    check = (context.measures or {}).get(measure.text) if isinstance(measure, Scalar) else None
    problem = check(filters) if check and filters else ""
    if problem:
        section.refuse("filters", problem)
    return filters


def _regions(section: Section, context: Context) -> str | Mapping[str, Decimal]:
    """How the target is divided over regions; numbers only for those of the plan."""
    if not isinstance(section.table.items.get("regions"), Table):
        return section.choice("regions", ["equal", "none"]) or "equal"
    inner = section.section("regions")
    numbers = {key: inner.number(key) for key in inner.names()} if inner else {}
    for key in numbers:
        if inner and context.regions and key not in context.regions:
            reason = _("unknown region “%(code)s”") % {"code": key[:60]}
            inner.refuse(key, reason + did_you_mean(key, context.regions))
    return {key: number for key, number in numbers.items() if number is not None}
