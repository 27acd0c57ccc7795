"""A small movement of every kind of person, and plain Python that says whom a tree chooses.

The Python knows nothing of SQL: it reads all records into memory and asks them one by one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from brug.kernel.models import Practice, Region
from brug.kernel.periods import Period
from brug.people.enums import Channel, ConsentState, EngagementKind
from brug.people.models import (
    Attribution,
    Campaign,
    Consent,
    Contact,
    ContactLanguage,
    EmailAddress,
    Engagement,
    Phone,
    Purpose,
    Relation,
    RelationKind,
    TargetGroup,
)
from brug.people.rules.segments import Group, Leaf, evaluate
from brug.people.services.journal_bulk import Act, record_many
from tests.factories.people import HOUSE, make_municipality, make_organisation, make_person

KINDS = ["gift", "sponsored", "volunteered", "attended"]


def populate(people: int = 40, seed: int = 1) -> None:
    """Make people of every kind: with and without place, year, address, acts, words."""
    random = Random(seed)
    codes = ["9000", "3500", ""]
    make_municipality("9000", "Gent", "OVL")
    make_municipality("3500", "Hasselt", "LIM")
    campaign = Campaign.objects.create(code="winter", name="Winter")
    ways = [
        Attribution.objects.create(source="flyer", medium="print", campaign=campaign).pk,
        Attribution.objects.create(source="news", medium="email").pk,
        None,
    ]
    practice = Practice.objects.create(code="walk", name="Walk").pk
    top = TargetGroup.objects.create(code="press", name="Pers")
    below = TargetGroup.objects.create(code="radio", name="Radio", parent=top)
    for number in range(people):
        place = random.choice(codes)
        where = {"postal_code": place} if place else {}
        person = (
            make_organisation(f"Huis {number}", **where)
            if number % 9 == 0
            else make_person(f"P{number}", is_volunteer=random.random() < 0.3, **where)
        )
        _card(random, person, number)
        _reach(random, person)
        if random.random() < 0.5:
            random.choice([top, below]).contacts.add(person)
        _acts(random, person, ways, practice)
    _ties(random)
    gone = Contact.objects.persons().order_by("pk")[3]
    Contact.objects.filter(pk=gone.pk).update(anonymised_at=timezone.now())


def _card(random: Random, person: Contact, number: int) -> None:
    Contact.objects.filter(pk=person.pk).update(
        language=random.choice(["nl", "fr", "en"]),
        birth_year=random.choice([None, 1950, 1980, 1999]),
        created_at=timezone.now() - timedelta(days=number * 25),
    )
    if random.random() < 0.4:
        ContactLanguage.objects.create(contact=person, language=random.choice(["nl", "ps"]))
    if random.random() < 0.4:
        Phone.objects.create(contact=person, number="0470", digits="0470")


def _reach(random: Random, person: Contact) -> None:
    now = timezone.now()
    for number in range(random.choice([0, 1, 1, 2])):
        EmailAddress.objects.create(
            contact=person,
            address=f"p{person.pk}-{number}@example.org",
            is_primary=not number,
            confirmed_at=random.choice([None, now]),
            bounced_at=random.choice([None, None, now]),
        )
    news = Purpose.objects.get(code="news")
    addresses = ["", *person.emails.values_list("address", flat=True)]
    for address in addresses:
        if random.random() < 0.5:
            Consent.objects.create(
                person=person,
                purpose=news,
                channel=random.choice([Channel.EMAIL, Channel.EMAIL, Channel.POST]),
                address=address,
                state=random.choice(ConsentState.values),
                since=now,
            )


def _acts(random: Random, person: Contact, ways: list[int | None], practice: int) -> None:
    now = timezone.now()
    record_many(
        actor=HOUSE,
        acts=[
            Act(
                person_id=person.pk,
                kind=EngagementKind(random.choice(KINDS)),
                occurred_at=now - timedelta(days=random.randrange(900), minutes=5),
                practice_id=random.choice([practice, None]),
                attribution_id=random.choice(ways),
                amount=random.choice([None, Decimal("10.10"), Decimal(25), Decimal("0.10")]),
            )
            for _number in range(random.choice([0, 0, 1, 2, 5]))
        ],
    )


def _ties(random: Random) -> None:
    keys = list(Contact.objects.order_by("pk").values_list("pk", flat=True))
    kinds = list(RelationKind.objects.all())
    today = timezone.localdate()
    for _number in range(15):
        one, other = random.sample(keys, 2)
        Relation.objects.create(
            kind=random.choice(kinds),
            subject_id=one,
            target_id=other,
            starts_on=today - timedelta(days=random.randrange(-40, 900)),
            ends_on=random.choice([None, today - timedelta(days=1), today]),
        )


@dataclass
class Everyone:
    """All records, read once."""

    contacts: list[Contact]
    today: date

    @classmethod
    def read(cls) -> "Everyone":
        rows = Contact.objects.filter(anonymised_at=None).select_related("region")
        related = ("emails", "phones", "addresses", "languages", "target_groups__parent")
        acts = ("engagements__attribution__campaign", "engagements__practice")
        ties = ("relations__kind", "relations_to__kind", "consents__purpose")
        return cls(list(rows.prefetch_related(*related, *acts, *ties)), timezone.localdate())

    def chosen(self, tree: Group) -> set[int]:
        return {
            one.pk
            for one in self.contacts
            if evaluate(tree, lambda leaf, one=one: self.holds(one, leaf))  # type: ignore[misc]
        }

    def holds(self, one: Contact, leaf: Leaf) -> bool:
        return bool(_NAIVE[leaf.name](one, dict(leaf.values), self.today))


def _in_period(moment: datetime | date | None, values: dict, today: date) -> bool:
    if moment is None:
        return False
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    if "months" in values:
        return day in Period.months_until(today, values["months"])
    since, until = values.get("since"), values.get("until")
    return (not since or day >= date.fromisoformat(since)) and (
        not until or day <= date.fromisoformat(until)
    )


def _meant(one: Contact, values: dict, today: date) -> list[Engagement]:
    def fits(act: Engagement) -> bool:
        way = act.attribution
        return (
            (not values.get("kinds") or act.kind in values["kinds"])
            and _in_period(act.occurred_at, values, today)
            and (
                not values.get("practices")
                or (act.practice is not None and act.practice.code in values["practices"])
            )
            and (
                not values.get("campaigns")
                or (way is not None and way.campaign and way.campaign.code in values["campaigns"])
            )
            and all(
                name not in values or (way is not None and getattr(way, name) == values[name])
                for name in ("source", "medium")
            )
        )

    return [act for act in one.engagements.all() if fits(act)]


def _did(one: Contact, values: dict, today: date) -> bool:
    times = len(_meant(one, values, today))
    return times >= values["times"] if values["how"] == "at_least" else times <= values["times"]


def _gave(one: Contact, values: dict, today: date) -> bool:
    amounts = [act.amount for act in _meant(one, values, today) if act.amount is not None]
    amount = Decimal(values["amount"])
    if values["how"] == "once":
        return any(paid >= amount for paid in amounts)
    return (sum(amounts, Decimal(0)) >= amount) == (values["how"] == "total")


def _lives(one: Contact, values: dict, _today: date) -> bool:
    paths = Region.objects.filter(code__in=values["regions"]).values_list("path", flat=True)
    return one.region is not None and any(one.region.path.startswith(path) for path in paths)


def _grouped(one: Contact, values: dict, _today: date) -> bool:
    codes = set()
    for group in one.target_groups.all():
        codes |= {group.code, group.parent.code if group.parent else group.code}
    return bool(codes & set(values["groups"]))


def _tied(one: Contact, values: dict, today: date) -> bool:
    def lasts(tie: Relation) -> bool:
        return (not tie.starts_on or tie.starts_on <= today) and (
            not tie.ends_on or tie.ends_on >= today
        )

    found = {tie.kind.code for tie in one.relations.all() if lasts(tie)}
    found |= {f"{tie.kind.code}~" for tie in one.relations_to.all() if lasts(tie)}
    return bool(found & set(values["kinds"]))


def _words(one: Contact, values: dict) -> list[Consent]:
    return [
        word
        for word in one.consents.all()
        if word.purpose.code == values["purpose"] and word.channel == values["channel"]
    ]


def _agreed(one: Contact, values: dict, _today: date) -> bool:
    states = {word.state for word in _words(one, values)}
    return not states if values["state"] == "none" else values["state"] in states


def _reachable(one: Contact, values: dict, _today: date) -> bool:
    states = {word.address: word.state for word in _words(one, values)}
    if values["channel"] == "post":
        return states.get("") == "given" and bool(one.addresses.all())
    return any(
        states.get(email.address, states.get("")) == "given" and email.bounced_at is None
        for email in one.emails.all()
    )


def _mail_state(one: Contact, values: dict, _today: date) -> bool:
    tests: dict[str, Callable[[EmailAddress], bool]] = {
        "confirmed": lambda email: email.confirmed_at is not None,
        "unconfirmed": lambda email: email.confirmed_at is None,
        "bounced": lambda email: email.bounced_at is not None,
    }
    return any(tests[values["state"]](email) for email in one.emails.all())


_HAS = {"email": "emails", "phone": "phones", "address": "addresses"}
_NAIVE: dict[str, Callable[[Contact, dict, date], object]] = {
    "people.kind": lambda one, values, _today: one.kind == values["kind"],
    "people.language": lambda one, values, _today: one.language in values["languages"],
    "people.speaks": lambda one, values, _today: any(
        spoken.language in values["languages"] for spoken in one.languages.all()
    ),
    "people.region": _lives,
    "people.volunteer": lambda one, _values, _today: one.is_volunteer,
    "people.birth_year": lambda one, values, _today: (
        one.birth_year is not None
        and values.get("first", 0) <= one.birth_year <= values.get("last", 9999)
    ),
    "people.known_since": lambda one, values, today: _in_period(one.created_at, values, today),
    "people.last_engaged": lambda one, values, today: _in_period(
        one.last_engaged_on, values, today
    ),
    "people.did": _did,
    "people.gave": _gave,
    "people.consent": _agreed,
    "people.reachable": _reachable,
    "people.has": lambda one, values, _today: bool(getattr(one, _HAS[values["what"]]).all()),
    "people.email": _mail_state,
    "people.target_group": _grouped,
    "people.relation": _tied,
}
KNOWN = sorted(_NAIVE)
