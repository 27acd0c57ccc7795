"""The journal: who did what, once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice
from brug.kernel.roles import Role
from brug.people import api
from brug.people.enums import EngagementKind
from brug.people.models import Attribution, Campaign, Contact, Engagement
from brug.people.services.attribution import Came, find_or_make
from brug.people.services.journal import note_engagement, record_engagement
from tests.factories.kernel import make_region, make_user
from tests.factories.people import HOUSE, act, make_municipality, make_person

pytestmark = pytest.mark.django_db


def test_a_line_keeps_region_practice_way_and_amount() -> None:
    town, campaign = make_municipality(), Campaign.objects.create(code="walk", name="Walk")
    Practice.objects.create(code="refugee-walk", name="Refugee Walk")
    person = make_person(postal_code="9000")
    key = api.record_engagement(
        actor=HOUSE,
        person_id=person.pk,
        kind=EngagementKind.GIFT,
        record="giving.gift:1",
        practice="refugee-walk",
        came=Came("Newsletter", "email", "walk"),
        amount=Decimal("12.345"),
    )
    line = Engagement.objects.get(pk=key)
    assert (line.region, str(line.practice), line.amount) == (
        town,
        "Refugee Walk",
        Decimal("12.35"),
    )
    assert line.attribution is not None
    assert (line.attribution.source, line.attribution.campaign) == ("newsletter", campaign)


def test_one_act_counts_once_however_often_it_is_reported() -> None:
    person = make_person()
    lines = {act(person, EngagementKind.GIFT, record="giving.gift:1").pk for _turn in range(3)}
    lines.add(act(person, EngagementKind.WALKED, record="giving.gift:1").pk)
    assert len(lines) == Engagement.objects.count() == 2


def test_the_last_day_moves_forward_only() -> None:
    person = make_person()
    act(person, days=3)
    act(person, days=30)
    person.refresh_from_db()
    assert person.last_engaged_on == timezone.localdate() - timedelta(days=3)


def test_taking_a_line_back_restores_the_last_day_and_leaves_a_trail() -> None:
    person = make_person()
    act(person, days=30)
    act(person, EngagementKind.GIFT, days=3, record="giving.gift:1")
    assert api.retract_engagement(actor=HOUSE, record="giving.gift:1", kind=EngagementKind.GIFT)
    person.refresh_from_db()
    assert person.last_engaged_on == timezone.localdate() - timedelta(days=30)
    assert ModelLogEntry.objects.filter(action="people.engagement_retracted").count() == 1
    assert not api.retract_engagement(actor=HOUSE, record="giving.gift:1", kind=EngagementKind.GIFT)


def test_people_act_for_themselves_only() -> None:
    person, other = make_person(), make_person("Claes")
    with pytest.raises(PermissionDenied):
        record_engagement(
            actor=Actor.person(other.pk), person_id=person.pk, kind=EngagementKind.WALKED
        )


@pytest.mark.parametrize("kind", ["dancing", ""])
def test_an_unknown_kind_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="EngagementKind"):
        record_engagement(actor=HOUSE, person_id=make_person().pk, kind=kind)  # type: ignore[arg-type]


def test_an_unknown_person_is_refused() -> None:
    with pytest.raises(Contact.DoesNotExist):
        record_engagement(actor=HOUSE, person_id=10**9, kind=EngagementKind.WALKED)


def test_staff_note_by_hand_what_they_may_see() -> None:
    make_municipality("9000", "Gent", "OVL")
    make_municipality("3600", "Genk", "LIM")
    here, there = make_person(postal_code="9000"), make_person("B", postal_code="3600")
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=make_region("OVL")))
    note_engagement(actor=actor, person_id=here.pk, kind=EngagementKind.ATTENDED)
    with pytest.raises(PermissionDenied):
        note_engagement(actor=actor, person_id=there.pk, kind=EngagementKind.ATTENDED)
    with pytest.raises(PermissionDenied):
        note_engagement(actor=Actor.visitor(), person_id=here.pk, kind=EngagementKind.ATTENDED)


def test_ways_are_shared_and_unknown_campaigns_left_out() -> None:
    first = find_or_make(Came("Facebook", "Social"))
    assert first == find_or_make(Came(" facebook ", "social", "no-such-campaign"))
    assert find_or_make(Came()) is None
    assert Attribution.objects.count() == 1
