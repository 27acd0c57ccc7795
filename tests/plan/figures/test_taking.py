"""Several spans in one pass come to the same as each span by itself."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.periods import Period
from brug.people.models import Engagement
from brug.plan.figures.series import Series
from brug.plan.figures.taking import take
from tests.plan.measures import registered
from tests.plan.world import make_person, make_regions

pytestmark = pytest.mark.django_db
FIRST = date(2024, 1, 1)
VISITS = Series.of("tests.visits", {})
spans = st.tuples(st.integers(0, 800), st.integers(1, 400)).map(
    lambda pair: Period(FIRST + timedelta(days=pair[0]), FIRST + timedelta(days=pair[0] + pair[1]))
)


@pytest.fixture
def journal():
    """Some 300 acts over three years, in two regions and nowhere, at awkward hours too."""
    random = Random(7)
    people = [make_person(region) for region in (*make_regions("north", "south"), None)]
    Engagement.objects.bulk_create(
        Engagement(
            person=(person := random.choice(people)),
            region=person.region,
            kind=random.choice(["gift", "volunteered"]),
            occurred_at=datetime(2024, 1, 1, random.choice([0, 12, 22, 23]), 30, tzinfo=UTC)
            + timedelta(days=random.randrange(1200)),
            amount=Decimal(random.randrange(1000)) / 100,
        )
        for _ in range(300)
    )
    with registered():
        yield


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(periods=st.lists(spans, min_size=2, max_size=8, unique=True))
@pytest.mark.parametrize("name", ["tests.visits", "tests.money"])
@pytest.mark.usefixtures("journal")
def test_one_pass_comes_to_the_same_as_many(name, periods):
    series = Series.of(name, {})

    together = take(series, periods)

    for period in periods:
        (alone,) = take(series, [period]).values()
        assert {key: value for key, value in together[period].items() if value} == {
            key: value for key, value in alone.items() if value
        }


@pytest.mark.usefixtures("journal")
def test_what_adds_up_takes_one_query_for_all_spans(django_assert_num_queries):
    years = [Period.year(year) for year in range(2022, 2028)]

    with django_assert_num_queries(1):
        found = take(VISITS, years)

    assert sum(values[0] for values in found.values()) == 300


@pytest.mark.usefixtures("journal")
def test_people_are_counted_once_so_each_span_takes_two_queries(django_assert_num_queries):
    years = [Period.year(year) for year in (2024, 2025)]

    with django_assert_num_queries(4):
        found = take(Series.of("tests.friends", {}), years)

    assert [values[0] for values in found.values()] == [3, 3]


@pytest.mark.usefixtures("journal")
def test_filters_hold_in_one_pass_too():
    years = [Period.year(2024), Period.year(2025)]

    found = take(Series.of("tests.visits", {"kind": "gift"}), years)

    assert found[years[0]][0] == Engagement.objects.within(years[0]).of_kinds("gift").count()
