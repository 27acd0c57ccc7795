"""What happens by the clock: once, also when it is cut off in the middle."""

from datetime import timedelta

import pytest

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.models import Job, OutgoingMail
from brug.kernel.periods import today
from brug.kernel.registries.schedules import schedules
from brug.rosters import tasks
from brug.rosters.models import Assignment, CoverAsk, Service
from brug.rosters.services import (
    cover_waves,
    covering,
    drafting,
    publishing,
    publishing_mails,
    reminding,
)
from brug.rosters.services import telling_people as mails
from tests.factories.kernel import HOUSE
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_service,
    make_shift,
    next_week,
    put,
)

pytestmark = pytest.mark.django_db

NAMES = ("Amina", "Berta", "Cem", "Dora")


class Cut(Exception):
    """The process dies here."""


def stand_tomorrow(service: Service) -> list[Assignment]:
    day = today() + timedelta(days=1)
    return [put(make_helper(service, name), make_shift(service, day)) for name in NAMES]


def reminders() -> list[str]:
    rows = OutgoingMail.objects.filter(kind="rosters.reminder")
    return sorted(rows.values_list("recipient", flat=True))


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_cut_in_the_middle_reminds_nobody_twice_and_nobody_never(
    service: Service, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    stand_tomorrow(service)
    real, done = mails.remind, []

    def remind(**told: object) -> bool:
        if len(done) == after:
            raise Cut
        done.append(told)
        return real(**told)  # type: ignore[arg-type]

    monkeypatch.setattr(reminding, "remind", remind)
    with pytest.raises(Cut):
        reminding.remind_due(actor=HOUSE)
    assert reminders() == []
    assert not Assignment.objects.exclude(reminded_at=None).exists()
    monkeypatch.setattr(reminding, "remind", real)
    for _twice in range(2):
        reminding.remind_due(actor=HOUSE)
    assert reminders() == sorted(f"{name.lower()}@example.org" for name in NAMES)


def test_reminders_go_on_in_parts_until_all_are_done(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_tomorrow(service)
    monkeypatch.setattr(reminding, "A_PART", 2)
    jobs.enqueue("rosters.remind", key="proef")
    jobs.drain()
    assert len(reminders()) == len(NAMES)


def test_a_wave_that_is_asked_again_after_a_cut_goes_out_once(service: Service) -> None:
    seat = put(make_helper(service), make_shift(service))
    for name in NAMES[1:]:
        make_helper(service, name)
    request = covering.ask_cover(actor=HOUSE, assignment=seat)
    for _again in range(3):
        cover_waves.ask_wave(actor=HOUSE, request_id=request.pk, wave=1)
    assert CoverAsk.objects.count() == cover_waves.A_WAVE
    assert OutgoingMail.objects.filter(kind="rosters.cover_asked").count() == cover_waves.A_WAVE


def test_each_service_reminds_so_many_days_before_as_it_says() -> None:
    early, never = make_service("Vroeg", remind_days=5), make_service("Nooit", remind_days=0)
    for one in (early, never):
        put(make_helper(one, one.name), make_shift(one, today() + timedelta(days=4)))
    reminding.remind_due(actor=HOUSE)
    assert reminders() == ["vroeg@example.org"]


def test_the_clock_asks_for_each_job_once_a_turn() -> None:
    for name in ("rosters.remind", "rosters.look_after_cover"):
        for _twice in range(2):
            schedules.get(name).run()
        assert Job.objects.filter(name=name).count() == 1


def test_the_jobs_act_in_the_name_of_the_clock(service: Service) -> None:
    stand_tomorrow(service)
    tasks.remind()
    tasks.look_after_cover()
    mail = OutgoingMail.objects.filter(kind="rosters.reminder").first()
    assert mail is not None
    assert mail.queued_by == str(Actor.system("schedule"))


def test_mails_of_a_published_roster_go_out_in_parts(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_pattern(service)
    for name in NAMES:
        make_helper(service, name)
    monkeypatch.setattr(publishing_mails, "A_PART", 1)
    draft = drafting.ask_draft(actor=HOUSE, services=[service], period=next_week())
    jobs.drain()
    draft.refresh_from_db()
    publishing.publish(actor=HOUSE, draft=draft)
    jobs.drain()
    told = OutgoingMail.objects.filter(kind="rosters.published").count()
    assert told == draft.seats.values("volunteer").distinct().count()
    assert told > 1
