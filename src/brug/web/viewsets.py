"""The desk's screen of users, on the frame's list."""

from typing import Any

import django_filters
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import URLPattern, path
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.users.views.users import IndexView, UserViewSet

from brug.kernel.desk.table_export import TableExportMixin
from brug.kernel.models import RoleGrant, User
from brug.kernel.roles import Role
from brug.kernel.tables import Column as Table
from brug.web.accounts import FACTORS
from brug.web.views import users

_HAS_FACTOR = Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=FACTORS))


class UserFilterSet(WagtailFilterSet):
    """Narrows the list by role and by state."""

    role = django_filters.ChoiceFilter(
        label=_("Role"), field_name="role_grants__role", choices=Role.choices
    )
    is_active = django_filters.BooleanFilter(label=_("May sign in"))

    class Meta:
        model = User
        fields: tuple[str, ...] = ()


def roles_in_words(user: User) -> str:
    """Return the roles, regional ones with their region."""
    return ", ".join(
        f"{grant.get_role_display()} ({grant.region})" if grant.region else grant.get_role_display()
        for grant in user.grants
    )


def state_in_words(user: Any) -> str | Promise:
    """Return how far somebody is: invited, without second step, active or shut out."""
    if not user.is_active:
        return _("Deactivated")
    if not user.has_usable_password():
        return _("Invited")
    if user.is_staff and not user.has_factor:
        return _("No second step yet")
    return _("Active")


class UserIndexView(TableExportMixin, IndexView):
    """All users with their roles, second step and last visit."""

    add_item_label = _("Invite somebody")
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "web/desk/users/results.html"
    default_ordering = "name"
    export_right = "kernel.manage_users"
    export_name = _("Users")
    export_columns = (
        Table(_("Name"), str, 30),
        Table(_("E-mail address"), lambda user: user.email, 34),
        Table(_("Roles"), roles_in_words, 40),
        Table(_("State"), state_in_words, 20),
        Table(_("Last here"), lambda user: user.last_login, 18),
    )
    _count = 0

    @cached_property
    def columns(self) -> list[Column]:
        """Name first; then what an administrator looks for."""
        return [
            TitleColumn(
                "name",
                label=_("Name"),
                accessor=str,
                sort_key="name",
                get_url=self.get_edit_url,
            ),
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("roles", label=_("Roles"), accessor=roles_in_words),
            Column("state", label=_("State"), accessor=state_in_words),
            DateColumn("last_login", label=_("Last here"), sort_key="last_login", width="12%"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        """Read roles with their regions and whether there is a second step in three queries."""
        grants = RoleGrant.objects.select_related("region").order_by("role")
        return (
            User.objects.select_related("wagtail_userprofile")
            .prefetch_related(Prefetch("role_grants", queryset=grants))
            .annotate(has_factor=_HAS_FACTOR)
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the ways to take a list along that is not empty."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        self._count = context["paginator"].count
        return context | {"header_buttons": self.get_header_buttons()}

    def get_header_more_buttons(self) -> list[Any]:
        """The ways to take the list along, once it is known how long it is."""
        return self.export_buttons(self._count)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Leave out what only the frame's own filters know."""
        kwargs = super().get_filterset_kwargs()
        kwargs.pop("is_searching", None)
        return kwargs

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        """Find by any part of name or address."""
        for word in self.search_query.split() if self.search_query else ():
            queryset = queryset.filter(
                Q(first_name__icontains=word)
                | Q(last_name__icontains=word)
                | Q(email__icontains=word)
            )
        return queryset


class HouseUserViewSet(UserViewSet):
    """Users: the frame's list and history, our own screens for all that changes something."""

    index_view_class = UserIndexView
    filterset_class = UserFilterSet
    ordering = "name"
    template_prefix = ""
    add_to_settings_menu = False
    add_to_admin_menu = True
    menu_order = 900
    copy_view_enabled = False

    def register_search_area(self) -> None:
        """Leave it out: the desk has one search."""

    def get_urlpatterns(self) -> list[URLPattern]:
        """Serve the list, the history, and our own screens."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", users.invite, name="add"),
            path("edit/<int:pk>/", users.edit, name="edit"),
            path("edit/<int:pk>/<slug:act>/", users.act, name="act"),
            path("history/<int:pk>/", self.history_view, name="history"),
            path("history-results/<int:pk>/", self.history_results_view, name="history_results"),
        ]
