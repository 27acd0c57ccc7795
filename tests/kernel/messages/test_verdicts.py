"""What an error of the relay means."""

import smtplib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brug.kernel.messages.verdicts import Verdict, judge, reason

codes = st.integers(min_value=400, max_value=599)
connection_errors = st.sampled_from(
    [
        OSError("no route"),
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPConnectError(421, "busy"),
        smtplib.SMTPHeloError(500, "who?"),
        smtplib.SMTPAuthenticationError(535, b"wrong password"),
        smtplib.SMTPSenderRefused(550, b"not from here", "a@example.org"),
    ]
)


@given(codes, st.booleans())
def test_what_the_relay_says_of_a_mail_is_never_in_doubt(code: int, was_announced: bool) -> None:
    expected = Verdict.REFUSED if code >= 500 else Verdict.LATER
    refused = smtplib.SMTPRecipientsRefused({"noor@example.org": (code, b"no")})
    assert judge(refused, was_announced=was_announced) is expected
    assert judge(smtplib.SMTPDataError(code, b"no"), was_announced=was_announced) is expected


@given(connection_errors)
def test_trouble_before_the_content_is_the_relays_and_not_the_mails(error: OSError) -> None:
    assert judge(error, was_announced=False) is Verdict.NO_RELAY


@given(connection_errors)
def test_trouble_after_the_content_is_doubt(error: OSError) -> None:
    assert judge(error, was_announced=True) is Verdict.DOUBT


def test_a_mail_that_cannot_be_put_together_is_refused() -> None:
    assert judge(ValueError("newline in header"), was_announced=False) is Verdict.REFUSED


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            smtplib.SMTPRecipientsRefused({"noor@example.org": (550, b"<noor@example.org> no")}),
            "550 <[e-mail]> no",
        ),
        (smtplib.SMTPDataError(554, "spam"), "554 spam"),
        (ValueError("Noor"), "ValueError"),
    ],
)
def test_the_reason_names_nobody(error: Exception, words: str) -> None:
    assert reason(error) == words
