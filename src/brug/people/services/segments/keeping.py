"""Keep segments."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.periods import today
from brug.people.models import Segment
from brug.people.queries.segments.compiling import q_of
from brug.people.queries.segments.values import check
from brug.people.rules.names import clean
from brug.people.rules.segments import SEGMENT, Group, TreeError, dump, leaves, normalise, parse


@transaction.atomic
def make_segment(
    *,
    actor: Actor,
    name: str,
    tree: object,
    code: str = "",
    meaning: str = "",
    is_shared: bool = False,
) -> Segment:
    """Keep conditions under a name; a code is made of the name where none is told.

    Raises:
        PermissionDenied: the actor may not keep segments, or not share them.
        ValidationError: the name is taken or empty, or the tree cannot be counted.
    """
    actor.require("people.manage_segments")
    if is_shared:
        actor.require("people.share_segments")
    segment = Segment(code=_free_code(code or slugify(name)), owner=actor.user)
    return _save(actor, segment, name, meaning, tree, is_shared=is_shared, before={})


@transaction.atomic
def change_segment(
    *, actor: Actor, segment: Segment, name: str, meaning: str, tree: object, is_shared: bool
) -> Segment:
    """Change a segment. Lists that were frozen keep the conditions of their moment.

    Raises:
        PermissionDenied: it is another's, or shared and the actor may not change shared ones.
        ValidationError: the tree cannot be counted, or a shared segment that others use would be
            shared no more.
    """
    require_change(actor, segment)
    if is_shared and not segment.is_shared:
        actor.require("people.share_segments")
    if segment.is_shared and not is_shared:
        _refuse_used(segment)
    segment = Segment.objects.select_for_update().get(pk=segment.pk)
    before = audit.snapshot(segment)
    return _save(actor, segment, name, meaning, tree, is_shared=is_shared, before=before)


@transaction.atomic
def remove_segment(*, actor: Actor, segment: Segment) -> None:
    """Remove a segment; lists frozen from it stay.

    Raises:
        PermissionDenied: as ``change_segment``.
        ValidationError: another segment uses it.
    """
    require_change(actor, segment)
    _refuse_used(segment)
    audit.record(
        actor=actor,
        verb="people.segment_removed",
        target=segment,
        before=audit.snapshot(segment),
    )
    segment.delete()


def may_change(actor: Actor, segment: Segment) -> bool:
    """Tell whether the actor may change a segment: an own one, or a shared one with the right."""
    if actor.is_system or (actor.may("people.share_segments") and segment.is_shared):
        return True
    is_own = actor.user is not None and segment.owner_id == actor.user.pk
    return is_own and not segment.is_shared and actor.may("people.manage_segments")


def require_change(actor: Actor, segment: Segment) -> None:
    """Pass where ``may_change`` says yes.

    Raises:
        PermissionDenied: it says no.
    """
    if not may_change(actor, segment):
        raise PermissionDenied(
            _("This segment belongs to somebody else. Duplicate it to change your own copy.")
        )


def _save(
    actor: Actor,
    segment: Segment,
    name: str,
    meaning: str,
    tree: object,
    *,
    is_shared: bool,
    before: dict[str, Any],
) -> Segment:
    segment.name, segment.meaning = clean(name, 150), meaning.strip()
    segment.is_shared = is_shared
    if not segment.name:
        raise ValidationError({"name": _("Give it a name.")})
    segment.tree = dump(_checked(segment.code, tree))
    segment.save()
    audit.record(
        actor=actor,
        verb="people.segment_changed",
        target=segment,
        before=before,
        after=audit.snapshot(segment),
    )
    return segment


def _checked(code: str, tree: object) -> Group:
    try:
        root = normalise(parse(tree, check))
        # Asked with its own name above it, so that a segment that holds itself is found out.
        q_of(root, today(), frozenset({code}))
    except TreeError as error:
        raise ValidationError(str(error)) from error
    return root


def _free_code(wanted: str) -> str:
    stem = (slugify(wanted) or "segment")[:70]
    taken = set(Segment.objects.filter(code__startswith=stem).values_list("code", flat=True))
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(code for code in numbers if code not in taken)


def users_of(code: str) -> list[Segment]:
    """Return the segments that use another one."""
    found = []
    for segment in Segment.objects.exclude(code=code):
        try:
            used = {
                leaf.values["segment"]
                for leaf in leaves(parse(segment.tree, check))
                if leaf.name == SEGMENT
            }
        except TreeError:
            continue
        if code in used:
            found.append(segment)
    return found


def _refuse_used(segment: Segment) -> None:
    if users := users_of(segment.code):
        names = ", ".join(str(one) for one in users)
        raise ValidationError(
            _("It is used within: %(names)s. Change those first.") % {"names": names}
        )
