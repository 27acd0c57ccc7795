"""What the kernel adds to the desk's frame."""

from typing import Any

from wagtail import hooks

from brug.kernel.registries.audit_verbs import audit_verbs


@hooks.register("register_log_actions")
def name_audit_verbs(actions: Any) -> None:
    """Let Wagtail's history show our verbs in the reader's language."""
    for verb in audit_verbs:
        actions.register_action(verb.name, verb.label, verb.label)
