"""A change of many goes by rights and sight as they are then, in parts, never double, and back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from brug.kernel import jobs
from brug.kernel.jobs.running import run as run_job
from brug.kernel.models import Job, User
from brug.kernel.roles import Role
from brug.people.models import BulkChange, BulkLine, Contact, FrozenList, TargetGroup
from brug.people.services.bulk import at_once, running, starting
from brug.people.services.bulk.choosing import choose, forget_bulk, set_values
from brug.people.services.merging import merge_contacts, undo_merge
from brug.people.services.privacy import erase_person
from tests.factories.kernel import HOUSE, make_user
from tests.factories.people import make_municipality, make_person
from tests.people.bulk.world import actor_of, change, draft, fates, keeper


@pytest.fixture
def user(db: None) -> User:
    return keeper()


@pytest.fixture
def five(db: None) -> list[Contact]:
    return [make_person(name) for name in ("Aa", "Bb", "Cc", "Dd", "Ee")]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "A_PART", 2)


def trail(verb: str) -> list[ModelLogEntry]:
    return list(ModelLogEntry.objects.filter(action=verb))


def test_it_goes_in_parts_and_leaves_one_line_with_the_ledger_of_them(
    user: User, five: list[Contact], small_parts: None
) -> None:
    made = change(user, "language", five, language="fr")
    assert (made.state, made.counts) == ("done", {"changed": 5})
    assert Job.objects.get(name="people.bulk_part").chunks == 3
    (line,) = trail("people.bulk_done")
    assert line.user == user
    told = line.data["changes"]
    assert told["counts"][1] == {"changed": 5}
    assert told["parts"][1] == [[five[1].pk, 2, 0], [five[3].pk, 2, 0], [five[4].pk, 1, 0]]
    assert not trail("people.contact_changed")


def test_a_part_that_a_kill_left_is_done_once_when_it_comes_again(
    user: User, five: list[Contact], small_parts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = starting.begin(
        actor=actor_of(user),
        change=draft(user, "engage", five, kind="attended", day=str(timezone.localdate())),
    )
    assert running.do_part(change_id=made.pk)

    def die(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running, "_note", die)
        job = Job.objects.get(name="people.bulk_part")
        with pytest.raises(KeyboardInterrupt):
            run_job(job.pk)
    assert BulkLine.objects.filter(change=made, fate="changed").count() == 2
    assert sum(one.engagements.count() for one in five) == 2
    jobs.drain()
    assert [one.engagements.count() for one in five] == [1] * 5
    assert BulkChange.objects.get(pk=made.pk).counts == {"changed": 5}


def test_whom_the_actor_sees_no_more_by_then_is_left(db: None) -> None:
    gent = make_municipality("9000", "Gent", "OVL")
    hasselt = make_municipality("3500", "Hasselt", "LIM")
    user = keeper(gent.working_region)
    near = make_person("Near", postal_code="9000")
    moved = make_person("Moved", postal_code="9000")
    far = make_person("Far", postal_code="3500")
    asked = draft(user, "language", [near, moved, far], language="fr")
    assert asked.total == 2
    Contact.objects.filter(pk=moved.pk).update(region=hasselt)
    starting.begin(actor=actor_of(user), change=asked)
    jobs.drain()
    assert fates(asked) == {"Near": "changed", "Moved": "left:not-seen"}
    assert Contact.objects.get(pk=far.pk).language == "nl"
    Contact.objects.filter(pk=near.pk).update(region=hasselt)
    starting.undo(actor=actor_of(user), change=BulkChange.objects.get(pk=asked.pk))
    jobs.drain()
    assert fates(asked)["Near"] == "kept:not-seen"
    assert Contact.objects.get(pk=near.pk).language == "fr"


def test_who_loses_the_right_meanwhile_changes_nobody(user: User, five: list[Contact]) -> None:
    made = starting.begin(actor=actor_of(user), change=draft(user, "language", five, language="fr"))
    user.role_grants.all().delete()
    jobs.drain()
    made.refresh_from_db()
    assert (made.state, made.counts) == ("stopped", {})
    assert made.stopped_because
    assert not Contact.objects.filter(language="fr").exists()


def test_a_group_that_goes_meanwhile_stops_it_in_words(user: User, five: list[Contact]) -> None:
    group = TargetGroup.objects.create(code="press", name="Pers")
    made = starting.begin(
        actor=actor_of(user), change=draft(user, "add-to-group", five, group=group.pk)
    )
    group.delete()
    jobs.drain()
    made.refresh_from_db()
    assert made.state == "stopped"
    assert len(trail("people.bulk_stopped")) == 1


def test_it_stops_and_goes_on_where_it_was(
    user: User, five: list[Contact], small_parts: None
) -> None:
    made = starting.begin(actor=actor_of(user), change=draft(user, "language", five, language="fr"))
    running.do_part(change_id=made.pk)
    starting.stop(actor=actor_of(user), change=made)
    jobs.drain()
    assert Contact.objects.filter(language="fr").count() == 2
    starting.go_on(actor=actor_of(user), change=made)
    jobs.drain()
    made.refresh_from_db()
    assert (made.state, made.counts) == ("done", {"changed": 5})


def test_what_a_stopped_change_did_can_be_undone(
    user: User, five: list[Contact], small_parts: None
) -> None:
    made = starting.begin(actor=actor_of(user), change=draft(user, "language", five, language="fr"))
    running.do_part(change_id=made.pk)
    made = starting.stop(actor=actor_of(user), change=made)
    starting.undo(actor=actor_of(user), change=made)
    jobs.drain()
    made.refresh_from_db()
    assert (made.state, made.undo_counts) == ("undone", {"undone": 2})
    assert not Contact.objects.filter(language="fr").exists()


def test_an_undoing_that_stopped_goes_on_backwards(
    user: User, five: list[Contact], small_parts: None
) -> None:
    made = starting.begin(actor=actor_of(user), change=draft(user, "language", five, language="fr"))
    running.do_part(change_id=made.pk)
    made = starting.stop(actor=actor_of(user), change=made)
    colleague = make_user(Role.STAFF_MOVEMENT, email="collega@brug.example")
    made = starting.undo(actor=actor_of(colleague), change=made)
    colleague.role_grants.all().delete()
    jobs.drain()
    made.refresh_from_db()
    assert made.state == "stopped"
    starting.go_on(actor=actor_of(user), change=made)
    jobs.drain()
    made.refresh_from_db()
    assert (made.state, made.undo_counts) == ("undone", {"undone": 2})
    assert not Contact.objects.filter(language="fr").exists()


def test_what_stopped_does_not_go_on_after_its_term(
    user: User, five: list[Contact], small_parts: None
) -> None:
    made = starting.begin(actor=actor_of(user), change=draft(user, "language", five, language="fr"))
    running.do_part(change_id=made.pk)
    made = starting.stop(actor=actor_of(user), change=made)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        forget_bulk()
        with pytest.raises(ValidationError):
            starting.go_on(actor=actor_of(user), change=made)
    assert Contact.objects.filter(language="fr").count() == 2


def test_after_fourteen_days_it_cannot_be_undone_and_what_was_kept_for_it_goes(
    user: User, five: list[Contact]
) -> None:
    Contact.objects.filter(last_name="Ee").update(language="fr")
    made = change(user, "language", five, language="fr")
    with time_machine.travel(timezone.now() + timedelta(days=13), tick=False):
        forget_bulk()
        assert BulkChange.objects.get(pk=made.pk).can_be_undone
        assert made.lines.exclude(before=None).count() == 4
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        with pytest.raises(ValidationError):
            starting.undo(actor=actor_of(user), change=made)
        forget_bulk()
        assert fates(made) == dict.fromkeys(("Aa", "Bb", "Cc", "Dd"), "changed")
        assert not made.lines.exclude(before=None).exists()


def test_a_draft_goes_after_a_day(user: User, five: list[Contact]) -> None:
    draft(user, "language", five, language="fr")
    assert forget_bulk() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert forget_bulk() == 1
    assert not BulkLine.objects.exists()


def test_nobody_begins_what_another_chose_nor_twice(user: User, five: list[Contact]) -> None:
    asked = draft(user, "language", five, language="fr")
    other = keeper(make_municipality().working_region)
    with pytest.raises(PermissionDenied):
        starting.begin(actor=actor_of(other), change=asked)
    with pytest.raises(PermissionDenied):
        set_values(actor=actor_of(other), change=asked, values={"language": "en"})
    starting.begin(actor=actor_of(user), change=asked)
    with pytest.raises(ValidationError):
        starting.begin(actor=actor_of(user), change=asked)
    assert not BulkChange.objects.visible_to(actor_of(other)).exists()


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("language", {"language": "xx"}),
        ("volunteer", {"is_volunteer": "maybe"}),
        ("add-to-group", {"group": 0}),
        ("relate", {"kind": "works-for", "target": 0}),
        ("relate", {"kind": "none"}),
        ("engage", {"kind": "nothing", "day": "2026-01-01"}),
        ("engage", {"kind": "gift", "day": "2999-01-01"}),
        ("withdraw", {"purpose": "nothing"}),
    ],
)
def test_values_that_cannot_be_are_refused(
    user: User, five: list[Contact], action: str, values: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        draft(user, action, five, **values)


def test_nobody_chosen_is_refused_and_nothing_is_kept(user: User, db: None) -> None:
    with pytest.raises(ValidationError):
        draft(user, "language", [], language="fr")
    with pytest.raises(ValidationError):
        choose(actor=actor_of(user), action="dance", contacts=Contact.objects.all(), told="")
    assert not BulkChange.objects.exists()


def test_a_merge_takes_the_lost_one_out_and_its_undoing_brings_it_back(
    user: User, five: list[Contact]
) -> None:
    made = change(user, "language", five, language="fr")
    merge = merge_contacts(actor=HOUSE, keep_id=five[0].pk, lose_id=five[1].pk)
    assert sorted(fates(made)) == ["Aa", "Cc", "Dd", "Ee"]
    undo_merge(actor=HOUSE, merge_id=merge.pk)
    assert fates(made)["Bb"] == "changed"


def test_who_is_forgotten_stands_in_no_change_of_many(user: User, five: list[Contact]) -> None:
    made = change(user, "language", five, language="fr")
    erase_person(actor=HOUSE, person_id=five[0].pk, reason="proef")
    assert five[0].pk not in set(made.lines.values_list("contact", flat=True))


def test_chosen_people_are_frozen_as_a_list_that_says_what_for(
    user: User, five: list[Contact]
) -> None:
    chosen = Contact.objects.filter(pk__in=[one.pk for one in five[:2]])
    asked = choose(actor=actor_of(user), action="freeze", contacts=chosen, told="proef")
    told = {"purpose": "uitnodiging", "lawful_basis": "gerechtvaardigd belang"}
    with pytest.raises(ValidationError):
        at_once.freeze_chosen(actor=actor_of(user), change=asked, **(told | {"purpose": " "}))
    at_once.freeze_chosen(actor=actor_of(user), change=asked, **told)
    frozen = FrozenList.objects.get()
    assert (frozen.size, frozen.sentence, frozen.frozen_by) == (2, "proef", user)
    with pytest.raises(ValidationError):
        at_once.freeze_chosen(actor=actor_of(user), change=asked, **told)


def test_chosen_people_are_taken_along_with_a_line_in_the_trail(
    user: User, five: list[Contact]
) -> None:
    asked = choose(
        actor=actor_of(user), action="export", contacts=Contact.objects.all(), told="proef"
    )
    assert at_once.take_chosen(actor=actor_of(user), change=asked, form="csv").count() == 5
    (line,) = trail("people.list_exported")
    assert line.data["note"] == "csv: proef"
