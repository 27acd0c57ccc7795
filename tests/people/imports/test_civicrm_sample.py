"""The sample database of CiviCRM comes in whole; a second run changes nothing."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from brug.kernel.tables.dump_reading import Dump
from brug.people.enums import ConsentState, EngagementKind
from brug.people.import_words import Fate, PastKind, Profile, Reason
from brug.people.models import (
    Consent,
    Contact,
    EmailAddress,
    Engagement,
    ImportedKey,
    ImportRow,
    Note,
    PastRecord,
    Phone,
    PostalAddress,
    Relation,
    TargetGroup,
)
from tests.people.imports.conftest import bring, totals

pytestmark = pytest.mark.django_db
KINDS = [
    "contact",
    "email",
    "phone",
    "address",
    "relationship",
    "relationship_type",
    "group",
    "group_contact",
    "activity",
    "activity_contact",
    "contribution",
    "membership",
    "participant",
    "note",
    "website",
    "tag",
    "entity_tag",
]


def rows_of(files: list[Path]) -> Counter[str]:
    """How many rows each table of a dump has."""
    found: Counter[str] = Counter()
    columns: dict[str, tuple[str, ...]] = {}
    for path in files:
        with path.open("rb") as stream:
            dump = Dump(stream, path.name, columns=columns)
            found.update(row.table.removeprefix("civicrm_") for row in dump.rows())
    return found


def standing() -> dict[str, int]:
    models = (
        Contact,
        EmailAddress,
        Phone,
        PostalAddress,
        Relation,
        Engagement,
        PastRecord,
        Note,
        TargetGroup,
        Consent,
        ImportedKey,
        TargetGroup.contacts.through,
    )
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.fixture
def run(civicrm: list[Path]):
    return bring(*civicrm, profile=Profile.CIVICRM_SQL)


def test_every_row_of_every_table_has_a_fate(run, civicrm: list[Path]) -> None:
    counted = {table: sum(fates.values()) for table, fates in run.counts.items()}
    assert counted == dict(rows_of(civicrm))
    assert run.done == run.total == sum(counted.values())
    told = Counter[str]()
    for table, rows in ImportRow.objects.filter(run=run).values_list("table", "rows"):
        told[table] += rows
    assert told == counted


def test_nothing_is_refused_and_what_is_passed_over_says_why(run) -> None:
    rows = ImportRow.objects.filter(run=run)
    assert not rows.filter(fate=Fate.REFUSED).exists()
    assert not rows.filter(fate=Fate.SKIPPED, reason="").exists()
    assert set(
        rows.filter(fate=Fate.SKIPPED, table__in=KINDS).values_list("reason", flat=True)
    ) == {
        Reason.NAMES_NOBODY,
        Reason.OF_DECEASED,
        Reason.TOLD_ELSEWHERE,
    }


def test_contacts_and_ways_to_reach_them_are_all_there(run) -> None:
    assert run.counts["contact"] == {"made": 202}
    assert Contact.objects.filter(external_id__startswith="civicrm:").count() == 202
    assert EmailAddress.objects.count() == run.counts["email"]["made"] == 187
    assert Phone.objects.count() == run.counts["phone"]["made"] == 168
    assert PostalAddress.objects.count() == run.counts["address"]["made"] == 173
    patel = Contact.objects.get(external_id="civicrm:3")
    assert (patel.name, patel.birth_year) == ("Teddy Patel", 1997)
    for model in (EmailAddress, Phone, PostalAddress):
        owners = set(model._default_manager.values_list("contact_id", flat=True))
        mains = model._default_manager.filter(is_primary=True).values_list("contact_id", flat=True)
        assert sorted(mains) == sorted(owners)


def test_ties_groups_and_gifts_are_all_there(run) -> None:
    assert run.counts["relationship"] == {"made": 215}
    # Memberships tie people to the organisation that they are members of, too.
    assert Relation.objects.exclude(kind__code="member-of").count() == 215
    assert Relation.objects.filter(kind__code="works-for").exists()
    assert run.counts["group"] == {"made": 4}
    assert run.counts["group_contact"] == {"made": 84}
    assert run.counts["contribution"] == {"made": 111}
    assert Engagement.objects.filter(kind=EngagementKind.GIFT).count() == 111
    (_euro,) = Engagement.objects.exclude(amount=None)
    assert PastRecord.objects.filter(kind=PastKind.PAYMENT).count() == 110
    assert run.counts["membership"] == {"made": 30}
    assert PastRecord.objects.filter(kind=PastKind.MEMBERSHIP).count() == 30
    assert PastRecord.objects.filter(kind=PastKind.PARTICIPATION).count() == 50
    assert Note.objects.count() == 20


def test_a_no_is_kept_with_its_proof_and_a_yes_is_never_given(run) -> None:
    states = set(Consent.objects.values_list("state", flat=True))
    assert states == {ConsentState.WITHDRAWN}
    whom = Contact.objects.get(external_id="civicrm:2")
    consent = whom.consents.filter(channel="phone").first()
    assert consent.events.get().where == "import"
    assert consent.events.get().wording == "civicrm: do_not_phone"


def test_a_second_run_changes_nothing(run, civicrm: list[Path]) -> None:
    before = standing()
    again = bring(*civicrm, profile=Profile.CIVICRM_SQL)
    assert standing() == before
    assert set(totals(again)) == {Fate.UNCHANGED, Fate.SKIPPED, Fate.MERGED}
    assert set(again.counts["contact"]) == {"unchanged"}


def test_a_trial_tells_what_a_run_does_and_writes_nothing(civicrm: list[Path]) -> None:
    before = standing()
    trial = bring(*civicrm, profile=Profile.CIVICRM_SQL, is_trial=True)
    assert standing() == before
    real = bring(*civicrm, profile=Profile.CIVICRM_SQL)
    assert trial.counts == real.counts

    def rows(run) -> list[tuple[object, ...]]:
        found = ImportRow.objects.filter(run=run).order_by("table", "line", "key")
        return list(found.values_list("table", "line", "key", "fate", "reason", "detail"))

    assert rows(trial) == rows(real)


def test_exports_come_in_whole_too(civicrm_csv: list[Path]) -> None:
    run = bring(*civicrm_csv, profile=Profile.CIVICRM_CSV)
    for path in civicrm_csv:
        with path.open(encoding="utf-8", newline="") as file:
            count = sum(1 for _row in csv.reader(file)) - 1
        assert count in {sum(fates.values()) for fates in run.counts.values()}, path.name
    assert totals(run)[Fate.REFUSED] == 0
    assert Contact.objects.count() == 202
    before = standing()
    again = bring(*civicrm_csv, profile=Profile.CIVICRM_CSV)
    assert standing() == before
    assert not {Fate.MADE, Fate.CHANGED, Fate.REFUSED} & set(totals(again))
