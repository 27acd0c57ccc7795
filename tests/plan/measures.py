"""Measures over the journal, made for tests: they need no other room."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Count, Sum

from brug.kernel.registries.measures import Column, Filter, Measure, Nature, Unit, measures
from brug.people.models import Engagement

COLUMNS = (Column("Who", lambda act: act.person_id),)


def watermark() -> str:
    """Changes when a line is added or removed."""
    return str(Engagement.objects.aggregate(n=Count("pk"), s=Sum("pk")))


def within(period):
    return Engagement.objects.within(period)


VISITS = Measure(
    name="tests.visits",
    label="Visits",
    explanation="Every line of the journal.",
    unit=Unit.TIMES,
    nature=Nature.FLOW,
    records=within,
    aggregate=Count("pk"),
    columns=COLUMNS,
    watermark=watermark,
    permission="plan.view_plan",
    export_permission="plan.export_plan",
    region="region",
    practice="practice",
    moment="occurred_at",
    filters={"kind": Filter("Kind", lambda records, text: records.filter(kind=text))},
    phrases={"trees": {}},
)
FRIENDS = Measure(
    name="tests.friends",
    label="Friends",
    explanation="People in the journal of the last twelve months.",
    unit=Unit.PEOPLE,
    nature=Nature.WINDOW,
    records=within,
    aggregate=Count("person", distinct=True),
    columns=COLUMNS,
    watermark=watermark,
    permission="plan.view_plan",
    export_permission="plan.export_plan",
    region="region",
    phrases={"friends": {}},
)
MONEY = Measure(
    name="tests.money",
    label="Money",
    explanation="What was given.",
    unit=Unit.EURO,
    nature=Nature.FLOW,
    records=within,
    aggregate=Sum("amount"),
    columns=COLUMNS,
    watermark=watermark,
    permission="plan.view_plan",
    export_permission="plan.export_plan",
    moment="occurred_at",
)
FAKES = (VISITS, FRIENDS, MONEY)


@contextmanager
def registered() -> Iterator[None]:
    """The fakes in the registry, beside those of the house."""
    for measure in FAKES:
        measures.register(measure)
    try:
        yield
    finally:
        for measure in FAKES:
            measures._entries.pop(measure.name)
