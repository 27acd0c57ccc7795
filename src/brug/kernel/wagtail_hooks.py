"""What the kernel adds to the desk's frame."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

from brug.kernel.registries.audit_verbs import audit_verbs


@hooks.register("register_log_actions")
def name_audit_verbs(actions: Any) -> None:
    """Let Wagtail's history show our verbs in the reader's language."""
    for verb in audit_verbs:
        actions.register_action(verb.name, verb.label, verb.label)


DESK_STYLES = ("tokens", "fonts", "components", "controls", "charts", "frame", "desk")


@hooks.register("insert_global_admin_css")
def house_styles() -> SafeString:
    """Give the frame the house's look, and our own desk pages theirs."""
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(f"brug/css/{name}.css"),) for name in DESK_STYLES),
    )
