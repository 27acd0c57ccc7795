"""Wagtail's frame without what nobody at this desk needs."""

from typing import Any

from wagtail import hooks

# Its menus and search areas ask its own tables of rights, on every page, for pages that are shut.
_MENUS = (
    "register_admin_menu_item",
    "register_settings_menu_item",
    "register_reports_menu_item",
    "register_help_menu_item",
    "register_admin_search_area",
)


def keep_only_ours() -> None:
    """Drop the entries that Wagtail's own modules put into menu and search.

    Wagtail has no way to take a registered function back, hence its private list. Called once,
    after all modules of hooks were read and before the first page is made.
    """
    hooks.search_for_hooks()
    for name in _MENUS:
        registered = hooks._hooks.get(name, [])  # noqa: SLF001 - see above
        registered[:] = [entry for entry in registered if not _is_wagtails(entry[0])]


def _is_wagtails(function: Any) -> bool:
    """Tell whose a hook is: a method belongs to the class of its object, not to where it stands."""
    owner = getattr(function, "__self__", None)
    module: str = type(owner).__module__ if owner is not None else function.__module__
    return module.startswith("wagtail.")
