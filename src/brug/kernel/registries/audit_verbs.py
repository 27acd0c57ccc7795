"""Audit verbs: what services can do, in words for the audit trail."""

from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.registry import Registry


@dataclass(frozen=True)
class AuditVerb:
    """Something that a service does, such as 'people.contact_changed'."""

    name: str
    label: str | Promise

    def check(self) -> None:
        """Nothing beside its fields can be wrong."""


audit_verbs: Registry[AuditVerb] = Registry("audit verb")


def declare_verbs(room: str, **labels: str | Promise) -> None:
    """Register several verbs of a room: ``declare_verbs("people", contact_made=_("…"))``."""
    for verb, label in labels.items():
        audit_verbs.register(AuditVerb(name=f"{room}.{verb}", label=label))
