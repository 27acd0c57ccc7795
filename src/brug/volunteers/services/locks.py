"""What is done for one volunteer at a time."""

from brug.volunteers.models import Involvement


def lock_person(person_id: int) -> list[Involvement]:
    """Return all times of somebody as a volunteer, locked until the transaction ends.

    Whatever is counted over all groups of the house (documents, ceilings) is done under it.
    """
    rows = Involvement.objects.select_for_update(of=("self",)).filter(person_id=person_id)
    return list(rows.order_by("pk"))
