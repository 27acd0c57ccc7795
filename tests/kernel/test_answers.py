"""Answers that are kept: exact while nothing changed, shown with their time where that costs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.answers import answer, keeping
from brug.kernel.models import Job, KeptAnswer
from brug.kernel.periods import today
from brug.kernel.registries.questions import About, Gone, Question, questions
from brug.kernel.registries.schedules import schedules
from brug.kernel.watermarks import newest

pytestmark = pytest.mark.django_db
NAME = "kernel.how_many"


class Records:
    """What the question is about, as a room would have it."""

    def __init__(self) -> None:
        self.count, self.mark, self.reckoned, self.is_gone = 7, "1", 0, False

    def reckon(self, about: About) -> dict[str, Any]:
        """Answer."""
        if self.is_gone:
            raise Gone("nothing left")
        self.reckoned += 1
        return {"count": self.count, "of": about["of"]}

    def change(self) -> None:
        """One more."""
        self.count += 1
        self.mark += "1"


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> Iterator[Records]:
    """Records with a question about them that is dear."""
    monkeypatch.setattr(keeping, "AT_ONCE", -1)
    found = Records()
    question = Question(name=NAME, answer=found.reckon, watermark=lambda: found.mark)
    monkeypatch.setitem(questions._entries, NAME, question)
    return found


def ask(of: str = "all", *, exact: bool = False) -> tuple[int, bool]:
    told = answer(NAME, {"of": of}, exact=exact)
    return told.value["count"], told.is_current


def refresh() -> None:
    schedules.get("kernel.refresh_answers").run()
    jobs.drain()


def test_what_stands_is_reckoned_once(records: Records) -> None:
    assert [ask(), ask(), ask("some"), ask("some")] == [(7, True)] * 4
    assert records.reckoned == 2


def test_what_is_dear_is_shown_old_and_reckoned_anew_by_the_worker(records: Records) -> None:
    ask()
    records.change()
    assert ask() == (7, False)
    refresh()
    assert ask() == (8, True)
    assert records.reckoned == 2


def test_what_is_cheap_is_never_shown_old(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 10**9)
    ask()
    records.change()
    assert ask() == (8, True)


def test_who_wants_it_exact_gets_it_so(records: Records) -> None:
    ask()
    records.change()
    assert ask(exact=True) == (8, True)
    assert ask() == (8, True)


def test_patience_ends_where_no_worker_runs(records: Records) -> None:
    ask()
    records.change()
    KeptAnswer.objects.update(answered_at=timezone.now() - keeping.PATIENCE)
    assert ask() == (8, True)


def test_another_day_is_a_change(records: Records) -> None:
    ask()
    kept = KeptAnswer.objects.get()
    KeptAnswer.objects.update(watermark=f"20260101.{kept.watermark.partition('.')[2]}")
    assert ask() == (7, False)
    refresh()
    assert ask() == (7, True)


def test_a_change_while_it_is_reckoned_leaves_it_old(records: Records) -> None:
    """The mark was read before the records: an answer is stale too often, never too seldom."""
    mark = keeping.mark_of(questions.get(NAME))
    records.change()
    keeping.reckon(questions.get(NAME), {"of": "all"}, mark)
    assert ask() == (8, False)


def test_the_worker_rests_where_nothing_changed_or_nobody_asked(records: Records) -> None:
    ask()
    refresh()
    assert not Job.objects.filter(name="kernel.refresh_answers").exists()
    records.change()
    KeptAnswer.objects.update(asked_on=today() - timedelta(days=7))
    refresh()
    assert records.reckoned == 1


def test_who_asks_again_keeps_it_wanted_and_the_worker_does_not(records: Records) -> None:
    ask()
    yesterday = today() - timedelta(days=1)
    KeptAnswer.objects.update(asked_on=yesterday)
    records.change()
    refresh()
    assert KeptAnswer.objects.get().asked_on == yesterday
    ask()
    assert KeptAnswer.objects.get().asked_on == today()


def test_what_is_gone_is_dropped_and_the_others_are_reckoned(records: Records) -> None:
    ask("some")
    ask("all")
    records.change()
    records.is_gone = True
    refresh()
    assert not KeptAnswer.objects.exists()
    with pytest.raises(Gone):
        ask()


def test_answers_that_nobody_wants_are_dropped_at_night(records: Records) -> None:
    ask("some")
    ask("all")
    KeptAnswer.objects.filter(about__of="some").update(asked_on=today() - timedelta(days=7))
    schedules.get("kernel.forget_answers").run()
    jobs.drain()
    assert [kept.about for kept in KeptAnswer.objects.all()] == [{"of": "all"}]


def test_asking_costs_one_query(records: Records, django_assert_num_queries: Any) -> None:
    ask()
    with django_assert_num_queries(1):
        ask()


def test_a_watermark_sees_rows_come_and_go() -> None:
    rows = Job.objects.order_by()
    seen = [newest(rows)]
    jobs.enqueue("kernel.forget_jobs", key="a")
    jobs.enqueue("kernel.forget_jobs", key="b")
    seen.append(newest(rows))
    Job.objects.filter(key="a").delete()
    seen.append(newest(rows))
    assert len(set(seen)) == 3
