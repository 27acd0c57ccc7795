"""Whatever changes what a figure counts changes its watermark, so that no old figure passes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.periods import Period, today
from brug.kernel.regions.services import load_regions
from brug.kernel.watermarks import GAPS
from brug.people.enums import ContactKind
from brug.people.measures import contacts_watermark, journal_watermark
from brug.people.models import ChangeMark, Contact, Merge
from brug.people.services import joining
from brug.people.services.addresses import set_postal_address
from brug.people.services.consent import Proof
from brug.people.services.contacts import change_contact
from brug.people.services.imports import steps
from brug.people.services.intake import Arrival
from brug.people.services.marks import mark_contacts_changed, mark_journal_changed, tidy_marks
from brug.people.services.merging import merge_contacts, undo_merge
from brug.people.services.privacy import erase_person
from brug.people.services.unconfirmed import KEPT, forget_unconfirmed
from tests.factories.people import HOUSE, act, make_municipality, make_person
from tests.people.imports.conftest import bring

pytestmark = pytest.mark.django_db
TABLE = "id,voornaam,naam,straat,postcode\n1,Jan,Peeters,Dok 1,9000\n"


@pytest.fixture
def person() -> Contact:
    """Somebody in Gent; Genk can be moved to."""
    make_municipality("3600", "Genk", "LIM")
    make_municipality("9000", "Gent", "OVL")
    return make_person(postal_code="9000", known_since=timezone.now() - timedelta(days=30))


def _merge(person: Contact) -> None:
    other = Contact.objects.exclude(pk=person.pk).get()
    merge_contacts(actor=HOUSE, keep_id=person.pk, lose_id=other.pk)


def _undo(_person: Contact) -> None:
    undo_merge(actor=HOUSE, merge_id=Merge.objects.get().pk)


CHANGES: dict[str, Callable[[Contact], object]] = {
    "moves": lambda one: set_postal_address(actor=HOUSE, contact_id=one.pk, postal_code="3600"),
    "address goes": lambda one: set_postal_address(actor=HOUSE, contact_id=one.pk),
    "changes kind": lambda one: change_contact(
        actor=HOUSE, contact_id=one.pk, kind=ContactKind.ORGANISATION, organisation_name="Welkom"
    ),
    "is forgotten": lambda one: erase_person(actor=HOUSE, person_id=one.pk, reason="asked"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_what_counts_shows(
    person: Contact, change: Callable[[Contact], object]
) -> None:
    before = contacts_watermark()
    change(person)
    assert contacts_watermark() != before


def test_a_merge_and_its_undoing_show_in_both(person: Contact) -> None:
    # A later contact stays the newest: the highest key and the count of keys alone would not tell.
    make_person("Peters", "Jan")
    for change in (_merge, _undo):
        before = contacts_watermark(), journal_watermark()
        change(person)
        after = contacts_watermark(), journal_watermark()
        assert before[0] != after[0]
        assert before[1] != after[1]


def test_what_counts_nowhere_leaves_the_figures_standing(person: Contact) -> None:
    before = contacts_watermark(), journal_watermark()
    change_contact(actor=HOUSE, contact_id=person.pk, first_name="Johan")
    set_postal_address(actor=HOUSE, contact_id=person.pk, postal_code="9000", street="Dok 2")
    assert (contacts_watermark(), journal_watermark()) == before


def test_an_import_that_moves_or_renames_somebody_shows_and_so_does_its_undoing(
    person: Contact,
) -> None:
    first = bring(TABLE)
    before = contacts_watermark()
    bring(TABLE.replace("9000", "3600"))
    moved = contacts_watermark()
    assert moved != before
    bring(TABLE.replace("9000", "3600"))
    assert contacts_watermark() == moved, "nothing changed"
    steps.undo_import(actor=HOUSE, run_id=first.pk)
    jobs.drain()
    assert contacts_watermark() != moved


def test_sign_ups_that_go_show(person: Contact) -> None:
    joining.join(
        actor=Actor.visitor(),
        arrival=Arrival(email="noor@example.org", first_name="Noor"),
        purposes=["news"],
        proof=Proof(where="sign-up", language="nl"),
    )
    make_person("Later")
    before = contacts_watermark()
    assert forget_unconfirmed(actor=HOUSE) == 0
    assert contacts_watermark() == before
    with time_machine.travel(timezone.now() + KEPT + timedelta(minutes=5)):
        assert forget_unconfirmed(actor=HOUSE) == 1
    assert contacts_watermark() != before


def test_the_two_subjects_do_not_disturb_each_other() -> None:
    before = contacts_watermark(), journal_watermark()
    mark_contacts_changed()
    assert contacts_watermark() != before[0]
    assert journal_watermark() == before[1]
    mark_journal_changed()
    assert journal_watermark() != before[1]


def test_marks_at_which_nobody_looks_go_and_no_watermark_notices() -> None:
    mark_journal_changed()
    ChangeMark.objects.bulk_create(ChangeMark(subject="contacts") for _ in range(GAPS + 20))
    before = contacts_watermark(), journal_watermark()
    tidy_marks()
    assert ChangeMark.objects.filter(subject="contacts").count() == GAPS
    assert ChangeMark.objects.filter(subject="journal").count() == 1
    assert (contacts_watermark(), journal_watermark()) == before
    tidy_marks()
    assert (contacts_watermark(), journal_watermark()) == before


def test_a_figure_by_region_follows_who_moved(person: Contact) -> None:
    from brug.kernel.registries.measures import measures
    from brug.plan.figures.series import Series
    from brug.plan.figures.shelf import Shelf

    cache.clear()
    gent, genk = make_municipality("9000"), make_municipality("3600")
    span = Period.year(today().year - 1).start, Period.year(today().year).end
    wanted = (Series.of("people.new_contacts", {}), Period(*span))
    assert measures.get("people.new_contacts").watermark == contacts_watermark
    assert Shelf().get([wanted])[wanted].value(gent.working_region_id) == 1
    set_postal_address(actor=HOUSE, contact_id=person.pk, postal_code="3600")
    taken = Shelf().get([wanted])[wanted]
    assert (taken.value(gent.working_region_id), taken.value(genk.working_region_id)) == (0, 1)
    act(person)
    assert Shelf().get([wanted])[wanted].computed_at == taken.computed_at


def test_another_tree_of_regions_makes_figures_by_region_old(tmp_path: Path) -> None:
    tree = tmp_path / "regions.yaml"
    for kind in ("province", "working_region"):
        before = contacts_watermark(), journal_watermark()
        tree.write_text(
            "country: XX\nregions:\n  - {code: XX, kind: country, names: {nl: Verweg}, children: "
            f"[{{code: N, kind: {kind}, names: {{nl: Noord}}}}]}}\n",
            "utf8",
        )
        load_regions(actor=HOUSE, source=tree)
        after = contacts_watermark(), journal_watermark()
        assert after[0] != before[0]
        assert after[1] != before[1]
    load_regions(actor=HOUSE, source=tree)
    assert (contacts_watermark(), journal_watermark()) == after
