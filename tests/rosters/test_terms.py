"""What rosters let go of once its term is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.periods import today
from brug.kernel.registries.retention import retention_kinds
from brug.rosters.enums import CoverState
from brug.rosters.models import Assignment, Away, CoverAsk, CoverRequest, Service, Shift
from brug.rosters.services import covering
from tests.factories.kernel import HOUSE
from tests.factories.rosters import make_helper, put

pytestmark = pytest.mark.django_db


def test_days_away_go_once_they_are_long_over(service: Service) -> None:
    amina = make_helper(service)
    for days in (400, 10):
        day = today() - timedelta(days=days)
        Away.objects.create(volunteer=amina, first_day=day, day_after=day + timedelta(days=1))
    kind = retention_kinds.get("rosters.aways")
    due = kind.due(timezone.now() - timedelta(days=365))
    assert due.count() == 1
    assert "Amina" in kind.line(due.get())
    kind.let_go(due.get().pk)
    assert Away.objects.get().first_day == today() - timedelta(days=10)


def test_asks_go_but_not_while_somebody_is_still_sought(service: Service, shift: Shift) -> None:
    seat = put(make_helper(service), shift)
    make_helper(service, "Berta")
    covering.ask_cover(actor=HOUSE, assignment=seat)
    jobs.drain()
    CoverAsk.objects.update(asked_at=timezone.now() - timedelta(days=900))
    kind = retention_kinds.get("rosters.cover_asks")
    before = timezone.now() - timedelta(days=730)
    assert not kind.due(before).exists()
    CoverRequest.objects.update(state=CoverState.WITHDRAWN)
    ask = kind.due(before).get()
    assert "Berta" in kind.line(ask)
    kind.let_go(ask.pk)
    assert not CoverAsk.objects.exists()
    assert Assignment.objects.standing().get() == seat
