"""What volunteering says of a match, in the reader's words."""

from typing import Any

import pytest
from django.utils import translation

from brug.volunteers.models import Theme
from brug.volunteers.rules import FULL_SCORE
from brug.volunteers.views.desk.unplaced import why_unplaced
from brug.volunteers.wording import in_words, percent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_dutch() -> Any:
    with translation.override("nl"):
        yield


def reason(code: str, **values: Any) -> dict[str, Any]:
    return {"code": code, "values": values}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (reason("distance", km=4.4), "op 4 km"),
        (reason("distance", km=1_204.0), "op 1.204 km"),
        (reason("languages", shared=["nl", "fr"]), "spreekt Nederlands, Frans"),
        (reason("themes", shared=["meeting"]), "deelt: Samen op stap"),
        (reason("themes", shared=["gone-since"]), "deelt: gone-since"),
        (
            reason("times", shared=["weekday-evening", "weekend-day"]),
            "kan komen: weekdagen, avond · weekend, overdag",
        ),
    ],
)
def test_each_reason_reads_as_a_sentence(told: dict[str, Any], said: str) -> None:
    Theme.objects.update_or_create(code="meeting", defaults={"names": {"nl": "Samen op stap"}})
    assert in_words([told]) == [said]


@pytest.mark.parametrize("language", ["fr", "en", "uk", "fa-af", "ps"])
def test_a_distance_is_said_in_every_language(language: str) -> None:
    with translation.override(language):
        [said] = in_words([reason("distance", km=12.6)])
    assert said
    assert "%" not in said


def test_what_nobody_said_is_left_out() -> None:
    silent = [reason("distance", km=None), reason("skills", shared=[]), {"code": "need"}]
    assert in_words(silent) == []


def test_a_score_is_a_share_of_what_fits_in_everything() -> None:
    assert [percent(0), percent(FULL_SCORE // 2), percent(FULL_SCORE)] == [0, 50, 100]


@pytest.mark.parametrize("code", ["no_openings", "forbidden", "full"])
def test_who_has_no_place_is_told_why(code: str) -> None:
    assert why_unplaced({"code": code}).endswith(".")


def test_what_stood_in_the_way_is_told_with_how_often() -> None:
    obstacles = [{"code": "radius", "openings": 3}, {"code": "age", "openings": 1}]
    told = why_unplaced({"code": "excluded", "obstacles": obstacles})
    assert told == "Geen plek past: te ver (3 plekken), alleen voor volwassenen (1 plek)"
