"""How far a volunteer's welcome is, and which documents they have to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers.enums import DocumentStanding
from brug.volunteers.models import (
    DocumentKind,
    Involvement,
    SeenDocument,
    StepDone,
    WelcomeStep,
)
from brug.volunteers.rules.documents import standing


@dataclass(frozen=True)
class StepLine:
    """A step of welcome, and when and by whom it was done; None: not yet."""

    step: WelcomeStep
    done: StepDone | None


@dataclass(frozen=True)
class DocumentLine:
    """A document that a volunteer has to show, what was seen of it, and how it stands."""

    involvement: Involvement
    kind: DocumentKind
    seen: SeenDocument | None
    standing: DocumentStanding

    @property
    def until(self) -> date | None:
        """The last day on which it holds."""
        return self.seen.valid_until if self.seen else None

    @property
    def asks_for_care(self) -> bool:
        """Whether it is missing, lapsed or soon to lapse."""
        return self.standing != DocumentStanding.VALID


def checklist(involvement: Involvement) -> list[StepLine]:
    """Return the steps for a volunteer's role, those done and those to do; two queries."""
    rows = StepDone.objects.filter(involvement=involvement).select_related("step", "done_by")
    done = {one.step_id: one for one in rows}
    fits = Q(is_active=True) & (Q(task=None) | Q(task=involvement.task_id))
    steps = WelcomeStep.objects.filter(fits | Q(pk__in=list(done))).distinct()
    return [StepLine(step, done.get(step.pk)) for step in steps]


def documents_of(involvements: Iterable[Involvement]) -> list[DocumentLine]:
    """Return what volunteers have to show, in three queries however many they are."""
    rows = list(involvements)
    needed: dict[int, list[DocumentKind]] = {}
    for kind in DocumentKind.objects.filter(is_active=True).prefetch_related("tasks"):
        for task in kind.tasks.all():
            needed.setdefault(task.pk, []).append(kind)
    present = SeenDocument.objects.filter(
        replaced_at=None, person__in={row.person_id for row in rows}
    )
    seen = {(one.person_id, one.kind_id): one for one in present.select_related("seen_by")}
    return [
        _line(row, kind, seen.get((row.person_id, kind.pk)))
        for row in rows
        for kind in needed.get(row.task_id, [])
    ]


def _line(row: Involvement, kind: DocumentKind, seen: SeenDocument | None) -> DocumentLine:
    stands = DocumentStanding.MISSING
    if seen is not None:
        stands = standing(seen.valid_until, kind.window_days, today())
    return DocumentLine(row, kind, seen, stands)


def documents_that_ask(actor: Actor) -> list[DocumentLine]:
    """Return the documents of volunteers whom the actor sees that ask for care, soonest first."""
    present = Involvement.objects.visible_to(actor).present().filter(person__anonymised_at=None)
    lines = documents_of(present.select_related("person", "task", "initiative__organisation"))
    order = list(DocumentStanding)
    return sorted(
        (line for line in lines if line.asks_for_care),
        key=lambda line: (
            -order.index(line.standing) if line.seen else 0,
            line.until or date.max,
            line.involvement.pk,
        ),
    )
