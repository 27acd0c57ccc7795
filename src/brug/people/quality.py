"""What may be wrong with contacts, for the page of data quality."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brug.kernel.access.actor import Actor
from brug.kernel.registries.quality import Fault, QualityCheck, quality_checks
from brug.people.models import Contact, DuplicatePair, TargetGroup
from brug.people.queries.doubts import DOUBTS


def _count(name: str, actor: Actor) -> int:
    return Contact.objects.visible_to(actor).known().filter(DOUBTS[name].where()).count()


def _url(name: str) -> str:
    return f"{reverse('people_contacts:index')}?doubt={name}"


def _due_groups(_actor: Actor) -> int:
    return sum(group.is_due for group in TargetGroup.objects.all())


for _name, _doubt in DOUBTS.items():
    quality_checks.register(
        QualityCheck(
            name=f"people.{_name}",
            label=_doubt.label,
            fault=_doubt.fault,
            to_do=_doubt.to_do,
            permission="people.view_contact",
            count=partial(_count, _name),
            url=partial(_url, _name),
        )
    )
quality_checks.register(
    QualityCheck(
        name="people.duplicates",
        label=_("Two contacts that may be one"),
        fault=Fault.DOUBTFUL,
        to_do=_("Look at each pair: merge it, or say that they are two."),
        permission="people.merge_contact",
        count=lambda actor: DuplicatePair.objects.visible_to(actor).open().count(),
        url=partial(reverse, "people_pairs:index"),
    )
)
quality_checks.register(
    QualityCheck(
        name="people.groups_due",
        label=_("Target groups that nobody looked at in time"),
        fault=Fault.STALE,
        to_do=_("Its owner says whether it is still needed and right."),
        permission="people.view_contact",
        count=_due_groups,
        url=partial(reverse, "people_groups:index"),
    )
)
