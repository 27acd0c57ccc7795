"""Hypothesis strategies: any plan that the format can hold."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from brug.plan.document import Indicator, Objective, PlanDocument, Practice, Text
from brug.plan.document.model import Budget, BudgetLine, GrowthRules
from brug.plan.enums import Direction, IndicatorKind

FIRST, LAST = 2026, 2030
REGIONS = ("north", "south")

words = (
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]), min_size=1, max_size=30
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
names = words.filter(lambda text: text not in {"<<", "="})
numbers = st.one_of(
    st.integers(0, 10**9).map(Decimal),
    st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100),
    st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2)),
)
plan_years = st.dictionaries(st.integers(FIRST, LAST), numbers, min_size=1, max_size=5)
texts = st.one_of(
    words.map(Text),
    st.dictionaries(st.sampled_from(["nl", "fr", "en", "fa-af"]), words, min_size=1).map(
        lambda by_language: Text(translations=by_language)
    ),
)
facts = st.recursive(
    st.one_of(numbers, words, st.booleans(), st.dates(date(1900, 1, 1))),
    lambda inner: st.dictionaries(names, inner, min_size=1, max_size=3),
    max_leaves=8,
)
fact_tables = st.dictionaries(names, facts, max_size=3)


@st.composite
def indicators(draw, code):
    kind = draw(st.sampled_from(IndicatorKind))
    by = None
    target = None
    targets = {}
    unit = ""
    direction = Direction.RISING
    if kind is IndicatorKind.PERCENT:
        target, unit = draw(st.integers(0, 100).map(Decimal)), "percent"
    elif kind not in {IndicatorKind.TREND, IndicatorKind.PRESENT}:
        target = draw(numbers)
        targets = draw(st.one_of(st.just({}), plan_years))
        if kind is IndicatorKind.YEARLY and targets and draw(st.booleans()):
            target = None
        unit = draw(st.sampled_from(["", "eur", "people", "percent"]))
    if kind is IndicatorKind.BY_YEAR or (
        kind in {IndicatorKind.GROW_BY, IndicatorKind.GROW_PERCENT} and draw(st.booleans())
    ):
        by = draw(st.integers(FIRST, LAST))
    if kind is not IndicatorKind.PRESENT:
        direction = draw(st.sampled_from(Direction))
    return Indicator(
        code=code,
        what=draw(texts),
        kind=kind,
        target=target,
        targets=targets,
        by=by,
        baseline=draw(st.dictionaries(st.integers(2020, FIRST - 1), numbers, max_size=2)),
        direction=direction,
        unit=unit,
        measured=draw(st.one_of(st.just(Text()), texts)),
        filters=draw(st.dictionaries(names, words, max_size=2)),
        owner=draw(st.one_of(st.just(""), words)),
        regions=draw(
            st.one_of(
                st.sampled_from(["equal", "none"]),
                st.dictionaries(st.sampled_from(REGIONS), numbers, min_size=1),
            )
        ),
    )


@st.composite
def objectives(draw, number):
    code = f"SD{number}"
    children = []
    for index in range(draw(st.integers(0, 2))):
        child = f"{code}.OD{index + 1}"
        children.append(
            Objective(
                code=child,
                title=draw(texts),
                indicators=tuple(
                    draw(indicators(f"{child}.{count + 1}"))
                    for count in range(draw(st.integers(0, 3)))
                ),
            )
        )
    return Objective(code=code, title=draw(texts), operational=tuple(children))


@st.composite
def budgets(draw, codes):
    lines = [
        BudgetLine(
            objective=code,
            fte=draw(st.one_of(st.just({}), plan_years)),
            seconded=draw(st.one_of(st.none(), numbers)),
            amounts=draw(
                st.dictionaries(st.sampled_from(["personnel", "operating_once"]), plan_years)
            ),
        )
        for code in codes
    ]
    staffing = {2026: {code: draw(st.dictionaries(names, numbers, max_size=2)) for code in codes}}
    return Budget(
        rules=GrowthRules(
            personnel_growth=draw(st.one_of(st.none(), numbers)),
            fixed_lines_do_not_grow=draw(st.one_of(st.none(), st.booleans())),
            rounding=draw(st.one_of(st.just(""), words)),
        ),
        years=tuple(draw(st.lists(st.integers(FIRST, LAST), unique=True))),
        lines=tuple(lines),
        printed_totals=draw(
            st.dictionaries(
                st.integers(FIRST, LAST), st.dictionaries(st.just("all"), numbers), max_size=1
            )
        ),
        staffing=staffing,
        available_fte=draw(st.dictionaries(names, numbers, max_size=2)),
        income=draw(fact_tables),
    )


@st.composite
def documents(draw):
    roles = tuple(draw(st.lists(words, max_size=3, unique=True)))
    practices = ()
    if roles:
        practices = tuple(
            Practice(name=name, roles=tuple(draw(st.lists(st.sampled_from(roles), min_size=1))))
            for name in draw(st.lists(names, max_size=3, unique=True))
        )
    tree = tuple(draw(objectives(number + 1)) for number in range(draw(st.integers(1, 2))))
    codes = [one.code for top in tree for one in top.walk()]
    return PlanDocument(
        first=FIRST,
        last=LAST,
        title=draw(st.one_of(st.just(Text()), texts)),
        source=draw(st.one_of(st.just(""), words)),
        language=draw(st.sampled_from(["en", "nl", "fa-af"])),
        ambitions=draw(
            st.dictionaries(
                st.integers(FIRST, LAST), st.dictionaries(names, numbers, min_size=1), max_size=2
            )
        ),
        choices=tuple(draw(st.lists(texts, max_size=2))),
        roles=roles,
        functions=tuple(draw(st.lists(words, max_size=2))),
        regions=draw(st.sampled_from([(), REGIONS])),
        practices=practices,
        objectives=tree,
        budget=draw(st.one_of(st.none(), budgets(codes))),
        history=draw(fact_tables),
    )
