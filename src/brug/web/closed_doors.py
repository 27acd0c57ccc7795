"""Pages of libraries that the house does not use: shut, so that nobody need wonder who may enter.

Wagtail and allauth bring far more addresses than the house has use for. What is not used is not
served (404 for everybody), until a room needs it and takes it off this list.
"""

from django.urls import ResolverMatch

# Accounts are made by invitation, have one address, and get their password by a link.
_ALLAUTH = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_signup",
}
# Wagtail's own way in knows no second factor, and its groups are not where our rights come from.
_WAGTAIL_ACCOUNTS = {
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done",
}
# Pages, pictures and documents come with the rooms 'site' and 'stories'.
_WAGTAIL_SITE = {
    "wagtail_bulk_action",
    "wagtailadmin_block_preview",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_error_test",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_explore_root",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_tag_model_autocomplete",
    "wagtaildocs_authenticate_with_password",
    "wagtaildocs_serve",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:aging_pages_results",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:locked_pages_results",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_results",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:workflow_tasks_results",
}
CLOSED_NAMES = frozenset(_ALLAUTH | _WAGTAIL_ACCOUNTS | _WAGTAIL_SITE)
CLOSED_NAMESPACES = frozenset(
    {
        "wagtailadmin_api",
        "wagtailadmin_collections",
        "wagtailadmin_editing_sessions",
        "wagtailadmin_pages",
        "wagtailadmin_workflows",
        "wagtaildocs",
        "wagtaildocs_chooser",
        "wagtailimages",
        "wagtailimages_chooser",
        "wagtailsettings",
        "wagtailsnippets",
        "wagtailusers_groups",
    }
)


def is_closed(match: ResolverMatch) -> bool:
    """Tell whether an address belongs to a page that the house does not use."""
    return match.view_name in CLOSED_NAMES or not CLOSED_NAMESPACES.isdisjoint(match.namespaces)
