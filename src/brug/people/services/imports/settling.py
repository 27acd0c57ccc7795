"""What becomes of a batch of rows: their records kept kind by kind."""

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from brug.people.import_words import Fate, Reason
from brug.people.rules.imports.records import Outcome, Reading, Record, whole
from brug.people.services.imports.contacts import Contacts
from brug.people.services.imports.past import Acts, Notes, Past
from brug.people.services.imports.reaching import Addresses, Emails, Phones
from brug.people.services.imports.refusals import Refusals
from brug.people.services.imports.spool import SpoolRow
from brug.people.services.imports.ties import Groups, Members, RelationKinds, Relations
from brug.people.services.imports.work import Work


class _Keeps(Protocol):
    kind: ClassVar[str]

    def keep(self, records: Sequence[Any], work: Work) -> list[Outcome]: ...


# In this order: what others hang on comes first.
KEEPERS: tuple[type[_Keeps], ...] = (
    Contacts,
    Emails,
    Phones,
    Addresses,
    Refusals,
    RelationKinds,
    Relations,
    Groups,
    Members,
    Acts,
    Notes,
    Past,
)


def settle(rows: Sequence[SpoolRow], readings: Sequence[Reading], work: Work) -> list[Outcome]:
    """Keep what rows ask for; return what became of each row."""
    asked: dict[str, list[tuple[int, int, Record]]] = {}
    results: list[list[Outcome]] = []
    for place, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        if isinstance(reading, Outcome):
            results.append([reading])
            continue
        results.append([Outcome(Fate.SKIPPED)] * len(reading))
        for part, record in enumerate(reading):
            asked.setdefault(record.KIND, []).append((place, part, record))
            work.lines.setdefault((record.KIND, record.key), row.line)
    for keeper in KEEPERS:
        some = asked.get(keeper.kind)
        if some:
            outcomes = keeper().keep([record for _place, _part, record in some], work)
            for (place, part, _record), outcome in zip(some, outcomes, strict=True):
                results[place][part] = outcome
    return [whole(result) for result in results]


def unreadable(row: SpoolRow) -> Outcome:
    """Return what becomes of a row that its reader could not take."""
    return Outcome(Fate.REFUSED, Reason.UNREADABLE, row.fault[:200])
