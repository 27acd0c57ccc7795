"""The mails that the rosters room sends."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from brug.kernel.registries.emails import EmailKind, OnDoubt, Text, emails

_SHIFT = {
    "first_name": "Noor",
    "service": "Startpunt",
    "day": date(2027, 3, 1),
    "hours": "09:00–13:00",
    "place": "Gaucheretstraat 164, Brussel",
}
_LINK = {"link_url": "https://brug.example/nl/shifts/sample/"}


def _declare(
    name: str, label: Text, subject: Text, more: Mapping[str, object] | None = None
) -> None:
    variables = {**_SHIFT, **(more or {})}
    emails.register(
        EmailKind(
            name=f"rosters.{name}",
            label=label,
            subject=subject,
            template=f"rosters/emails/{name}",
            variables=variables,
            # Twice harms nobody; never would leave a place empty.
            on_doubt=OnDoubt.RESEND,
            carries_token="link_url" in variables,
        )
    )


_declare("assigned", _("Put on a shift"), _("You are on a shift of %(service)s"), _LINK)
_declare("taken_off", _("Taken off a shift"), _("You are no longer on a shift of %(service)s"))
_declare(
    "cancelled",
    _("A shift was called off"),
    _("A shift of %(service)s was called off"),
    {"reason": "De verwarming is stuk."},
)
_declare(
    "reminder",
    _("Reminder of a shift"),
    _("See you soon at %(service)s"),
    {**_LINK, "about": "Bel aan bij de groene deur."},
)
_declare(
    "cover_asked",
    _("Asked to take a shift over"),
    _("Can you take over a shift of %(service)s?"),
    {**_LINK, "need": "Onthaal · Dari"},
)
_declare(
    "cover_thanks",
    _("Took a shift over: to who does"),
    _("Thank you: you take over a shift of %(service)s"),
    {"about": "Bel aan bij de groene deur."},
)
_declare(
    "cover_found",
    _("Somebody comes instead: to who cannot come"),
    _("Somebody takes over your shift of %(service)s"),
    {"other": "Amina"},
)
_declare(
    "cover_taken",
    _("Somebody was faster: to the others who were asked"),
    _("Your help is no longer needed for this shift of %(service)s"),
)
_declare(
    "cover_lapsed",
    _("Nobody was found in time: to who cannot come"),
    _("Nobody was found for your shift of %(service)s"),
)
_declare(
    "swap_asked",
    _("Asked to swap shifts"),
    _("%(other)s would like to swap a shift with you"),
    {
        **_LINK,
        "other": "Amina",
        "their_service": "Infodesk",
        "their_day": date(2027, 3, 4),
        "their_hours": "13:00–17:00",
    },
)
_declare("swap_done", _("Swapped: to who asked"), _("%(other)s swaps with you"), {"other": "Amina"})
_declare(
    "swap_declined",
    _("Not swapped: to who asked"),
    _("%(other)s cannot swap with you"),
    {"other": "Amina"},
)
emails.register(
    EmailKind(
        name="rosters.published",
        label=_("A roster was published: to each who stands in it"),
        subject=_("Your shifts until %(last_day)s"),
        template="rosters/emails/published",
        variables={
            "first_name": "Noor",
            "last_day": "31-3-2027",
            "shifts": [
                {"service": "Startpunt", "day": date(2027, 3, 1), "hours": "09:00–13:00"},
                {"service": "Infodesk", "day": date(2027, 3, 9), "hours": "13:00–17:00"},
            ],
            **_LINK,
        },
        on_doubt=OnDoubt.RESEND,
        carries_token=True,
    )
)
