"""What imports hold of a person, and how that is forgotten."""

from brug.kernel.registries.privacy import Json
from brug.people.models import ImportedKey
from brug.people.rules.imports.records import ContactRecord
from brug.people.services.imports.forgetting import forget_in_files
from brug.people.services.imports.work import digest


def export_imported(person_id: int) -> Json:
    """Return by which keys earlier systems knew somebody, and when they came along."""
    keys = ImportedKey.objects.filter(contact=person_id, kind=ContactRecord.KIND)
    return [
        {
            "earlier system": key.source,
            "key": key.key,
            "came along": key.run.asked_at.isoformat() if key.run else "",
        }
        for key in keys.select_related("run")
    ]


def erase_imported(person_id: int) -> int:
    """Forget what was imported of somebody, in the files too; return how many keys and files.

    The key of the person itself stays, without what was written: else the next import of an old
    file would bring them back.
    """
    files = forget_in_files(person_id)
    keys = ImportedKey.objects.filter(contact=person_id)
    count = files + keys.exclude(kind=ContactRecord.KIND).delete()[0]
    return count + keys.update(digest=digest(["forgotten"]), run=None)
