"""What an error while handing over a mail means. Pure: no database, no network."""

import smtplib
from enum import Enum

from brug.kernel.jobs.errors import describe
from brug.kernel.logs import redact


class Verdict(Enum):
    """What became of a mail whose handing over ended with an error."""

    REFUSED = "refused"  # for good: the relay says so, or the mail cannot be put together
    LATER = "later"  # the relay cannot take this mail now
    NO_RELAY = "no relay"  # the relay cannot be reached or spoken with: no mail can go now
    DOUBT = "doubt"  # the content was on its way when the line went dead


def judge(error: Exception, *, was_announced: bool) -> Verdict:
    """Return what an error means; ``was_announced``: the content may have been on its way."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return Verdict.LATER if any(code < 500 for code in codes) else Verdict.REFUSED
    if isinstance(error, smtplib.SMTPDataError):
        return Verdict.LATER if error.smtp_code < 500 else Verdict.REFUSED
    if was_announced:
        return Verdict.DOUBT
    # Also a refused sender or password: that is about us, not about this mail.
    return Verdict.NO_RELAY if isinstance(error, OSError) else Verdict.REFUSED


def reason(error: Exception) -> str:
    """Return what the relay said, or kind and place of the error, without addresses."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return _answer(code, answer)
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return describe(error)


def _answer(code: int, answer: bytes | str) -> str:
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return redact(f"{code} {words}")[:500]
