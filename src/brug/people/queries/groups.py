"""How large target groups are."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from brug.kernel.access.actor import Actor
from brug.people.models import Contact, TargetGroup


def with_sizes(groups: QuerySet[TargetGroup], actor: Actor) -> QuerySet[TargetGroup]:
    """Return ``groups`` with ``size``: how many contacts in each the actor may see.

    Who sees everybody asks the table of memberships alone, whose index answers by itself.
    """
    members = TargetGroup.contacts.through.objects.filter(targetgroup=OuterRef("pk"))
    if actor.working_regions is not None:
        members = members.filter(contact__in=Contact.objects.visible_to(actor))
    counted = members.order_by().values("targetgroup").annotate(size=Count("pk"))
    sizes = counted.values_list("size")  # type: ignore[misc]  # the plugin loses the annotation
    return groups.annotate(size=Coalesce(Subquery(sizes, IntegerField()), 0))
