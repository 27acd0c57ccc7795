"""A volunteer's own pages: swaps, and open places."""

from datetime import timedelta

import pytest
from django.test import Client

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.rosters.enums import SwapState
from brug.rosters.models import (
    Assignment,
    Service,
    Shift,
    Swap,
)
from brug.rosters.services import swapping
from brug.rosters.services.needs import Sought
from tests.factories.rosters import (
    make_helper,
    make_role,
    make_service,
    make_shift,
    need_of,
    put,
)
from tests.rosters.conftest import Enter, link_in, told

pytestmark = pytest.mark.django_db

MINE = "/nl/my/shifts/"


class TestSwap:
    """Two people swap."""

    @pytest.fixture
    def seats(self, service: Service, shift: Shift) -> tuple[Assignment, Assignment]:
        other = make_shift(service, shift.day + timedelta(days=2))
        return put(make_helper(service), shift), put(make_helper(service, "Berta"), other)

    def test_one_chooses_a_shift_and_the_other_says_yes_by_mail(
        self, enter: Enter, seats: tuple[Assignment, Assignment]
    ) -> None:
        mine, theirs = seats
        client = enter(mine.volunteer)
        address = f"{MINE}{mine.public_id}/"
        assert "Vraag om te ruilen" in told(client, address)
        client.post(f"{address}swap/", {"wanted": str(theirs.public_id)})
        assert "Aangeboden om te ruilen" in told(client, address)
        link = link_in("swap_asked")
        assert "wil graag shifts met je ruilen" in told(Client(), link)
        done = Client().post(link, {"word": "yes"})
        assert "Jullie ruilden" in done.content.decode()
        assert Swap.objects.get().state == SwapState.DONE
        assert theirs.shift.hours in told(client, MINE)

    def test_an_offer_is_taken_back(
        self, enter: Enter, seats: tuple[Assignment, Assignment]
    ) -> None:
        mine, theirs = seats
        client = enter(mine.volunteer)
        address = f"{MINE}{mine.public_id}/"
        client.post(f"{address}swap/", {"wanted": str(theirs.public_id)})
        client.post(f"{address}unswap/")
        link = link_in("swap_asked")
        assert "Niet meer mogelijk" in Client().post(link, {"word": "yes"}).content.decode()
        assert set(Assignment.objects.standing()) == {mine, theirs}

    def test_a_shift_that_cannot_be_swapped_is_refused(
        self, enter: Enter, seats: tuple[Assignment, Assignment], service: Service
    ) -> None:
        mine, _theirs = seats
        role = make_role(service, "Jurist")
        day = mine.shift.day + timedelta(days=4)
        far = put(make_helper(service, "Cem", role), make_shift(service, day, Sought(role.pk)))
        client = enter(mine.volunteer)
        address = f"{MINE}{mine.public_id}/swap/"
        client.post(address, {"wanted": str(far.public_id)})
        assert client.post(address, {"wanted": "geen-sleutel"}).status_code == 404
        assert not Swap.objects.exists()

    def test_an_offer_is_answered_on_ones_own_page(
        self, enter: Enter, seats: tuple[Assignment, Assignment]
    ) -> None:
        mine, theirs = seats
        swap = swapping.offer_swap(
            actor=Actor.person(mine.volunteer.person_id), offered=mine, wanted=theirs
        )
        client = enter(theirs.volunteer)
        assert "wil graag ruilen" in told(client, MINE)
        page = client.post(f"{MINE}swap/{swap.public_id}/", {"word": "no"})
        assert "Alles blijft zoals het was" in page.content.decode()
        stranger = enter(mine.volunteer)
        assert stranger.get(f"{MINE}swap/{swap.public_id}/").status_code == 404


class TestOpenPlaces:
    """What one can take oneself."""

    def test_open_places_that_fit_are_shown_and_taken(self, enter: Enter, service: Service) -> None:
        amina = make_helper(service)
        open_ = make_shift(service, today() + timedelta(days=8))
        client = enter(amina)
        assert "Hier hebben we nog iemand nodig" in told(client, MINE)
        client.post(f"{MINE}take/{need_of(open_).pk}/")
        assert Assignment.objects.standing().get().volunteer == amina
        assert "Hier hebben we nog iemand nodig" not in told(client, MINE)

    def test_places_that_do_not_fit_or_are_far_off_are_not_shown(
        self, enter: Enter, service: Service
    ) -> None:
        role = make_role(service, "Jurist")
        amina = make_helper(service)
        make_shift(service, today() + timedelta(days=8), Sought(role.pk))
        make_shift(service, today() + timedelta(days=9), Sought(languages=("ps",)))
        make_shift(service, today() + timedelta(days=30))
        assert "Hier hebben we nog iemand nodig" not in told(enter(amina), MINE)

    def test_a_place_of_another_service_is_not_to_be_had(
        self, enter: Enter, service: Service
    ) -> None:
        client = enter(make_helper(service))
        other = make_shift(make_service("Elders"))
        assert client.post(f"{MINE}take/{need_of(other).pk}/").status_code == 404
