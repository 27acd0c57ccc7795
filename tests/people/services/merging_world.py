"""Two contacts that are one, with something in every table that leads to a contact."""

from typing import Any

from django.apps import apps
from django.utils import timezone

from brug.kernel.models import OutgoingMail
from brug.people.enums import Channel, EngagementKind
from brug.people.models import Contact, DuplicatePair, PersonalLink, TargetGroup
from brug.people.services import addresses, consent, contacts, notes, relations, target_groups
from brug.people.services.consent import Proof
from tests.factories.people import HOUSE, act, make_municipality, make_organisation, make_person

PROOF = Proof(where="list at the market")
# Written anew, or about the merge itself.
_NOT_STATE = {
    "people.merge",
    "people.changemark",
    "wagtailcore.modellogentry",
    "people.nameword",
    "sessions.session",
}


def snapshot() -> dict[str, Any]:
    """Every row of the house by table; search words without their keys, which mean nothing."""
    state = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if not model.__module__.startswith("brug.") or label in _NOT_STATE:
            continue
        rows = list(model._base_manager.order_by("pk").values())
        if label == "people.contactword":
            rows = sorted((row["contact_id"], row["word"]) for row in rows)
        state[label] = rows
    return state


def twins() -> tuple[Contact, Contact]:
    """Two contacts of one person, and whom they are tied to."""
    make_municipality("3500", "Hasselt", "LIM")
    keep = make_person(
        "Karimi",
        "Mohammad",
        email="mo@example.org",
        phone="0470 12 34 56",
        postal_code="3500",
        city="Hasselt",
        languages=("fa", "nl"),
        external_id="civi-1",
    )
    lose = make_person(
        "Karimi",
        "Muhammed",
        email="mk@example.org",
        email_confirmed_at=timezone.now(),
        phone="+32 470 12 34 56",
        street="Dorpstraat 1",
        postal_code="3500",
        city="Hasselt",
        languages=("fa", "ps"),
        birth_year=1990,
        is_volunteer=True,
        external_id="civi-2",
    )
    furnish(keep, lose)
    return keep, lose


def furnish(keep: Contact, lose: Contact) -> None:
    """Give both something of everything."""
    addresses.add_email(actor=HOUSE, contact_id=lose.pk, address="mo@example.org")
    group = make_organisation("Welkom in Hasselt")
    press = target_groups.make_target_group(
        actor=HOUSE, code="press", card=target_groups.GroupCard("Pers")
    )
    wide = target_groups.make_target_group(
        actor=HOUSE, code="all", card=target_groups.GroupCard("Iedereen")
    )
    for contact in (keep, lose):
        tie = relations.Tie(contact.pk, group.pk)
        relations.relate(actor=HOUSE, kind="volunteers-in", tie=tie)
        target_groups.add_to_target_group(actor=HOUSE, group=press, contact_ids=[contact.pk])
        notes.write_note(actor=HOUSE, contact_id=contact.pk, text="Belt laat.")
        act(contact, EngagementKind.VOLUNTEERED, days=contact.pk % 5 + 1)
    relations.relate(actor=HOUSE, kind="works-for", tie=relations.Tie(lose.pk, group.pk))
    relations.relate(actor=HOUSE, kind="works-for", tie=relations.Tie(keep.pk, lose.pk))
    target_groups.add_to_target_group(actor=HOUSE, group=wide, contact_ids=[lose.pk])
    give(keep, "news")
    withdraw(lose, "news")
    give(lose, "actions")
    contacts.set_languages(actor=HOUSE, contact_id=lose.pk, languages=["fa", "ps"])
    DuplicatePair.objects.create(
        first_id=min(keep.pk, lose.pk), second_id=max(keep.pk, lose.pk), score=0.98
    )
    PersonalLink.objects.create(
        person=lose, email=lose.emails.first(), made_at=timezone.now(), expires_at=timezone.now()
    )
    OutgoingMail.objects.create(
        kind="kernel.trial", key=f"k{lose.pk}", message_id=f"m{lose.pk}", person_id=lose.pk
    )


def give(contact: Contact, purpose: str, address: str = "") -> None:
    consent.give(
        actor=HOUSE,
        person_id=contact.pk,
        purpose=purpose,
        channel=Channel.EMAIL,
        proof=PROOF,
        address=address,
    )


def withdraw(contact: Contact, purpose: str, address: str = "") -> None:
    consent.withdraw(
        actor=HOUSE,
        person_id=contact.pk,
        purpose=purpose,
        channel=Channel.EMAIL,
        proof=PROOF,
        address=address,
    )


def groups_of(contact: Contact) -> set[str]:
    return set(TargetGroup.objects.filter(contacts=contact).values_list("code", flat=True))
