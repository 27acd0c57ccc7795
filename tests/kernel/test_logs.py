"""No personal data gets into the logs, whichever way it tries."""

import json
import logging
import re
import sys
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brug.kernel import tokens
from brug.kernel.logs import DiscreetJson, DiscreetText, OutspokenText, redact

FORMATTERS = [DiscreetJson(), DiscreetText()]

# Addresses as people have them, not all that a standard allows.
_PART = st.from_regex(r"[a-zà-ÿA-Z0-9][a-zà-ÿA-Z0-9.+_'&-]{0,20}", fullmatch=True)
emails = st.builds("{}@{}.{}".format, _PART, _PART, st.sampled_from(["be", "org", "brussels"]))
_SEPARATOR = st.sampled_from(["", " ", ".", "/", "-", ") ", " - "])


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Telephone, register and card numbers: nine to sixteen digits, in groups."""
    digits = draw(st.from_regex(r"[0-9]{9,16}", fullmatch=True))
    separator = draw(st.sampled_from(["", " ", ".", "/", "-"]))
    size = draw(st.integers(min_value=1, max_value=6))
    groups = [digits[start : start + size] for start in range(0, len(digits), size)]
    return draw(st.sampled_from(["", "+"])) + separator.join(groups)


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """Account numbers of any country, in groups of four or in one."""
    plain = draw(st.from_regex(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,26}", fullmatch=True))
    groups = [plain[start : start + 4] for start in range(0, len(plain), 4)]
    return draw(st.sampled_from(["", " "])).join(groups)


personal = emails | numbers() | accounts()
around = st.sampled_from(["", "of ", "tel:", "user=", "(", '"', "at /x/", "Key (email)=("])
after = st.sampled_from(["", " failed", ": no", ")", '"', ",", " already exists"])


def _record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    record = logging.makeLogRecord({"name": "brug.x", "levelname": "INFO", "msg": message})
    record.args = args
    record.__dict__.update(extra)
    return record


@given(personal, around, after)
def test_who_somebody_is_does_not_get_through_a_message(who: str, before: str, behind: str) -> None:
    for formatter in FORMATTERS:
        line = formatter.format(_record("%s", f"{before}{who}{behind}"))
        assert who not in line
        assert _digits(who) not in _digits(line.partition("brug.x")[2]) or not _digits(who)


def _digits(text: str) -> str:
    found = re.sub(r"\D", "", text)
    return found if len(found) >= 9 else ""


@given(personal | st.text(min_size=4, max_size=30))
def test_what_an_error_says_does_not_get_through(who: str) -> None:
    # Some short texts stand in any traceback, such as "File".
    assume(len(who.strip()) > 6)
    try:
        raise ValueError(who)
    except ValueError:
        record = _record("it failed", exc_info=sys.exc_info())
    for formatter in FORMATTERS:
        line = formatter.format(record)
        assert who not in line
        assert "ValueError" in line
        assert "test_logs.py" in line


@given(personal | st.text(min_size=8))
def test_fields_that_nobody_named_do_not_get_through(who: str) -> None:
    assume(who.strip() and who not in str(DiscreetText().format(_record("saved"))))
    for formatter in FORMATTERS:
        assert who not in formatter.format(_record("saved", contact=who, request=who, stack=who))


@given(st.integers(min_value=0), st.timedeltas(min_value=timedelta(1), max_value=timedelta(9999)))
def test_tokens_of_links_do_not_get_through(key: int, lasts: timedelta) -> None:
    token = tokens.make("x", {"person": key}, lasts=lasts)
    assert token not in redact(f"asked for /nl/my/{token}/ twice")
    assert token.split(":")[-1] not in redact(f"bad token {token}")


@pytest.mark.parametrize(
    "text",
    [
        "12 mails sent in 3.25 s",
        "job kernel.take_turn (kernel.figures#2026-11-23) failed",
        "begun at 2026-11-23 20:14:03,324 and over",
        "plan 7: 37 indicators of 2026-2030 taken",
    ],
)
def test_what_names_nobody_stays_readable(text: str) -> None:
    assert redact(text) == text


def test_a_line_of_json_has_time_level_place_and_message() -> None:
    line = json.loads(DiscreetJson().format(_record("request", status=200, route="/nl/", ms=3.5)))
    assert {"level": "INFO", "logger": "brug.x", "message": "request"}.items() <= line.items()
    assert {"status": 200, "route": "/nl/", "ms": 3.5}.items() <= line.items()
    assert "time" in line


def test_a_developer_reads_what_an_error_says() -> None:
    try:
        raise ValueError("the tree has no root")
    except ValueError:
        record = _record("it failed", exc_info=sys.exc_info())
    assert "the tree has no root" in OutspokenText().format(record)
