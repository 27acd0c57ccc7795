"""Amounts are exact to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.money import share_out, to_cents

amounts = st.decimals(-1_000_000, 1_000_000, places=2)
weights = st.lists(st.decimals(0, 100, places=3), min_size=1, max_size=12).filter(any)


def test_half_a_cent_goes_up() -> None:
    assert to_cents(Decimal("0.125")) == Decimal("0.13")
    assert to_cents(Decimal("-0.125")) == Decimal("-0.13")


def test_a_hundred_euro_over_three_loses_no_cent() -> None:
    parts = share_out(Decimal("100.00"), [Decimal(1)] * 3)
    assert parts == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


@given(amounts, weights)
def test_parts_add_up_and_stay_within_a_cent_of_their_share(
    amount: Decimal, shares: list[Decimal]
) -> None:
    parts = share_out(amount, shares)
    assert sum(parts) == amount
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - amount * share / sum(shares)) < Decimal("0.01")


@pytest.mark.parametrize("bad", [[Decimal(0)], [Decimal(1), Decimal(-1)], []])
def test_weights_that_make_no_sense_are_refused(bad: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="weights"):
        share_out(Decimal(1), bad)
