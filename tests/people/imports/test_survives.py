"""An import survives the death of its worker: it goes on by itself, nothing is lost or twice."""

import pytest

from tests.kernel.killing.conftest import (  # noqa: F401 - fixtures
    MakeHouse,
    empty_database,
    make_house,
)

pytestmark = pytest.mark.django_db
ROWS = 3500
BATCHES = "brug.people.services.imports.running:_do_batch"


@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_import_goes_on_after_its_worker_was_killed(
    make_house: MakeHouse,  # noqa: F811 - the fixture
    moment: str,
) -> None:
    house = make_house(transport="database")
    house.call("ask_for_import", rows=ROWS)
    house.await_end(house.worker(kill_at=(BATCHES, moment, 2)))
    ((state, done),) = house.rows("SELECT state, done FROM people_importrun")
    assert (state, done) == ("running", 1000)
    assert house.rows("SELECT COUNT(*) FROM people_contact") == [(1000,)]
    house.work_off()
    ((state, done),) = house.rows("SELECT state, done FROM people_importrun")
    assert (state, done) == ("done", ROWS)
    for table in ("people_contact", "people_emailaddress", "people_importrow"):
        assert house.rows(f"SELECT COUNT(*) FROM {table}") == [(ROWS,)], table
