"""Runs of retention rules: begun by the clock, worked off in parts, held where they take much."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brug.kernel.jobs import Continue, enqueue, job
from brug.kernel.models import RetentionRule, RetentionRun, RetentionState
from brug.kernel.periods import add_months, today
from brug.kernel.registries.retention import RetentionKind, retention_kinds

# A run that takes more than so many, and more than this share of all, waits for a person: a wrong
# term or a broken clock must not empty the house overnight.
FEW = 50
SHARE = 0.02
_A_PART = 50

_OPEN = (RetentionState.HELD, RetentionState.RUNNING)


def term_ends(months: int) -> datetime:
    """Return the moment before which a record's last use must lie, at the house's midnight."""
    return timezone.make_aware(datetime.combine(add_months(today(), -months), datetime.min.time()))


def begin_runs() -> None:
    """Begin tonight's run of every active rule; a run that is still open stays as it is."""
    for rule in RetentionRule.objects.filter(is_active=True):
        if rule.kind in retention_kinds:
            begin_run(rule)


@transaction.atomic
def begin_run(rule: RetentionRule) -> RetentionRun | None:
    """Note a run and ask for its work, or hold it where it would take much; None: nothing is due.

    A held run is counted anew, so that whoever decides sees today's number.
    """
    kind = retention_kinds.get(rule.kind)
    locked = RetentionRule.objects.select_for_update().get(pk=rule.pk)
    before = term_ends(locked.months)
    count = kind.due(before).count()
    run = locked.runs.filter(state__in=_OPEN).first()
    if run is not None:
        if run.state == RetentionState.HELD:
            run.before, run.due = before, count
            run.save(update_fields=["before", "due"])
        return run
    if not count:
        return None
    is_much = count > max(FEW, SHARE * kind.whole())
    run = RetentionRun.objects.create(
        rule=locked,
        before=before,
        due=count,
        state=RetentionState.HELD if is_much else RetentionState.RUNNING,
        started_at=timezone.now(),
    )
    if run.state == RetentionState.RUNNING:
        ask_for_work(run)
    return run


def ask_for_work(run: RetentionRun) -> None:
    """Ask for the job that lets go, in the caller's transaction."""
    enqueue("kernel.let_go", key=str(run.pk), run_id=run.pk)


@job("kernel.let_go", _("Let go of data whose term is over"))
def let_go(*, run_id: int) -> Continue | None:
    """Let go of a part of what a run found due; the run ends when it took all of that.

    What became protected since is passed over; a rule that was switched off stops.
    """
    run = RetentionRun.objects.select_related("rule").get(pk=run_id)
    if run.state != RetentionState.RUNNING:
        return None
    left = run.due - run.done
    keys: list[int] = []
    if run.rule.is_active and run.rule.kind in retention_kinds:
        kind = retention_kinds.get(run.rule.kind)
        keys = _next(kind, run.before, min(left, _A_PART))
        for key in keys:
            kind.let_go(key)
    run.done += len(keys)
    if not keys or run.done >= run.due:
        run.state, run.finished_at = RetentionState.DONE, timezone.now()
    run.save(update_fields=["done", "state", "finished_at"])
    return Continue(run_id=run.pk) if run.state == RetentionState.RUNNING else None


def _next(kind: RetentionKind, before: datetime, most: int) -> list[int]:
    return list(kind.due(before).order_by("pk").values_list("pk", flat=True)[:most])
