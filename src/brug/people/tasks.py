"""The people tier's work in the background."""

from brug.kernel import jobs
from brug.people.services import links


@jobs.job("people.forget_links")
def forget_links() -> None:
    """Delete the personal links that ended."""
    links.forget_links()
