"""The desk of rosters: a roster, from asking to publishing."""

import pytest
from django.test import Client

from brug.kernel import jobs
from brug.rosters.models import (
    Assignment,
    Draft,
    Service,
)
from brug.rosters.services.needs import Sought
from tests.factories.rosters import (
    make_helper,
    make_pattern,
    make_service,
    need_of,
    next_week,
    working_days_of,
)
from tests.rosters.conftest import told

pytestmark = pytest.mark.django_db


class TestDrafts:
    """A roster, from asking to publishing."""

    @pytest.fixture
    def staffed(self, service: Service) -> Service:
        """A service with a shift each working day and two people for it."""
        make_pattern(service, Sought(), Sought(languages=("ps",)))
        for name in ("Amina", "Berta"):
            make_helper(service, name)
        return service

    def ask(self, desk: Client, service: Service) -> str:
        answer = desk.post(
            "/desk/roster-drafts/",
            {
                "services": [str(service.pk)],
                "first_day": next_week().start.isoformat(),
                "last_day": next_week().last_day.isoformat(),
            },
        )
        return str(answer.headers["Location"])

    def test_it_is_worked_out_looked_at_changed_and_published(
        self, desk: Client, staffed: Service
    ) -> None:
        address = self.ask(desk, staffed)
        assert "Het rooster wordt uitgewerkt" in told(desk, address)
        assert "data-poll" in told(desk, f"{address}progress/")
        jobs.drain()
        assert "data-poll" not in told(desk, f"{address}progress/")
        days = working_days_of(next_week())
        page = told(desk, address)
        assert f"{days} van {2 * days} plaatsen" in page
        assert "spreekt de taal niet die nodig is" in page
        draft = Draft.objects.get()
        first = draft.seats.order_by("shift__starts").first()
        assert first is not None
        desk.post(f"{address}do/take-out/", {"seat": first.pk})
        desk.post(f"{address}do/put/", {"need": first.need_id, "volunteer": first.volunteer_id})
        pinned = draft.seats.get(need=first.need_id)
        assert pinned.is_pinned
        desk.post(f"{address}do/again/", {"pin": [pinned.pk]})
        jobs.drain()
        assert draft.seats.get(need=first.need_id).volunteer_id == first.volunteer_id
        desk.post(f"{address}do/publish/")
        assert Assignment.objects.standing().count() == days
        assert "Gepubliceerd" in told(desk, "/desk/roster-drafts/")
        refused = desk.post(f"{address}do/drop/", follow=True)
        assert "Dit rooster is gepubliceerd" in refused.content.decode()

    def test_it_is_thrown_away(self, desk: Client, staffed: Service) -> None:
        address = self.ask(desk, staffed)
        answer = desk.post(f"{address}do/drop/")
        assert answer.headers["Location"] == "/desk/roster-drafts/"
        assert not Draft.objects.exists()
        assert desk.get(address).status_code == 404

    def test_what_cannot_be_is_refused_with_what_to_do(
        self, desk: Client, staffed: Service
    ) -> None:
        address = self.ask(desk, staffed)
        too_soon = desk.post(f"{address}do/publish/", follow=True)
        assert "nog niet uitgewerkt" in too_soon.content.decode()
        nobody = desk.post(f"{address}do/put/", {}, follow=True)
        assert "Kies eerst iemand" in nobody.content.decode()
        assert desk.post(f"{address}do/dans/").status_code == 404
        empty = desk.post("/desk/roster-drafts/", {"first_day": "morgen"})
        assert empty.status_code == 422

    def test_it_goes_out_as_a_list(self, desk: Client, staffed: Service) -> None:
        address = self.ask(desk, staffed)
        jobs.drain()
        for name in (address, "/desk/roster-drafts/"):
            answer = desk.get(f"{name}?export=csv")
            text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
            assert "Startpunt" in text

    def test_somebody_put_in_who_does_not_help_there_is_told_when_published(
        self, desk: Client, staffed: Service
    ) -> None:
        address = self.ask(desk, staffed)
        jobs.drain()
        stranger = make_helper(make_service("Elders"), "Cem", languages=["nl", "ps"])
        shift = staffed.shifts.order_by("starts").first()
        assert shift is not None
        need = need_of(shift, 1)
        desk.post(f"{address}do/put/", {"need": need.pk, "volunteer": stranger.pk})
        desk.post(f"{address}do/publish/")
        seat = Draft.objects.get().seats.get(need=need)
        assert "helpt niet in deze dienst" in seat.refused
        assert "Kon niet meer gegeven worden" in told(desk, address)
