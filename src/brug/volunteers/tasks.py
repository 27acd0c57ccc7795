"""The volunteers room's work in the background."""

from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.jobs import Continue, Retry
from brug.volunteers.services import (
    dividing,
    documents,
    following_up,
    promises,
    signing_up,
    thanking,
)


@jobs.job(
    "volunteers.propose_part",
    _("Propose the places of a division"),
    retry=Retry(attempts=3),
)
def propose_part(*, division_id: int) -> Continue | None:
    """Propose the next places of a division."""
    has_more = dividing.propose_part(division_id=division_id)
    return Continue(division_id=division_id) if has_more else None


@jobs.job(
    "volunteers.ask_how",
    _("Ask volunteers how their placement goes"),
)
def ask_how() -> Continue | None:
    """Ask a part of those whose day it is how their placement goes."""
    asked = following_up.ask_due(actor=Actor.system("schedule"))
    return Continue() if asked >= following_up.A_PART else None


@jobs.job(
    "volunteers.keep_promises",
    _("Hand candidates without a first contact to the neighbours, close old proposals"),
)
def keep_promises() -> Continue | None:
    """Hand late candidates to the neighbours, and close proposals that nobody answered."""
    actor = Actor.system("schedule")
    late = promises.hand_over_late(actor=actor)
    lapsed = promises.lapse_unanswered(actor=actor)
    return Continue() if max(late, lapsed) >= promises.A_PART else None


@jobs.job(
    "volunteers.forget_unconfirmed",
    _("Forget sign-ups of volunteers that nobody confirmed in thirty days"),
)
def forget_unconfirmed() -> None:
    """Delete the sign-ups that nobody confirmed in time."""
    signing_up.forget_unconfirmed(actor=Actor.system("schedule"))


@jobs.job(
    "volunteers.remind_documents",
    _("Tell volunteers whose documents are about to lapse"),
)
def remind_documents() -> Continue | None:
    """Tell a part of those whose documents are about to lapse."""
    told = documents.remind_due(actor=Actor.system("schedule"))
    return Continue() if told >= documents.A_PART else None


@jobs.job(
    "volunteers.thank",
    _("Thank volunteers on their anniversary and for their year"),
)
def thank() -> Continue | None:
    """Thank a part of those whose day it is."""
    thanked = thanking.thank_due(actor=Actor.system("schedule"))
    return Continue() if thanked >= thanking.A_PART else None
