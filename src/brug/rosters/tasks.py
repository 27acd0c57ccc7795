"""The rosters room's work in the background."""

from django.utils.translation import gettext_lazy as _

from brug.kernel import jobs
from brug.kernel.access.actor import Actor
from brug.kernel.jobs import Continue, Retry
from brug.rosters.services import cover_waves, covering, publishing_mails, reminding, working_out


@jobs.job("rosters.work_out", _("Work a roster out"), retry=Retry(attempts=3))
def work_out(*, draft_id: int, turn: int) -> None:
    """Work a draft of a roster out."""
    working_out.work_out(actor=Actor.system("schedule"), draft_id=draft_id, turn=turn)


@jobs.job(
    "rosters.tell_published",
    _("Mail volunteers their shifts of a new roster"),
    retry=Retry(attempts=3),
    is_repeatable=False,
)
def tell_published(*, draft_id: int, after: int = 0) -> Continue | None:
    """Mail the next people what a published roster brings them."""
    last = publishing_mails.tell_part(
        actor=Actor.system("schedule"), draft_id=draft_id, after=after
    )
    return None if last is None else Continue(draft_id=draft_id, after=last)


@jobs.job(
    "rosters.ask_cover",
    _("Ask volunteers to take a shift over"),
    retry=Retry(attempts=3),
    is_repeatable=False,
)
def ask_cover(*, request_id: int, wave: int) -> None:
    """Ask the next few people to take a shift over."""
    cover_waves.ask_wave(actor=Actor.system("schedule"), request_id=request_id, wave=wave)


@jobs.job("rosters.remind", _("Remind volunteers of their shifts"), is_repeatable=False)
def remind() -> Continue | None:
    """Remind a part of those whose shift comes near."""
    done = reminding.remind_due(actor=Actor.system("schedule"))
    return Continue() if done >= reminding.A_PART else None


@jobs.job(
    "rosters.look_after_cover", _("Ask more people for cover, end requests whose shift began")
)
def look_after_cover() -> None:
    """Ask more people where nobody answered, end requests whose shift has begun."""
    covering.look_after(actor=Actor.system("schedule"))
