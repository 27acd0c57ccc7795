"""A small world for the plan's tests: regions, people, acts, and a plan over them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice, Region, RegionKind
from brug.people.models import Contact, Engagement
from brug.plan.models import Indicator, Plan
from brug.plan.services import import_plan

SYSTEM = Actor.system("tests")
PLAN = """
period: {first: 2026, last: 2030}
roles: [connecting]
core_practices: {Long Table: [connecting]}
objectives:
  SD1:
    title: {nl: Een, fr: Un, en: One}
    operational:
      OD1:
        title: {nl: Eerste, fr: Premier, en: First}
        indicators:
%s
"""


def make_plan(*indicators: str) -> Plan:
    """A plan of indicators, each given by the keys between the braces, coded A1, A2, ..."""
    lines = "\n".join(
        f"          - {{id: A{number}, {keys}}}" for number, keys in enumerate(indicators, 1)
    )
    data = (PLAN % lines).encode()
    return import_plan(actor=SYSTEM, data=data, file_name="plan.yaml").plan


def indicator(code: str = "A1") -> Indicator:
    """One of its indicators."""
    return Indicator.objects.select_related("plan").get(code=code)


def make_regions(*names: str) -> list[Region]:
    """Working regions of those names, each with one municipality below it; returns the latter."""
    country = Region.add_root(code="country", kind=RegionKind.COUNTRY, name_nl="Land")
    municipalities = []
    for name in names:
        working = country.add_child(code=name, kind=RegionKind.WORKING_REGION, name_nl=name.title())
        working.working_region = working
        working.save()
        municipalities.append(
            working.add_child(
                code=f"{name}-1",
                kind=RegionKind.MUNICIPALITY,
                name_nl=f"Stad {name}",
                working_region=working,
            )
        )
        country.refresh_from_db()
    return municipalities


def make_person(region: Region | None = None) -> Contact:
    """A fictional person."""
    return Contact.objects.create(first_name="Ada", last_name="Voorbeeld", region=region)


def act(
    person: Contact,
    day: date,
    *,
    kind: str = "volunteered",
    amount: int | None = None,
    practice: Practice | None = None,
) -> Engagement:
    """Something that a person did at noon of a day, where they live."""
    return Engagement.objects.create(
        person=person,
        kind=kind,
        occurred_at=datetime.combine(day, time(12), tzinfo=UTC),
        region=person.region,
        amount=None if amount is None else Decimal(amount),
        practice=practice,
    )
