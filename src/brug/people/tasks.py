"""The people tier's work in the background."""

from brug.kernel import jobs
from brug.people.services import links, unconfirmed


@jobs.job("people.forget_links")
def forget_links() -> None:
    """Delete the personal links that ended."""
    links.forget_links()


@jobs.job("people.forget_unconfirmed")
def forget_unconfirmed() -> None:
    """Delete sign-ups that nobody confirmed in time."""
    unconfirmed.forget_unconfirmed()
