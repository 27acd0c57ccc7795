"""Audit verbs: what services can do, in words for the audit trail."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from brug.kernel.registry import Registry

Note = Callable[[str], str]


@dataclass(frozen=True)
class AuditVerb:
    """Something that a service does, such as 'people.contact_changed'.

    ``note`` puts into words what the service wrote beside the line, where that is a code.
    """

    name: str
    label: str | Promise
    note: Note = str

    def check(self) -> None:
        """Nothing beside its fields can be wrong."""


audit_verbs: Registry[AuditVerb] = Registry("audit verb")


def declare_verbs(
    room: str, notes: Mapping[str, Note] | None = None, /, **labels: str | Promise
) -> None:
    """Register several verbs of a room: ``declare_verbs("people", contact_made=_("…"))``.

    ``notes`` puts the notes of some of them into words.
    """
    for verb, label in labels.items():
        note = (notes or {}).get(verb, str)
        audit_verbs.register(AuditVerb(name=f"{room}.{verb}", label=label, note=note))
