"""Importing a plan file."""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import Region
from brug.kernel.yaml_text import decode
from brug.plan.catalogue import filter_checks
from brug.plan.document import PlanDocument, PlanFileError, Problem, parse, to_json
from brug.plan.models import Plan, PlanVersion
from brug.plan.services.merging import Changes, merge, titles
from brug.plan.services.suggesting import bind_from_file


@dataclass(frozen=True)
class ImportResult:
    """What an import did; `is_new` is False where the same file was there already.

    `version` is None after a dry run. `remarks` tell what was understood but should be written
    better in the file.
    """

    plan: Plan
    version: PlanVersion | None
    is_new: bool
    changes: Changes = field(default_factory=Changes)
    bindings: int = 0
    remarks: tuple[Problem, ...] = ()


def import_plan(
    *,
    actor: Actor,
    data: bytes,
    file_name: str,
    make_current: bool = True,
    is_dry_run: bool = False,
) -> ImportResult:
    """Import a plan file as a new version of its period, wholly or not at all.

    Matches objectives and indicators by code: new ones are made, changed ones changed, vanished
    ones retired with all that people entered. Keeps the file as a version, binds indicators to
    the measures that the file names (or that are called exactly alike), makes the plan the
    current one, and writes the audit trail. The same file as the newest version changes nothing.
    A dry run does all of it and takes it back.

    Raises:
        PermissionDenied: the actor may not change the plan.
        PlanFileError: the file is refused; it tells every fault.
    """
    actor.require("plan.change_plan")
    document = parse(data, file_name, filter_checks())
    _check_regions(document, file_name)
    with transaction.atomic():
        result = _import(actor, document, data, file_name, make_current=make_current)
        if is_dry_run:
            transaction.set_rollback(True)
    return result


def _check_regions(document: PlanDocument, file_name: str) -> None:
    """Refuse working regions that the house does not have, unless none are loaded yet."""
    known = set(Region.objects.working_regions().values_list("code", flat=True))
    unknown = [code for code in document.regions if known and code not in known]
    if unknown:
        words = {"unknown": ", ".join(unknown), "known": ", ".join(sorted(known))}
        reason = _("unknown working regions: %(unknown)s (the house has: %(known)s)") % words
        line = document.lines.get("regions", 1)
        raise PlanFileError(file_name, [Problem(line=line, path="regions", reason=reason)])


def _import(
    actor: Actor, document: PlanDocument, data: bytes, file_name: str, *, make_current: bool
) -> ImportResult:
    plan = _locked_plan(document)
    digest = hashlib.sha256(data).hexdigest()
    newest = plan.versions.first()
    if newest is not None and newest.sha256 == digest:
        switched = make_current and _make_current(actor, plan)
        return ImportResult(plan, newest, is_new=switched, remarks=document.remarks)
    now = timezone.now()
    version = PlanVersion.objects.create(
        plan=plan,
        number=newest.number + 1 if newest else 1,
        file_name=file_name[:200],
        source_text=decode(data),
        sha256=digest,
        content=to_json(document),
        imported_at=now,
        imported_by=actor.user,
        imported_as=str(actor)[:200],
    )
    changes = merge(plan, document, now)
    bindings = bind_from_file(plan, document)
    if make_current:
        _make_current(actor, plan)
    note = f"version {version.number}: {changes}, {bindings} bindings"
    audit.record(actor=actor, verb="plan.plan_imported", target=plan, note=note)
    return ImportResult(
        plan=plan,
        version=version,
        is_new=True,
        changes=changes,
        bindings=bindings,
        remarks=document.remarks,
    )


def _locked_plan(document: PlanDocument) -> Plan:
    """The row of the period, locked, so that two imports number their versions in turn."""
    values = {
        "first": document.first,
        "last": document.last,
        "source": document.source,
        "region_codes": list(document.regions),
        **titles(document.title, document.language),
    }
    slug = f"{document.first}-{document.last}"
    Plan.objects.get_or_create(slug=slug, defaults=values)
    plan = Plan.objects.select_for_update().get(slug=slug)
    differing = [name for name, value in values.items() if getattr(plan, name) != value]
    if differing:
        for name in differing:
            setattr(plan, name, values[name])
        plan.save(update_fields=differing)
    return plan


def make_current(*, actor: Actor, plan: Plan) -> None:
    """Make a plan the one that the desk opens with, and note it in the audit trail.

    Raises:
        PermissionDenied: the actor may not change the plan.
    """
    actor.require("plan.change_plan")
    with transaction.atomic():
        _make_current(actor, plan)


def _make_current(actor: Actor, plan: Plan) -> bool:
    if plan.is_current:
        return False
    Plan.objects.filter(is_current=True).update(is_current=False)
    Plan.objects.filter(pk=plan.pk).update(is_current=True)
    plan.is_current = True
    audit.record(actor=actor, verb="plan.plan_made_current", target=plan)
    return True
