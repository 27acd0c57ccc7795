"""Lists frozen at use: who, why, by whom, what for; and what became of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel.access.actor import Actor
from brug.kernel.registries.privacy import privacy_handlers
from brug.kernel.roles import Role
from brug.people import api
from brug.people.models import Contact, FrozenList, FrozenMember, Segment
from brug.people.queries.segments.frozen import (
    came_in,
    dropped,
    lines_seen,
    reasons,
    tree_then,
    why,
)
from brug.people.services.privacy import erase_person
from brug.people.services.segments.freezing import freeze
from brug.people.services.segments.keeping import make_segment, remove_segment
from tests.factories.kernel import HOUSE, make_user
from tests.factories.people import act, make_municipality, make_person

pytestmark = pytest.mark.django_db
TREE = {
    "version": 1,
    "any": [
        {"is": "people.volunteer"},
        {
            "is": "people.did",
            "with": {"how": "at_least", "times": 1, "kinds": ["gift"], "months": 12},
        },
    ],
}


@pytest.fixture
def segment() -> Segment:
    return make_segment(actor=HOUSE, name="Steunend", tree=TREE)


def froze(segment: Segment, actor: Actor = HOUSE) -> FrozenList:
    return freeze(
        actor=actor,
        segment=segment,
        room="mailings",
        purpose="Brief van juni",
        lawful_basis="Toestemming voor nieuws",
    )


def test_a_frozen_list_keeps_people_reasons_and_conditions(segment: Segment, english: None) -> None:
    helper, giver = make_person("Helper", is_volunteer=True), make_person("Gever")
    make_person("Ander")
    act(giver, "gift")
    frozen = froze(segment)
    assert frozen.size == 2
    assert frozen.tree == TREE
    assert "is a volunteer or" in frozen.sentence
    held = dict(frozen.members.values_list("person", "held"))
    assert why(tree_then(frozen), held[helper.pk]) == ["is a volunteer"]
    assert why(tree_then(frozen), held[giver.pk]) == ["“Gave money” in the last 12 months"]


def test_who_came_in_and_who_dropped_is_told_with_why(segment: Segment, english: None) -> None:
    helper, giver = make_person("Helper", is_volunteer=True), make_person("Gever")
    act(giver, "gift")
    frozen = froze(segment)
    Contact.objects.filter(pk=helper.pk).update(is_volunteer=False)
    fresh = make_person("Nieuw")
    act(fresh, "gift")
    (new,) = reasons(frozen, came_in(HOUSE, frozen))
    assert (new.contact, new.because) == (fresh, ["now: “Gave money” in the last 12 months"])
    (gone,) = reasons(frozen, dropped(HOUSE, frozen))
    assert (gone.contact, gone.because) == (helper, ["no longer: is a volunteer"])


def test_a_list_outlives_its_segment(segment: Segment) -> None:
    make_person(is_volunteer=True)
    frozen = froze(segment)
    remove_segment(actor=HOUSE, segment=segment)
    frozen.refresh_from_db()
    assert (frozen.segment, frozen.name, frozen.size) == (None, "Steunend", 1)
    assert came_in(HOUSE, frozen).count() == dropped(HOUSE, frozen).count() == 0


def test_a_list_says_what_for_and_on_what_ground(segment: Segment) -> None:
    for missing in ("purpose", "lawful_basis"):
        told = {"purpose": "x", "lawful_basis": "x"} | {missing: " "}
        with pytest.raises(ValidationError) as refused:
            freeze(actor=HOUSE, segment=segment, room="desk", **told)
        assert missing in refused.value.message_dict


def test_only_who_may_export_freezes(segment: Segment) -> None:
    with pytest.raises(PermissionDenied):
        froze(segment, Actor.of_user(make_user(Role.STAFF_POLICY)))
    froze(segment, Actor.of_user(make_user(Role.STAFF_COMMUNICATION)))
    assert ModelLogEntry.objects.filter(action="people.list_frozen").count() == 1


def test_a_coordinator_freezes_and_sees_the_own_region_alone(segment: Segment) -> None:
    gent = make_municipality("9000", "Gent", "OVL")
    make_municipality("3500", "Hasselt", "LIM")
    near = make_person("Dichtbij", is_volunteer=True, postal_code="9000")
    far = make_person("Verweg", is_volunteer=True, postal_code="3500")
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=gent.working_region))
    own, whole = froze(segment, actor), froze(segment)
    assert (own.size, whole.size) == (1, 2)
    assert own.regions == [gent.working_region_id]
    assert [line.person for line in lines_seen(actor, whole)] == [near]
    Contact.objects.filter(pk__in=[near.pk, far.pk]).update(is_volunteer=False)
    assert list(dropped(actor, whole)) == [near]


def test_who_moved_away_is_told_so(segment: Segment, english: None) -> None:
    gent, hasselt = make_municipality("9000", "Gent", "OVL"), make_municipality("3500", "H", "LIM")
    near = make_person("Dichtbij", is_volunteer=True, postal_code="9000")
    actor = Actor.of_user(make_user(Role.COORDINATOR, region=gent.working_region))
    frozen = froze(segment, actor)
    Contact.objects.filter(pk=near.pk).update(region=hasselt)
    (gone,) = reasons(frozen, dropped(HOUSE, frozen))
    assert gone.because == ["moved out of the regions of this list"]


def test_forgetting_somebody_takes_their_line_not_the_figure(segment: Segment) -> None:
    person = make_person(is_volunteer=True)
    frozen = froze(segment)
    told = privacy_handlers.get("people.file").export(person.pk)
    assert told["lists used"][0]["purpose"] == "Brief van juni"
    erase_person(actor=HOUSE, person_id=person.pk, reason="gevraagd")
    frozen.refresh_from_db()
    assert frozen.size == 1
    assert not FrozenMember.objects.exists()


def test_rooms_read_and_freeze_through_the_door(segment: Segment) -> None:
    person = make_person(is_volunteer=True)
    assert list(api.segment_members(actor=HOUSE, code=segment.code)) == [person]
    assert api.segment_count(actor=HOUSE, code=segment.code) == 1
    key, people = api.freeze(
        actor=HOUSE, code=segment.code, room="mailings", purpose="x", lawful_basis="y"
    )
    assert people == [person.pk]
    assert FrozenList.objects.get(pk=key).frozen_at > timezone.now() - timedelta(minutes=1)
