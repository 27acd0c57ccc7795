"""How the list of contacts is looked at: views, columns, filters, files of what is shown."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from brug.kernel.roles import Role
from brug.kernel.tables import read_table
from brug.people.models import Contact, EmailAddress, SavedView, Segment
from brug.people.services import relations, target_groups
from brug.people.services.attribution import Came
from brug.people.services.campaigns import make_campaign
from tests.factories.kernel import HOUSE
from tests.factories.people import act, make_municipality, make_organisation, make_person
from tests.people.desk.conftest import Enter, body

LIST = "/desk/people/"
VIEWS = f"{LIST}views/"


def names(client: Client, filters: str = "") -> list[str]:
    response = client.get(f"{LIST}?{filters}", follow=True)
    assert response.status_code == 200
    return [contact.name for contact in response.context["object_list"]]


def table(response) -> list[list[str]]:
    return [list(row.cells) for row in read_table(BytesIO(b"".join(response)), "export")]


def keep(client: Client, name: str = "Vrijwilligers", **told: object) -> SavedView:
    told = {"volunteer": "yes"} | told
    response = client.post(f"{VIEWS}new/", {"name": name, **told})
    assert response.status_code == 302, body(response)
    return SavedView.objects.latest("pk")


@pytest.fixture
def helper(near: Contact) -> Contact:
    """A volunteer beside the person of East Flanders."""
    return make_person("Aerts", "Bo", is_volunteer=True, email="bo@example.org")


# ---- Columns ----


def test_the_reader_chooses_columns_and_they_come_in_one_order(
    admin: Client, helper: Contact
) -> None:
    response = admin.get(f"{LIST}?columns=phone&columns=email&columns=nonsense")
    heads = [heading["label"] for heading in response.context["headings"]]
    assert heads == ["Naam", "E-mailadres", "Telefoon"]
    assert "bo@example.org" in body(response)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_holds_exactly_what_is_shown(admin: Client, helper: Contact, form: str) -> None:
    filters = f"columns=email&columns=municipality&ordering=-sort_name&export={form}"
    assert table(admin.get(f"{LIST}?{filters}")) == [
        ["Name", "E-mail address", "Municipality"],
        ["Zoë Müller", "zoe@example.org", "Gent"],
        ["Bo Aerts", "bo@example.org", ""],
    ]
    assert table(admin.get(f"{LIST}?volunteer=yes&export={form}"))[1][:2] == ["Bo Aerts", "Person"]


def test_every_column_has_its_words_and_its_value(admin: Client, helper: Contact) -> None:
    target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    ).contacts.add(helper)
    from brug.people.views.desk.contact_columns import CHOOSABLE

    filters = "&".join(f"columns={one.code}" for one in CHOOSABLE)
    assert "Pers" in body(admin.get(f"{LIST}?{filters}"))
    head, *rows = table(admin.get(f"{LIST}?{filters}&export=csv"))
    assert len(head) == len(CHOOSABLE)
    assert all(len(row) == len(head) for row in rows)


def test_columns_and_order_outlive_a_search(admin: Client, helper: Contact) -> None:
    html = body(admin.get(f"{LIST}?columns=email&ordering=-created_at"))
    for hidden in ('name="columns" value="email"', 'name="ordering" value="-created_at"'):
        assert hidden in html


@pytest.mark.parametrize(
    "filters", ["columns=email&columns=phone&columns=city", "columns=groups&columns=speaks"]
)
def test_chosen_columns_take_no_query_a_row(admin: Client, helper: Contact, filters: str) -> None:
    def queries() -> int:
        admin.get(f"{LIST}?{filters}")
        with CaptureQueriesContext(connection) as asked:
            admin.get(f"{LIST}?{filters}")
        return len(asked)

    few = queries()
    for number in range(20):
        make_person("P", f"{number}", email=f"p{number}@example.org", languages=("ar",))
    assert queries() == few


# ---- Views ----


def test_a_view_brings_back_filters_columns_and_order(admin: Client, helper: Contact) -> None:
    view = keep(admin, columns=["email"], ordering="-created_at")
    response = admin.get(f"{LIST}?view={view.pk}", follow=True)
    assert [contact.name for contact in response.context["object_list"]] == ["Bo Aerts"]
    assert [one.code for one in response.context["view"].chosen] == ["name", "email"]
    assert response.context["view"].ordering == "-created_at"
    assert "Keep in “Vrijwilligers”" not in body(response)


def test_what_was_searched_for_is_never_kept(admin: Client, helper: Contact) -> None:
    view = keep(admin, q="aerts", nonsense="x")
    assert view.filters == {"volunteer": ["yes"]}


def test_a_view_that_was_changed_on_the_screen_can_be_kept_as_it_is_now(
    admin: Client, helper: Contact
) -> None:
    view = keep(admin)
    html = body(admin.get(f"{LIST}?view={view.pk}&volunteer=no"))
    assert "Keep in “Vrijwilligers”" in html
    admin.post(f"{VIEWS}{view.pk}/replace/", {"volunteer": "no", "columns": ["email"]})
    view.refresh_from_db()
    assert (view.filters, view.columns) == ({"volunteer": ["no"]}, ["email"])


def test_a_list_begins_with_the_chosen_view_and_everybody_is_one_step_away(
    admin: Client, helper: Contact
) -> None:
    view = keep(admin)
    assert len(names(admin)) == 2
    admin.post(f"{VIEWS}{view.pk}/first/")
    assert names(admin) == ["Bo Aerts"]
    assert len(names(admin, "view=all")) == 2
    admin.post(f"{VIEWS}{view.pk}/not-first/")
    assert len(names(admin)) == 2


def test_a_view_is_renamed_removed_and_put_back(admin: Client, helper: Contact) -> None:
    view = keep(admin)
    admin.post(f"{VIEWS}{view.pk}/", {"name": "Helpers", "role": ""})
    assert "Helpers" in body(admin.get(VIEWS))
    response = admin.post(f"{VIEWS}{view.pk}/remove/", follow=True)
    assert "Put back" in body(response)
    assert "Helpers" not in body(admin.get(LIST))
    admin.post(f"{VIEWS}{view.pk}/put-back/")
    assert "Helpers" in body(admin.get(LIST))


def test_a_name_that_is_taken_is_said_so(admin: Client, helper: Contact) -> None:
    keep(admin)
    response = admin.post(f"{VIEWS}new/", {"name": "Vrijwilligers", "volunteer": "no"})
    assert response.status_code == 422
    assert "You have a view of that name already" in body(response)
    assert 'name="volunteer" value="no"' in body(response)


def test_a_shared_view_shows_its_reader_whom_they_may_see(
    admin: Client, coordinator: Client, near: Contact, far: Contact
) -> None:
    view = keep(admin, volunteer="no", role=Role.COORDINATOR)
    assert names(coordinator, f"view={view.pk}") == ["Zoë Müller"]
    assert "Vrijwilligers" in body(coordinator.get(VIEWS))
    assert coordinator.get(f"{VIEWS}{view.pk}/").status_code == 404
    assert coordinator.post(f"{VIEWS}{view.pk}/remove/").status_code == 404
    assert coordinator.post(f"{VIEWS}{view.pk}/first/").status_code == 302


def test_a_view_of_another_opens_nothing(admin: Client, coordinator: Client, near: Contact) -> None:
    view = keep(admin)
    assert names(coordinator, f"view={view.pk}") == ["Zoë Müller"]
    assert names(coordinator, "view=99999999999999") == ["Zoë Müller"]
    assert admin.post(f"{VIEWS}{view.pk}/nonsense/").status_code == 404


# ---- Filters ----


def test_people_are_found_by_place(admin: Client, near: Contact, far: Contact) -> None:
    assert names(admin, "place=gent") == ["Zoë Müller"]
    assert names(admin, "place=3500") == ["Aylin Özdemir"]
    assert names(admin, "place=1234") == names(admin, "place=nergens") == []


def test_people_are_found_by_how_they_are_reached(admin: Client, near: Contact) -> None:
    make_person("Aerts", "Bo", phone="0470 12 34 56")
    assert names(admin, "reach=email") == ["Zoë Müller"]
    assert names(admin, "reach=no-email") == names(admin, "reach=phone") == ["Bo Aerts"]
    assert names(admin, "reach=email&reach=phone") == []
    assert names(admin, "reach=no-phone&reach=address") == ["Zoë Müller"]
    assert names(admin, "reach=bounced") == []
    EmailAddress.objects.update(bounced_at=timezone.now())
    assert names(admin, "reach=bounced") == ["Zoë Müller"]


def test_people_are_found_by_what_they_speak_and_when_they_came(admin: Client) -> None:
    month_ago = timezone.now() - timedelta(days=30)
    make_person("Oud", "", languages=("ar",), known_since=month_ago)
    make_person("Nieuw", "")
    since = (timezone.localdate() - timedelta(days=7)).isoformat()
    assert names(admin, "speaks=ar") == ["Oud"]
    assert names(admin, f"created_from={since}") == ["Nieuw"]
    assert names(admin, f"created_to={since}") == ["Oud"]


def test_people_are_found_by_the_way_they_came(admin: Client, near: Contact) -> None:
    campaign = make_campaign(actor=HOUSE, code="winter", name="Winter")
    act(near, came=Came("nieuwsbrief", "mail", "winter"))
    act(make_person("Aerts", "Bo"), came=Came("straat", "flyer"))
    assert names(admin, "source=straat") == ["Bo Aerts"]
    assert names(admin, f"campaign={campaign.pk}") == ["Zoë Müller"]


def test_people_are_found_by_how_long_they_were_quiet(admin: Client) -> None:
    act(make_person("Vroeg", ""), days=60)
    act(make_person("Laat", ""), days=2)
    make_person("Nooit", "")
    since = (timezone.localdate() - timedelta(days=30)).isoformat()
    assert sorted(names(admin, f"quiet_since={since}")) == ["Nooit", "Vroeg"]


def test_people_are_found_by_target_group_and_segment(admin: Client, near: Contact) -> None:
    group = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    group.contacts.add(near)
    make_organisation("Krant")
    assert names(admin, f"group={group.pk}") == ["Zoë Müller"]
    leaf = {"is": "people.kind", "with": {"kind": "organisation"}}
    Segment.objects.create(code="o", name="O", is_shared=True, tree={"version": 1, "all": [leaf]})
    assert names(admin, "segment=o") == ["Krant"]
    assert names(admin, "segment=volunteers") == []


def test_a_segment_that_cannot_be_counted_shows_nobody(admin: Client, near: Contact) -> None:
    Segment.objects.create(code="broken", name="Stuk", is_shared=True, tree={"version": 99})
    assert names(admin, "segment=broken") == []


def test_the_segments_of_others_cannot_be_chosen(enter: Enter, near: Contact) -> None:
    Segment.objects.create(code="own", name="Van een ander", tree={}, is_shared=False)
    assert "Van een ander" not in body(enter(Role.STAFF_POLICY).get(LIST))


def test_a_coordinator_filters_within_the_border(
    coordinator: Client, near: Contact, far: Contact
) -> None:
    make_municipality("3500", "Hasselt", "LIM")
    relations.relate(actor=HOUSE, kind="works-for", tie=relations.Tie(near.pk, far.pk))
    for filters in ("place=3500", "place=hasselt", "reach=email", "quiet_since=2030-01-01"):
        assert "Aylin Özdemir" not in names(coordinator, filters)
