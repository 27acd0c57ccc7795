"""Keep the ways in which people look at the list of contacts."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brug.kernel import audit
from brug.kernel.access.actor import Actor
from brug.kernel.models import User
from brug.kernel.roles import DESK_ROLES
from brug.kernel.uniqueness import refusing_doubles
from brug.people.models import DefaultView, SavedView
from brug.people.rules.names import clean

TERM = timedelta(days=30)  # how long a removed view can be put back
_MOST_VALUES, _LONGEST_VALUE = 60, 200

Filters = Mapping[str, Sequence[str]]


@transaction.atomic
def keep_view(
    *,
    actor: Actor,
    name: str,
    filters: Filters,
    columns: Sequence[str] = (),
    ordering: str = "",
    role: str = "",
) -> SavedView:
    """Keep filters, columns and order under a name, for oneself or for a role as well.

    Raises:
        PermissionDenied: the actor may not see contacts, or not share views.
        ValidationError: the name is empty or taken, or there is too much to keep.
    """
    owner = _require_user(actor)
    view = SavedView(owner=owner)
    return _write(actor, view, name, role, _kept_values(filters, columns, ordering))


@transaction.atomic
def change_view(
    *,
    actor: Actor,
    view: SavedView,
    name: str,
    role: str,
    filters: Filters | None = None,
    columns: Sequence[str] = (),
    ordering: str = "",
) -> SavedView:
    """Give a view another name or other readers; with ``filters`` also other filters and columns.

    Raises:
        PermissionDenied: it is another's, or the actor may not share views.
        ValidationError: as ``keep_view``.
    """
    kept = _own(actor, view)
    values = None if filters is None else _kept_values(filters, columns, ordering)
    return _write(actor, kept, name, role, values)


@transaction.atomic
def remove_view(*, actor: Actor, view: SavedView) -> SavedView:
    """Remove a view; for thirty days it can be put back. Nobody's list begins with it any more.

    Raises:
        PermissionDenied: it is another's.
    """
    kept = _own(actor, view)
    kept.removed_at = timezone.now()
    kept.save(update_fields=["removed_at", "changed_at"])
    DefaultView.objects.filter(view=kept).delete()
    audit.record(actor=actor, verb="people.view_removed", target=kept)
    return kept


@transaction.atomic
def put_back_view(*, actor: Actor, view: SavedView) -> SavedView:
    """Put back a view that was removed.

    Raises:
        PermissionDenied: it is another's.
        ValidationError: another view has its name by now.
    """
    kept = _own(actor, view)
    kept.removed_at = None
    with refusing_doubles(_taken()):
        kept.save(update_fields=["removed_at", "changed_at"])
    audit.record(actor=actor, verb="people.view_put_back", target=kept)
    return kept


@transaction.atomic
def set_default_view(*, actor: Actor, view: SavedView | None) -> None:
    """Let one's list begin with a view; None: with everybody again.

    Raises:
        PermissionDenied: the actor does not see that view.
    """
    user = _require_user(actor)
    if view is None:
        DefaultView.objects.filter(user=user).delete()
    else:
        if not SavedView.objects.visible_to(actor).standing().filter(pk=view.pk).exists():
            raise PermissionDenied(_("This view is another's."))
        DefaultView.objects.update_or_create(user=user, defaults={"view": view})
    audit.record(
        actor=actor, verb="people.first_view_chosen", target=user, note=str(view) if view else ""
    )


def forget_views() -> int:
    """Delete the views that were removed more than thirty days ago; return how many."""
    old = SavedView.objects.filter(removed_at__lt=timezone.now() - TERM)
    return old.delete()[0]


def _require_user(actor: Actor) -> User:
    actor.require("people.view_contact")
    if actor.user is None:
        raise PermissionDenied(_("Only people who sign in keep views."))
    return actor.user


def _own(actor: Actor, view: SavedView) -> SavedView:
    user = _require_user(actor)
    kept = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    if kept.owner_id != user.pk:
        raise PermissionDenied(_("This view is another's."))
    return kept


def _kept_values(filters: Filters, columns: Sequence[str], ordering: str) -> dict[str, object]:
    values = [text for texts in filters.values() for text in texts]
    if len(values) + len(columns) > _MOST_VALUES or any(
        len(text) > _LONGEST_VALUE for text in (*values, *columns)
    ):
        raise ValidationError(_("That is too much for one view."))
    return {
        "filters": {name: list(texts) for name, texts in filters.items()},
        "columns": list(columns),
        "ordering": clean(ordering, 40),
    }


def _write(
    actor: Actor, view: SavedView, name: str, role: str, values: dict[str, object] | None
) -> SavedView:
    before = audit.snapshot(view) if view.pk else {}
    if role and role != view.role:
        actor.require("people.share_views")
        if role not in DESK_ROLES:
            raise ValidationError({"role": _("This role does not work at the desk.")})
    view.name, view.role = clean(name, 80), role
    for field, value in (values or {}).items():
        setattr(view, field, value)
    if not view.name:
        raise ValidationError({"name": _("Give the view a name.")})
    with refusing_doubles(_taken()):
        view.save()
    audit.record(
        actor=actor,
        verb="people.view_changed" if before else "people.view_kept",
        target=view,
        before=before,
        after=audit.snapshot(view),
    )
    return view


def _taken() -> ValidationError:
    return ValidationError({"name": _("You have a view of that name already.")})
