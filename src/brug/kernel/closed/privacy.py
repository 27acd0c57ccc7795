"""What a person is told of who read closed records about them, and forgetting them."""

from brug.kernel.models import ClosedReading
from brug.kernel.registries.closed_records import closed_kinds


def export_readings(person_id: int) -> list[object]:
    """Return the readings of closed records about a person, newest first, ready for JSON.

    By role and moment: the name of who reads stays in the house (Court of Justice of the EU,
    C-579/21: employees who act on instruction are no recipients; their identity is told only where
    the person's rights cannot do without it).
    """
    return [
        {
            "record": str(closed_kinds.get(row.kind).label)
            if row.kind in closed_kinds
            else row.kind,
            "when": row.read_at.isoformat(),
            "role": row.reader_role,
            "way": row.way,
        }
        for row in ClosedReading.objects.of_person(person_id).defer("why")
    ]


def erase_readings(person_id: int) -> int:
    """Blank why records about a person were read; return how many lines. Who read and when stays.

    The log proves that closed records were not read at will, also of those who went since.
    """
    return ClosedReading.objects.of_person(person_id).blank_reasons()
