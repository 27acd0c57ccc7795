"""What campaigns and channels brought."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brug.kernel import jobs
from brug.kernel.answers import keeping
from brug.kernel.registries.schedules import schedules
from brug.kernel.roles import Role
from brug.people.models import Campaign, Contact
from brug.people.queries.results import (
    CHANNEL,
    Worth,
    acts_through,
    by,
    by_month,
    reckoned,
    whole,
)
from brug.people.services.attribution import Came
from brug.people.services.campaigns import change_campaign, make_campaign
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_person
from tests.people.desk.conftest import Enter, body

MAIL, FLYER = Came("newsletter", "email", "winter"), Came("flyer", "print", "winter")


@pytest.fixture
def winter(near: Contact, far: Contact) -> Campaign:
    """Near gave before and gives twice by mail; far is new and gives by flyer."""
    campaign = Campaign.objects.create(code="winter", name="Winter", cost=Decimal(40))
    act(near, "gift", days=90, amount=Decimal(5))
    for days in (10, 20):
        act(near, "gift", days=days, amount=Decimal("25.10"), came=MAIL)
    act(far, "gift", days=30, amount=Decimal(50), came=FLYER)
    act(far, "online_action", days=5, came=FLYER)
    act(make_person("Ander"), "online_action", came=Came("friend", "referral"))
    return campaign


def test_people_and_euros_are_counted_once(winter: Campaign) -> None:
    total = whole(acts_through(HOUSE, winter))
    assert (total.people, total.acts, total.euro) == (2, 4, Decimal("100.20"))
    assert (total.new_people, total.new_donors) == (1, 1)
    ways = {one.label: one for one in by(acts_through(HOUSE, winter), *CHANNEL)}
    assert ways["newsletter", "email"].euro == Decimal("50.20")
    assert ways["newsletter", "email"].new_donors == 0
    assert ways["flyer", "print"].new_people == 1
    assert sum(acts for _month, acts in by_month(acts_through(HOUSE, winter))) == 4
    assert whole(acts_through(HOUSE)).people == 3


def test_worth_is_told_where_it_can_be() -> None:
    worth = Worth(Decimal("100.20"), Decimal(40), 3)
    assert (worth.per_euro, worth.per_donor) == (Decimal("2.51"), Decimal("13.33"))
    assert Worth(Decimal(1), Decimal(0), 0).per_euro is None
    assert Worth(Decimal(1), Decimal(5), 0).per_donor is None


def test_a_campaigns_page_tells_what_it_brought(admin: Client, winter: Campaign) -> None:
    html = body(admin.get("/desk/campaigns/brought/winter/?source=Poster&medium=print"))
    for words in ("100.20", "2.51", "40.00", "flyer / print", "utm_source=poster"):
        assert words in html
    assert "/desk/campaigns/brought/winter/" in body(admin.get("/desk/campaigns/"))
    early = body(admin.get("/desk/campaigns/brought/winter/?since=2001-01-01&until=2001-02-01"))
    assert "Nobody came this way yet" in early


def test_channels_are_compared_over_all_campaigns(admin: Client, winter: Campaign) -> None:
    html = body(admin.get("/desk/campaigns/channels/"))
    for words in ("friend", "newsletter", "Winter"):
        assert words in html


def test_figures_go_along_as_a_file(admin: Client, enter: Enter, winter: Campaign) -> None:
    answer = admin.get("/desk/campaigns/brought/winter/?export=csv")
    assert b"flyer" in b"".join(answer.streaming_content)
    assert admin.get("/desk/campaigns/channels/?export=pdf").status_code == 404


def test_a_coordinator_counts_the_own_region(coordinator: Client, winter: Campaign) -> None:
    html = body(coordinator.get("/desk/campaigns/brought/winter/"))
    assert "50.20" in html
    assert "flyer" not in html


@pytest.mark.parametrize("extra", [0, 25])
def test_the_page_costs_the_same_however_many_acts(
    admin: Client, winter: Campaign, extra: int, django_assert_max_num_queries
) -> None:
    for number in range(extra):
        act(make_person(f"P{number}"), "gift", came=Came(f"source{number}", "x", "winter"))
    admin.get("/desk/campaigns/brought/winter/")
    with django_assert_max_num_queries(24):
        admin.get("/desk/campaigns/brought/winter/")


def test_who_sees_no_people_sees_no_results(enter: Enter) -> None:
    assert enter(Role.BOARD).get("/desk/campaigns/channels/").status_code in {302, 403}


def test_results_are_reckoned_once_and_anew_after_every_act(admin: Client, near: Contact) -> None:
    act(near, came=Came("newsletter", "email"))
    url = "/desk/campaigns/channels/"
    assert "newsletter" in body(admin.get(url))
    with CaptureQueriesContext(connection) as again:
        assert "newsletter" in body(admin.get(url))
    assert not [one for one in again.captured_queries if "NOT EXISTS" in one["sql"].upper()]
    act(near, came=Came("friend", "talk"))
    assert "friend" in body(admin.get(url))


def test_kept_results_of_one_region_are_not_shown_in_another(
    admin: Client, coordinator: Client, near: Contact, far: Contact
) -> None:
    act(near, came=Came("newsletter", "email"))
    act(far, came=Came("friend", "talk"))
    url = "/desk/campaigns/channels/"
    assert "friend" in body(admin.get(url))
    assert "friend" not in body(coordinator.get(url))
    assert "newsletter" in body(coordinator.get(url))


def test_a_campaign_that_gets_another_name_is_told_by_it(admin: Client, near: Contact) -> None:
    winter = make_campaign(actor=HOUSE, code="winter", name="Winter")
    act(near, came=Came("newsletter", "email", "winter"))
    url = "/desk/campaigns/channels/"
    assert "Winter" in body(admin.get(url))
    change_campaign(actor=HOUSE, campaign=winter, name="Warme winter")
    assert "Warme winter" in body(admin.get(url))


def test_dear_results_are_shown_with_their_time_until_the_worker_was_there(
    admin: Client, near: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", -1)
    act(near, came=Came("newsletter", "email"))
    url = "/desk/campaigns/channels/"
    assert "newsletter" in body(admin.get(url))
    act(near, came=Came("friend", "talk"))
    html = body(admin.get(url))
    assert "friend" not in html
    assert "What changed since is counted within five minutes" in html
    taken = admin.get(f"{url}?export=csv")
    assert b"friend" in b"".join(taken.streaming_content)  # a file is always exact
    act(near, came=Came("poster", "print"))
    schedules.get("kernel.refresh_answers").run()
    jobs.drain()
    html = body(admin.get(url))
    assert "poster" in html
    assert "What changed since" not in html


def test_first_acts_are_sought_once_for_all_ways_of_dividing(winter: Campaign) -> None:
    with CaptureQueriesContext(connection) as asked:
        told = reckoned(acts_through(HOUSE, winter))
    sought = [one for one in asked.captured_queries if "NOT EXISTS" in one["sql"].upper()]
    assert len(sought) == 2
    assert told.total == whole(acts_through(HOUSE, winter))
    assert told.channels == by(acts_through(HOUSE, winter), *CHANNEL)
