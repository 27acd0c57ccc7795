"""Euro amounts: Decimal, to the cent, rounded half up."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Return ``amount`` in euro rounded half up to the cent.

    Raises:
        decimal.InvalidOperation: the amount is not a finite number.
    """
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def share_out(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Divide ``amount`` (euro, whole cents) by ``weights`` so that the parts add up to it exactly.

    Largest-remainder method: cents left after rounding down go to the largest remainders, the
    first one first among equals.

    Raises:
        ValueError: no weight is positive, or one is negative.
    """
    total = sum(weights, Decimal(0))
    if total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative and at least one must be positive")
    cents = int(to_cents(amount) / CENT)
    sign, cents = (-1, -cents) if cents < 0 else (1, cents)
    exact = [weight * cents / total for weight in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda i: exact[i] - parts[i], reverse=True)
    for index in order[: cents - sum(parts)]:
        parts[index] += 1
    return [sign * part * CENT for part in parts]
