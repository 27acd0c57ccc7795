"""What the parts of the small world share."""

import re

from brug.kernel.models import OutgoingMail

Things = dict[str, object]


def newest(kind: str) -> str:
    return OutgoingMail.objects.filter(kind=kind).latest("pk").text


def token_of(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The token of the link in a text, and one like it that opens nothing."""
    found = re.search(r"http://testserver/\S*/([\w:.~=-]{20,})/", text)
    assert found, text
    return {"token": found[1]}, {"token": found[1][:-2] + "xx"}
