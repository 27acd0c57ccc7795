"""Build the fictional groups and searches through the services of the room."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from brug.kernel.models import Region
from brug.kernel.periods import today
from brug.kernel.registries.demo import DemoContext
from brug.volunteers import rules
from brug.volunteers.demo import texts
from brug.volunteers.enums import (
    Answer,
    FollowUpAnswer,
    FollowUpKind,
    Moment,
    Skill,
    StopReason,
    Tongue,
)
from brug.volunteers.models import Initiative, Opening
from brug.volunteers.queries.matching import open_cases
from brug.volunteers.services.bringing_along import Past, bring_lead, bring_search
from brug.volunteers.services.initiatives import Card, add_initiative, list_initiative
from brug.volunteers.services.openings import Sought, make_opening
from brug.volunteers.services.promises import set_promise
from brug.volunteers.services.signing_up import Wish

_YEARS = 3
_TONGUES = (("nl", 0.9), ("en", 0.6), ("fr", 0.5), ("ar", 0.12), ("fa-af", 0.06), ("uk", 0.07))
_OTHERS = [code for code in Tongue.values if code not in dict(_TONGUES)]


def build(context: DemoContext) -> None:
    """Make initiatives with leads and openings, and searches of three years and of these weeks."""
    movement: Any = context.made["people.movement"]
    random = context.random
    groups = _groups(context, movement)
    openings = _openings(context, groups)
    _promises(context)
    # Some tens of thousands do many things; those who came to help are some of the others.
    keys = [key for key in movement.people if key not in set(movement.volunteers)]
    heads = random.sample(range(len(movement.people)), len(movement.people))
    mine = [head for head in heads if movement.people[head] in set(keys)]
    past, present = (320, 900) if context.is_full else (24, 30)
    context.say(f"{past + present} people who want to help, {past} of whom found a place")
    _past(context, movement, mine[:past], openings)
    _present(context, movement, mine[past : past + present], openings)


def _groups(context: DemoContext, movement: Any) -> list[Initiative]:
    random, actor = context.random, context.actor
    context.say(f"pages of {len(movement.groups)} groups, with leads and openings")
    made = []
    for number, (key, place) in enumerate(movement.groups):
        themes = tuple(random.sample(texts.THEMES, random.randint(2, 4)))
        card = Card(
            postal_code=place.code,
            about=texts.ABOUT[number % len(texts.ABOUT)],
            looks_for="Mensen met een paar uur tijd en een open blik." if number % 3 else "",
            opening_hours=texts.HOURS[number % len(texts.HOURS)],
            themes=themes,
            languages=_tongues(random),
        )
        initiative = add_initiative(actor=actor, name="", card=card, organisation_id=key)
        # A few wait for approval, as always.
        if number % 16 != 15:
            list_initiative(actor=actor, initiative=initiative)
        lead = movement.volunteers[number % len(movement.volunteers)]
        since = today() - timedelta(days=random.randint(200, 1500))
        bring_lead(actor=actor, initiative_id=initiative.pk, person_id=lead, since=since)
        made.append(initiative)
    return made


def _openings(context: DemoContext, groups: list[Initiative]) -> list[Opening]:
    random = context.random
    made = []
    for group in groups:
        themes = {theme.code for theme in group.themes.all()}
        fitting = [one for one in texts.OPENINGS if one[0] in themes] or list(texts.OPENINGS[:1])
        for theme, title, description, skills in random.sample(fitting, min(len(fitting), 3)):
            sought = Sought(
                title=title,
                description=description,
                places=random.choice((1, 1, 2, 2, 3, 5)),
                themes=(theme,),
                skills=skills,
                languages_needed=("nl",) if random.random() < 0.5 else (),
                languages_wished=tuple(random.sample(("ar", "fa-af", "uk", "ps", "ti"), 1)),
                moments=tuple(random.sample(Moment.values, random.randint(1, 3))),
                adults_only=random.random() < 0.3,
            )
            made.append(make_opening(actor=context.actor, initiative=group, sought=sought))
    return made


def _promises(context: DemoContext) -> None:
    regions = list(Region.objects.working_regions())
    for number, region in enumerate(regions):
        neighbour = regions[(number + 1) % len(regions)]
        if neighbour.pk != region.pk:
            set_promise(actor=context.actor, region=region, days=7, neighbour=neighbour)


def _tongues(random: Random) -> tuple[str, ...]:
    spoken = [code for code, share in _TONGUES if random.random() < share]
    if random.random() < 0.2:
        spoken.append(random.choice(_OTHERS))
    return tuple(spoken) or ("nl",)


def _wish(random: Random, code: str) -> Wish:
    return Wish(
        postal_code=code,
        radius_km=random.choice((5, 15, 15, 15, 30, 60)),
        themes=tuple(random.sample(texts.THEMES, random.randint(1, 4))),
        skills=tuple(random.sample(Skill.values, random.randint(0, 3))),
        languages=_tongues(random),
        moments=tuple(random.sample(Moment.values, random.randint(1, 4))),
        is_minor=random.random() < 0.05,
        motivation=random.choice(texts.MOTIVATIONS),
    )


def _at(days_ago: int) -> datetime:
    day = today() - timedelta(days=days_ago)
    return min(timezone.make_aware(datetime.combine(day, time(10, 15))), timezone.now())


def _past(context: DemoContext, movement: Any, heads: list[int], openings: list[Opening]) -> None:
    """Searches that ended: most at a group near by, some stopped."""
    random = context.random
    for number, head in enumerate(heads):
        days = random.randint(60, _YEARS * 365)
        signed_up, contacted = _at(days), today() - timedelta(days=days - random.randint(1, 9))
        wish = _wish(random, movement.places[head].code)
        common = {
            "person_id": movement.people[head],
            "wish": wish,
            "signed_up_at": signed_up,
            "contacted_on": contacted,
        }
        if number % 6 == 5:
            reason = random.choice(list(StopReason))
            bring_search(actor=context.actor, past=Past(**common, stop_reason=reason))
            continue
        started = contacted + timedelta(days=random.randint(5, 30))
        ended = started + timedelta(days=random.randint(30, 700))
        opening = _near(random, movement.places[head], openings)
        past = Past(
            **common,
            opening=opening,
            score=random.randint(550, 960),
            candidate_answer=Answer.YES,
            group_answer=Answer.YES,
            started_on=min(started, today()),
            ended_on=ended if ended < today() else None,
            went={FollowUpKind.TWO_WEEKS: FollowUpAnswer.GOOD} if number % 3 else {},
        )
        bring_search(actor=context.actor, past=past)


def _near(random: Random, place: Any, openings: list[Opening]) -> Opening:
    """An opening in the same working region where there is one."""
    same = [
        one
        for one in openings
        if one.initiative.region
        and one.initiative.region.working_region_id == place.working_region_id
    ]
    return random.choice(same or openings)


def _present(
    context: DemoContext, movement: Any, heads: list[int], openings: list[Opening]
) -> None:
    """Searches of these weeks: new ones, late ones, proposals that wait, some agreed."""
    random = context.random
    cases, records = open_cases(Opening.objects.filter(pk__in=[one.pk for one in openings]))
    for number, head in enumerate(heads):
        days = random.choice((0, 1, 2, 3, 4, 5, 6, 9, 12, 16, 24, 33))
        wish = _wish(random, movement.places[head].code)
        is_contacted = days > 2 and random.random() < 0.75
        common: dict[str, Any] = {
            "person_id": movement.people[head],
            "wish": wish,
            "signed_up_at": _at(days),
            "contacted_on": today() - timedelta(days=max(0, days - 3)) if is_contacted else None,
        }
        if is_contacted and number % 9 == 0:
            common |= _proposed(random, wish, cases, records)
        bring_search(actor=context.actor, past=Past(**common))


def _proposed(
    random: Random, wish: Wish, cases: list[rules.Opening], records: dict[int, Opening]
) -> dict[str, Any]:
    """The best opening for a wish, proposed; half of them answered."""
    case = {
        "id": 0,
        "languages": wish.languages,
        "themes": wish.themes,
        "skills": wish.skills,
        "times": wish.moments,
    }
    (best,) = rules.rank([case], cases, most=1).get(0) or (None,)
    if best is None:
        return {}
    answers = random.choice(
        ((Answer.NONE, Answer.NONE), (Answer.YES, Answer.NONE), (Answer.YES, Answer.YES))
    )
    return {
        "opening": records[int(best.opening)],
        "score": best.score,
        "reasons": tuple(reason._asdict() for reason in best.reasons),
        "candidate_answer": answers[0],
        "group_answer": answers[1],
    }
