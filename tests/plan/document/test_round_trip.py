"""What is written reads back as the same plan, to the cent."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from brug.plan.document import parse, to_yaml
from tests.plan.strategies import documents

THOROUGH = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(documents())
def test_an_exported_plan_reads_back_as_the_same_plan(document):
    assert parse(to_yaml(document).encode()) == document


@THOROUGH
@given(documents())
def test_exporting_twice_gives_the_same_file(document):
    once = to_yaml(document)

    assert to_yaml(parse(once.encode())) == once


def test_amounts_keep_their_cents():
    text = b"""
period: {first: 2026, last: 2026}
objectives:
  SD1: {title: One}
budget:
  lines:
    SD1: {personnel: {2026: 90071992547409.93}, operating_fixed: {2026: 50000.00}}
"""
    document = parse(text)

    assert document.budget.lines[0].amounts["personnel"][2026] == Decimal("90071992547409.93")
    assert "90071992547409.93" in to_yaml(document)
    assert "50000.00" in to_yaml(document)
