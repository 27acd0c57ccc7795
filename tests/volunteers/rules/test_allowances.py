"""What may be paid back in a calendar year, and account numbers: rules without a database."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from brug.volunteers.enums import ClaimKind
from brug.volunteers.rules.allowances import Ceiling, Cost, obstacles, used
from brug.volunteers.rules.iban import compact, is_iban, last_signs

CEILING = Ceiling(per_day=Decimal("40.00"), per_year=Decimal("1600.00"), travel_km=2000)
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
EUROS = st.decimals("0.01", "60", places=2)
FLATS = st.builds(Cost, st.just(ClaimKind.FLAT), DAYS, EUROS)
TRAVELS = st.builds(Cost, st.just(ClaimKind.TRAVEL), DAYS, EUROS, st.integers(1, 900))
REALS = st.builds(Cost, st.just(ClaimKind.REAL), DAYS, EUROS)
COSTS = st.lists(st.one_of(FLATS, TRAVELS, REALS), max_size=80)


def taken(asked: list[Cost], ceiling: Ceiling = CEILING) -> list[Cost]:
    """What is let through, one after the other."""
    past: list[Cost] = []
    for cost in asked:
        if not obstacles(cost, past, ceiling):
            past.append(cost)
    return past


@given(COSTS)
def test_what_is_let_through_never_passes_a_ceiling_of_a_day_or_a_year(asked: list[Cost]) -> None:
    flats = [cost for cost in taken(asked) if cost.kind == ClaimKind.FLAT]
    for day in {cost.day for cost in flats}:
        assert sum(cost.amount for cost in flats if cost.day == day) <= CEILING.per_day
    for year in (2025, 2026):
        total = sum(cost.amount for cost in flats if cost.day.year == year)
        assert total <= CEILING.per_year


@given(COSTS)
def test_fixed_amounts_and_real_costs_never_stand_in_one_year(asked: list[Cost]) -> None:
    kinds = {(cost.day.year, cost.kind) for cost in taken(asked)}
    for year in (2025, 2026):
        assert not {(year, ClaimKind.FLAT), (year, ClaimKind.REAL)} <= kinds


@given(COSTS)
def test_beside_fixed_amounts_kilometres_stay_within_the_year(asked: list[Cost]) -> None:
    past = taken(asked)
    for year in (2025, 2026):
        of_year = [cost for cost in past if cost.day.year == year]
        if any(cost.kind == ClaimKind.FLAT for cost in of_year):
            assert sum(cost.km for cost in of_year) <= CEILING.travel_km


@given(st.lists(st.one_of(REALS, TRAVELS), max_size=60))
def test_real_costs_with_proof_have_no_ceiling(asked: list[Cost]) -> None:
    assert taken(asked) == asked


@given(COSTS)
def test_what_is_left_is_never_below_nothing_and_can_be_claimed(asked: list[Cost]) -> None:
    past = taken([cost for cost in asked if cost.kind == ClaimKind.FLAT])
    told = used(past, CEILING, 2026)
    assert told.left >= 0
    assert told.flat + told.left == CEILING.per_year
    free = next(
        day
        for day in (date(2026, 1, 1) + timedelta(days=number) for number in range(365))
        if all(cost.day != day for cost in past)
    )
    last = Cost(ClaimKind.FLAT, free, min(told.left, CEILING.per_day))
    assert "year" not in obstacles(last, past, CEILING)
    if told.left < CEILING.per_day:
        more = Cost(ClaimKind.FLAT, free, told.left + Decimal("0.01"))
        assert "year" in obstacles(more, past, CEILING)


def test_where_the_law_lets_them_go_together_they_do() -> None:
    mixing = Ceiling(Decimal(40), Decimal(1600), 2000, may_mix=True)
    day = date(2026, 3, 1)
    flat = Cost(ClaimKind.FLAT, day, Decimal(40))
    real = Cost(ClaimKind.REAL, day, Decimal(100))
    assert obstacles(real, [flat], CEILING) == ("mixed",)
    assert obstacles(real, [flat], mixing) == ()


def test_a_warning_comes_before_the_ceiling() -> None:
    day = date(2026, 3, 1)
    days = [Cost(ClaimKind.FLAT, day + timedelta(days=one), Decimal(40)) for one in range(32)]
    assert not used(days[:31], CEILING, 2026).is_near
    assert used(days, CEILING, 2026).is_near
    assert not obstacles(Cost(ClaimKind.FLAT, date(2026, 7, 1), Decimal(40)), days, CEILING)


def test_account_numbers_are_written_one_way_and_their_digits_checked() -> None:
    assert compact(" be68 5390 0754 7034 ") == "BE68539007547034"
    assert is_iban("BE68539007547034")
    assert is_iban("NL91ABNA0417164300")
    assert not is_iban("BE68539007547035")
    assert not is_iban("BE6853900754703")
    assert not is_iban("12")
    assert last_signs("BE68539007547034") == "BE•• •••• 7034"


@given(st.integers(0, 9), st.integers(4, 15))
def test_one_wrong_digit_is_always_seen(digit: int, place: int) -> None:
    right = "BE68539007547034"
    wrong = right[:place] + str(digit) + right[place + 1 :]
    assert is_iban(wrong) == (wrong == right)
