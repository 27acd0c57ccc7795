"""Thanks: on anniversaries, for the year, at the goodbye; never twice, in the person's language."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from brug.kernel import audit, messages
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people import api as people
from brug.volunteers.enums import ThanksKind
from brug.volunteers.models import Involvement, Thanks
from brug.volunteers.queries.deeds import hours_of
from brug.volunteers.rules.thanks import is_volunteer_day, years_on

A_PART = 50


@transaction.atomic
def thank(*, actor: Actor, involvement: Involvement, kind: ThanksKind, year: int) -> bool:
    """Thank somebody by mail; return whether it is done now. Once for each kind and year.

    Whoever was forgotten is left alone; who has no address counts as thanked.
    """
    person = people.person(involvement.person_id)
    if person.is_forgotten:
        return False
    said, is_new = Thanks.objects.get_or_create(
        person_id=person.id, kind=kind, year=year, defaults={"involvement": involvement}
    )
    if not is_new:
        return False
    audit.record(actor=actor, verb="volunteers.thanked", target=involvement, note=kind.value)
    if person.email:
        messages.send(
            actor=actor,
            kind=f"volunteers.thanks_{kind.value}",
            to=person.email,
            language=person.language,
            variables=_told(involvement, person, kind, year),
            key=f"volunteers.thanks:{said.pk}",
            person_id=person.id,
        )
    return True


def _told(
    involvement: Involvement, person: people.Person, kind: ThanksKind, year: int
) -> dict[str, object]:
    told: dict[str, object] = {"first_name": person.first_name}
    if kind == ThanksKind.ANNIVERSARY:
        return {**told, "years": year - involvement.began_on.year}
    if kind == ThanksKind.YEAR:
        return {**told, "year": year}
    link = messages.link(
        "volunteers:involvement", language=person.language, public_id=involvement.public_id
    )
    return {**told, "link_url": link, "hours": hours_of(involvement)}


@transaction.atomic
def thank_due(*, actor: Actor) -> int:
    """Thank a part of those whose day it is; return how many were thanked.

    Anniversaries on their day and up to two weeks later; on the Volunteer Day and in the two weeks
    after it everybody who is there.
    """
    day = today()
    done = sum(_wish(actor, row, day) for row in _with_anniversary(day)[:A_PART])
    if is_volunteer_day(day):
        for row in _unthanked(ThanksKind.YEAR, day.year).order_by("pk")[: A_PART - done]:
            done += thank(actor=actor, involvement=row, kind=ThanksKind.YEAR, year=day.year)
    return done


def _unthanked(kind: ThanksKind, year: int) -> QuerySet[Involvement]:
    said = Thanks.objects.filter(person=OuterRef("person"), kind=kind, year=year)
    return Involvement.objects.present().filter(~Exists(said), person__anonymised_at=None)


def _with_anniversary(day: date) -> list[Involvement]:
    """Those whose day it is or was lately, and whom nobody wished it yet."""
    said = set(
        Thanks.objects.filter(
            kind=ThanksKind.ANNIVERSARY, year__in=(day.year, day.year - 1)
        ).values_list("person", "year")
    )
    there = Involvement.objects.present().filter(
        person__anonymised_at=None, began_on__year__lt=day.year
    )
    found = []
    for row in there.order_by("began_on", "pk").iterator():
        years = years_on(row.began_on, day)
        if years and (row.person_id, row.began_on.year + years) not in said:
            found.append(row)
    return found


def _wish(actor: Actor, row: Involvement, day: date) -> bool:
    years = years_on(row.began_on, day)
    year = row.began_on.year + (years or 0)
    return thank(actor=actor, involvement=row, kind=ThanksKind.ANNIVERSARY, year=year)
