"""A plan on a page: objectives with their indicators, and how many stand how."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from brug.kernel.models import Region
from brug.plan.enums import Judgement
from brug.plan.models import Objective, Plan
from brug.plan.queries.status import IndicatorStatus, indicator_status, oldest_taking
from brug.plan.rules.freshness import PAGE, Patience


@dataclass(frozen=True)
class ObjectiveStatus:
    """An objective with its own indicators and the objectives below it."""

    objective: Objective
    statuses: Sequence[IndicatorStatus]
    operational: Sequence["ObjectiveStatus"]

    @property
    def counts(self) -> Mapping[Judgement, int]:
        """How many of its own indicators have which judgement."""
        return Counter(status.judgement for status in self.statuses)


@dataclass(frozen=True)
class Overview:
    """The whole plan; `taken_at` is the oldest moment among its figures from records."""

    plan: Plan
    year: int
    as_of: date
    region: Region | None
    objectives: Sequence[ObjectiveStatus]
    statuses: Sequence[IndicatorStatus]
    taken_at: datetime | None

    @property
    def counts(self) -> Mapping[Judgement, int]:
        """How many indicators have which judgement."""
        return Counter(status.judgement for status in self.statuses)


def overview(
    plan: Plan,
    year: int,
    as_of: date,
    region: Region | None = None,
    *,
    patience: Patience = PAGE,
) -> Overview:
    """The plan on a page, for the whole or one working region."""
    statuses = indicator_status(plan, year, as_of, region, patience=patience)
    of_objective: dict[int, list[IndicatorStatus]] = defaultdict(list)
    for status in statuses:
        of_objective[status.indicator.objective_id].append(status)
    below: dict[int | None, list[Objective]] = defaultdict(list)
    for objective in Objective.objects.standing().filter(plan=plan).order_by("position"):
        below[objective.parent_id].append(objective)

    def tree(parent: int | None) -> list[ObjectiveStatus]:
        return [
            ObjectiveStatus(one, of_objective[one.pk], tree(one.pk))
            for one in below.get(parent, ())
        ]

    return Overview(plan, year, as_of, region, tree(None), statuses, oldest_taking(statuses))
