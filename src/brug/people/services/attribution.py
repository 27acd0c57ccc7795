"""Where people come from."""

from dataclasses import dataclass

from brug.people.models import Attribution, Campaign
from brug.people.rules.names import clean


@dataclass(frozen=True)
class Came:
    """Through which source ('newsletter'), medium ('email') and campaign (its code) one came."""

    source: str = ""
    medium: str = ""
    campaign: str = ""

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.source or self.medium or self.campaign)


def find_or_make(came: Came) -> Attribution | None:
    """Return the shared attribution for a way of coming, made where it is new; None: unknown.

    A campaign that is not known is left out: links can be typed by anyone.
    """
    source, medium = clean(came.source, 80).lower(), clean(came.medium, 80).lower()
    campaign = Campaign.objects.filter(code=came.campaign).first() if came.campaign else None
    if not (source or medium or campaign):
        return None
    return Attribution.objects.get_or_create(source=source, medium=medium, campaign=campaign)[0]
