"""Candidates and openings of the house as plain data for ``rules``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.volunteers import rules
from brug.volunteers.enums import ProposalState
from brug.volunteers.models import Candidate, Opening, Placement, Proposal

ADULT, YOUNG = 18, 16  # years; of their age we ask only whether they are under eighteen
Pair = tuple[int, int]
_LATELY = 365  # days in which a filled place counts for the share of a group


def case_of(candidate: Candidate) -> rules.Candidate:
    """Return a candidate (with its themes read) as plain data."""
    return rules.Candidate(
        id=candidate.pk,
        latitude=candidate.lat,
        longitude=candidate.lon,
        radius_km=float(candidate.radius_km),
        themes=frozenset(theme.code for theme in candidate.themes.all()),
        languages=frozenset(candidate.languages),
        times=frozenset(candidate.moments),
        skills=frozenset(candidate.skills),
        age=YOUNG if candidate.is_minor else ADULT,
    )


def opening_of(opening: Opening, filled: Mapping[int, int]) -> rules.Opening:
    """Return an opening (with free places, themes and initiative read) as plain data.

    What it does not say itself, its group's page says: themes and place.
    """
    initiative = opening.initiative
    own = {theme.code for theme in opening.themes.all()}
    return rules.Opening(
        id=opening.pk,
        group=initiative.pk,
        places=max(0, opening.free),  # type: ignore[attr-defined]
        filled=filled.get(opening.pk, 0),
        latitude=None if opening.from_home else initiative.lat,
        longitude=None if opening.from_home else initiative.lon,
        themes=frozenset(own or {theme.code for theme in initiative.themes.all()}),
        languages_needed=frozenset(opening.languages_needed),
        languages_wished=frozenset(opening.languages_wished),
        times=frozenset(opening.moments),
        skills=frozenset(opening.skills),
        minimum_age=ADULT if opening.adults_only else None,
    )


def open_cases(openings: QuerySet[Opening]) -> tuple[list[rules.Opening], dict[int, Opening]]:
    """Return openings with a free place as plain data, and the records by key."""
    records = list(
        openings.open()  # type: ignore[attr-defined]
        .with_free_places()
        .filter(free__gt=0)
        .select_related("initiative__organisation", "initiative__region")
        .prefetch_related("themes", "initiative__themes")
    )
    filled = _filled_lately(record.pk for record in records)
    return [opening_of(one, filled) for one in records], {one.pk: one for one in records}


def searching_cases(
    candidates: QuerySet[Candidate],
) -> tuple[list[rules.Candidate], dict[int, Candidate]]:
    """Return candidates who look for a place as plain data, and the records by key."""
    looking = candidates.to_match()  # type: ignore[attr-defined]
    records = list(looking.select_related("person", "region").prefetch_related("themes"))
    return [case_of(one) for one in records], {one.pk: one for one in records}


@dataclass(frozen=True)
class Divided:
    """The best division of the house's own records, and these records by key."""

    division: rules.Division
    candidates: Mapping[int, Candidate]
    openings: Mapping[int, Opening]


def best_division(
    actor: Actor,
    weights: Mapping[str, float],
    pinned: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
) -> Divided:
    """Return the best division of the candidates whom the actor guides over all free places.

    Pairs are keys (candidate, opening); those that are no longer there are passed over. What one
    side declined before is never proposed again.

    Raises:
        rules.CaseError: the wishes contradict themselves, or a weight cannot be.
    """
    cases, openings = open_cases(Opening.objects.all())
    searching, known = searching_cases(Candidate.objects.visible_to(actor))
    banned = set(forbidden) | refused_pairs(known)
    division = rules.assign(
        searching,
        cases,
        weights,
        pinned=[pair for pair in pinned if pair[0] in known and pair[1] in openings],
        forbidden=[pair for pair in banned if pair[0] in known and pair[1] in openings],
    )
    return Divided(division, known, openings)


def best_for(candidate: Candidate, most: int = 8) -> list[tuple[rules.Ranked, Opening]]:
    """Return the openings that fit a candidate best, with why, best first.

    Openings of all regions count, since distance decides; what they declined before does not.
    """
    cases, records = open_cases(Opening.objects.all())
    banned = {pair for pair in refused_pairs([candidate.pk]) if pair[1] in records}
    found = rules.rank([case_of(candidate)], cases, most=most, forbidden=banned)
    return [(one, records[int(one.opening)]) for one in found.get(candidate.pk, ())]


def refused_pairs(candidate_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return pairs (candidate, opening) that one side declined before: not to be asked again."""
    rows = Proposal.objects.filter(candidate__in=list(candidate_ids), state=ProposalState.DECLINED)
    return set(rows.values_list("candidate", "opening"))


def _filled_lately(opening_ids: Iterable[int]) -> dict[int, int]:
    since = today() - timedelta(days=_LATELY)
    rows = Placement.objects.filter(
        Q(ended_on__isnull=True), started_on__gte=since, proposal__opening__in=list(opening_ids)
    )
    counted = rows.values_list("proposal__opening").annotate(n=Count("pk"))
    return dict(counted.order_by())
