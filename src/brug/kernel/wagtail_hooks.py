"""What the kernel adds to the desk's frame."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from brug.kernel.audit_lines import changes_of, note_of
from brug.kernel.desk.menu import RoomMenuItem
from brug.kernel.registries.audit_verbs import AuditVerb, audit_verbs

DESK_STYLES = ("tokens", "fonts", "components", "controls", "charts", "frame", "desk", "operations")


@hooks.register("register_log_actions")
def name_audit_verbs(actions: Any) -> None:
    """Let Wagtail's history show our verbs in the reader's language."""
    for verb in audit_verbs:
        actions.register_action(verb.name)(_formatter(verb))


def _formatter(verb: AuditVerb) -> type[LogFormatter]:
    """Return what tells an entry of one verb, with what changed."""

    class Formatter(LogFormatter):
        label = message = verb.label

        def format_message(self, log_entry: Any) -> str:
            """Return the verb, what was noted, and each change with before and after."""
            parts = [note_of(log_entry), *map(str, changes_of(log_entry))]
            details = "; ".join(part for part in parts if part)
            return f"{verb.label} ({details})" if details else str(verb.label)

    return Formatter


@hooks.register("insert_global_admin_css")
def house_styles() -> SafeString:
    """Give the frame the house's look, and our own desk pages theirs."""
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}" media="{}">',
        [(static(f"brug/css/{name}.css"), "all") for name in DESK_STYLES]
        + [(static("brug/css/print.css"), "print")],
    )


@hooks.register("register_admin_urls")
def operations_pages() -> list[URLPattern | URLResolver]:
    """Serve the screens of mails, jobs and schedules."""
    return [
        path("mails/", include("brug.kernel.messages.desk.urls")),
        path("jobs/", include("brug.kernel.jobs.desk.urls")),
        path("retention/", include("brug.kernel.retention.desk.urls")),
        path("closed/", include("brug.kernel.closed.desk.urls")),
    ]


@hooks.register("register_admin_menu_item")
def mails_entry() -> MenuItem:
    """Lead to the mails."""
    return RoomMenuItem(
        _("Mails"),
        reverse_lazy("mails:list"),
        permission="kernel.run_operations",
        name="mails",
        icon_name="mail",
        order=705,
    )


@hooks.register("register_admin_menu_item")
def jobs_entry() -> MenuItem:
    """Lead to the jobs and schedules."""
    return RoomMenuItem(
        _("Jobs"),
        reverse_lazy("jobs:list"),
        permission="kernel.run_operations",
        name="jobs",
        icon_name="cogs",
        order=710,
    )


@hooks.register("register_admin_menu_item")
def closed_entry() -> MenuItem:
    """Lead to the log of who read closed records."""
    return RoomMenuItem(
        pgettext_lazy("menu", "Who read what"),
        reverse_lazy("closed:list"),
        permission="kernel.view_closed_readings",
        name="closed",
        icon_name="view",
        order=907,
    )


@hooks.register("register_admin_menu_item")
def retention_entry() -> MenuItem:
    """Lead to the terms of data."""
    return RoomMenuItem(
        _("Terms of data"),
        reverse_lazy("retention:list"),
        permission="kernel.manage_retention",
        name="retention",
        icon_name="time",
        order=905,
    )
