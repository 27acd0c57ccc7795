"""Set terms, and decide on runs that wait."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import RetentionRule, RetentionRun, RetentionState
from brug.kernel.models.retention import LONGEST, SHORTEST
from brug.kernel.registries.retention import retention_kinds
from brug.kernel.retention.running import ask_for_work

_RIGHT = "kernel.manage_retention"


def rule_of(kind: str) -> RetentionRule:
    """Return the rule of a kind; where nobody set one, the proposed one, unsaved and not active.

    Raises:
        UnknownEntry: no room has that kind.
    """
    entry = retention_kinds.get(kind)
    found = RetentionRule.objects.filter(kind=kind).first()
    return found or RetentionRule(kind=kind, months=entry.months)


@transaction.atomic
def set_rule(*, actor: Actor, kind: str, months: int, is_active: bool) -> RetentionRule:
    """Set the term of a kind and switch it on or off; audited where it changes something.

    A run that waits for a person is dropped: it was counted with the old term.

    Raises:
        PermissionDenied: the actor may not.
        ValidationError: a term that cannot be.
        UnknownEntry: no room has that kind.
    """
    actor.require(_RIGHT)
    if not SHORTEST <= months <= LONGEST:
        limits = {"first": SHORTEST, "last": LONGEST}
        raise ValidationError({"months": _("Choose %(first)s to %(last)s months.") % limits})
    proposed = rule_of(kind)
    rule, is_new = RetentionRule.objects.select_for_update().get_or_create(
        kind=kind, defaults={"months": proposed.months, "is_active": proposed.is_active}
    )
    before = {} if is_new else audit.snapshot(rule)
    rule.months, rule.is_active = months, is_active
    rule.save()
    after = audit.snapshot(rule)
    if after != before:
        rule.runs.filter(state=RetentionState.HELD).delete()
        audit.record(
            actor=actor,
            verb="kernel.retention_changed",
            target=rule,
            before=before,
            after=after,
            note=kind,
        )
    return rule


@transaction.atomic
def decide(*, actor: Actor, run: RetentionRun, approved: bool) -> RetentionRun:
    """Let a run that waits go ahead, or decline it; decided once, whoever comes second.

    Raises:
        PermissionDenied: the actor may not.
        ValidationError: it was decided already.
    """
    actor.require(_RIGHT)
    run = RetentionRun.objects.select_for_update(of=("self",)).select_related("rule").get(pk=run.pk)
    if run.state != RetentionState.HELD:
        raise ValidationError(_("This was decided already."))
    run.decided_by = actor.user
    if approved:
        run.state = RetentionState.RUNNING
        ask_for_work(run)
    else:
        run.state, run.finished_at = RetentionState.DECLINED, timezone.now()
    run.save()
    audit.record(
        actor=actor,
        verb="kernel.retention_decided",
        target=run.rule,
        note=f"{run.rule.kind}: {run.due} {run.state}",
    )
    return run
