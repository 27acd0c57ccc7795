"""The figures of the people tier count what their rules say."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brug.kernel.models import Practice
from brug.kernel.periods import Period, today
from brug.kernel.registries.measures import Filters, measures
from brug.people.enums import EngagementKind
from brug.people.models import Engagement
from brug.people.rules.sympathy import is_sympathiser
from brug.people.services.journal import retract_engagement
from tests.factories.people import HOUSE, act, make_municipality, make_organisation, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def sympathisers(filters: Filters | None = None, **dimensions: str) -> Decimal:
    """Today's sympathisers."""
    window = Period.months_until(today(), 12)
    return measures.get("people.sympathisers").figure(window, filters, **dimensions)


def test_a_person_counts_once_however_much_they_do() -> None:
    person = make_person()
    act(person, days=3)
    act(person, EngagementKind.GIFT, days=40)
    assert sympathisers() == 1


def test_signing_up_alone_makes_no_sympathiser() -> None:
    act(make_person(), EngagementKind.SIGNED_UP)
    assert sympathisers() == 0


def test_an_act_counts_for_twelve_months_to_the_day() -> None:
    first_day = Period.months_until(today(), 12).start
    age = (today() - first_day).days
    act(make_person(), days=age)
    assert sympathisers() == 1
    Engagement.objects.all().delete()
    act(make_person("Claes"), days=age + 1)
    assert sympathisers() == 0


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(EngagementKind), st.integers(0, 500)), min_size=1, max_size=6
    )
)
def test_sql_and_rule_agree_on_who_is_one(acts: list[tuple[EngagementKind, int]]) -> None:
    Engagement.objects.all().delete()
    person = make_person()
    days = []
    for kind, days_back in acts:
        line = act(person, kind, days=days_back)
        days.append((line.kind, timezone.localdate(line.occurred_at)))
    assert sympathisers() == int(is_sympathiser(days, today()))


def test_figures_by_region_add_up_and_name_the_working_region() -> None:
    gent, genk = make_municipality(), make_municipality("3600", "Genk", "LIM")
    for name, code in (("A", "9000"), ("B", "9000"), ("C", "3600")):
        act(make_person(name, postal_code=code))
    act(make_person("D"))
    window = Period.months_until(today(), 12)
    by_region = measures.get("people.sympathisers").figures_by_region(window)
    assert by_region == {gent.working_region_id: 2, genk.working_region_id: 1, None: 1}
    assert sympathisers(region_path=gent.path) == 2


def test_filters_and_practice_narrow_the_figure() -> None:
    Practice.objects.create(code="walk", name="Walk")
    act(make_person("A"), EngagementKind.WALKED, practice="walk")
    act(make_person("B"), EngagementKind.ONLINE_ACTION)
    assert sympathisers(practice="walk") == 1
    assert sympathisers({"kinds": "online_action"}) == 1
    assert sympathisers({"kinds": "online_action, walked"}) == 2
    assert sympathisers({"campaign": "none-such"}) == 0


@pytest.mark.parametrize("text", ["", "dancing", "gift;walked"])
def test_a_filter_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="kinds of engagement"):
        sympathisers({"kinds": text})


def test_the_words_of_the_plan_lead_to_the_measure() -> None:
    phrases = measures.get("people.sympathisers").phrases
    assert phrases["sympathisers who act online"] == {"kinds": "online_action"}


def test_donors_are_those_who_gave_or_sponsored() -> None:
    act(make_person("A"), EngagementKind.GIFT)
    act(make_person("B"), EngagementKind.SPONSORED)
    act(make_person("C"), EngagementKind.ONLINE_ACTION)
    window = Period.months_until(today(), 12)
    assert measures.get("people.donors").figure(window) == 2


def test_new_contacts_count_by_the_day_they_came() -> None:
    make_person("A", known_since=timezone.now() - timedelta(days=800))
    make_person("B")
    make_organisation()
    this_year = Period.year(today().year)
    measure = measures.get("people.new_contacts")
    assert measure.figure(this_year) == 2
    assert measure.figure(this_year, {"kind": "organisation"}) == 1


def test_the_watermark_moves_with_every_change_of_the_journal() -> None:
    watermark = measures.get("people.sympathisers").watermark
    person = make_person()
    marks = [watermark()]
    act(person, record="test:1")
    marks.append(watermark())
    act(person, EngagementKind.GIFT, record="test:2")
    marks.append(watermark())
    retract_engagement(actor=HOUSE, record="test:1", kind=EngagementKind.ONLINE_ACTION)
    marks.append(watermark())
    assert len(set(marks)) == 4


@pytest.mark.parametrize("name", ["sympathisers", "donors", "engagements", "new_contacts"])
def test_the_list_behind_a_figure_can_be_shown(name: str, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    measure = measures.get(f"people.{name}")
    for number in range(4):
        act(make_person(f"P{number}"), EngagementKind.GIFT)
    with django_assert_max_num_queries(1):
        rows = [
            [str(column.value(record)) for column in measure.columns]
            for record in measure.records(Period.months_until(today(), 12))
        ]
    assert len(rows) == 4
