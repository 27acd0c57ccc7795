"""Plans to check: the example as it ships, the example mended, and mutations of it."""

from brug.plan.checks import CheckContext, Finding, check_plan
from brug.plan.document import parse
from brug.plan.examples import example_bytes

EXAMPLE = example_bytes().decode()
COPIED = (
    "personnel: {2026: 323027.53, 2027: 336635.27}, operating: {2026: 70880.53, 2027: 71298.14}"
)
RIGHT = "personnel: {2026: 101152.85}, operating: {2026: 29155.63}"
MENDED = EXAMPLE.replace(COPIED, RIGHT).replace(
    "available_fte: {regional coordinators: 5}", "available_fte: {regional coordinators: 5.005}"
)


def mutated(old: str, new: str, text: str = MENDED) -> str:
    """The text with one place changed; the place must be there exactly once."""
    assert text.count(old) == 1, f"{text.count(old)} times: {old}"
    return text.replace(old, new)


def findings(text: str, *codes: str, **known) -> list[Finding]:
    """What the checks find; only of some codes where given, else all but the missing measures."""
    found = check_plan(CheckContext(parse(text.encode()), **known))
    if codes:
        return [one for one in found if one.code in codes]
    return [one for one in found if one.code != "indicator-without-measure"]
