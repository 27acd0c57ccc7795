"""The three fictional services: what they are called, when they are open, whom they need."""

from dataclasses import dataclass
from datetime import time

ALL = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Wanted:
    """So many in a role ('' for anybody) who speak all the languages."""

    count: int
    role: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A pattern: weekdays, hours, needs."""

    days: tuple[int, ...]
    starts: time
    ends: time
    needs: tuple[Wanted, ...]
    name: str = ""


SERVICES: tuple[tuple[str, str, str, tuple[Told, ...]], ...] = (
    (
        "Startpunt",
        "Gaucheretstraat 164, Brussel",
        "Bel aan bij de groene deur. Kom een kwartier vroeger: we overlopen samen de dag.",
        (
            Told(
                ALL,
                time(9),
                time(13),
                (Wanted(2, "Onthaal"), Wanted(1, "Tolk", ("fa-af",)), Wanted(1, "Tolk", ("ar",))),
                "Voormiddag",
            ),
            Told(
                ALL,
                time(13),
                time(17),
                (Wanted(2, "Onthaal"), Wanted(1, "Tolk", ("uk",))),
                "Namiddag",
            ),
        ),
    ),
    (
        "Juridische helpdesk",
        "Gaucheretstraat 164, Brussel",
        "De dossiers liggen klaar bij de coördinator. Neem niets mee naar huis.",
        (
            Told(
                (0, 2, 4),
                time(13, 30),
                time(17),
                (Wanted(2, "Jurist"), Wanted(1, "Onthaal", ("fr", "ar"))),
            ),
        ),
    ),
    (
        "Infodesk",
        "Station Brussel-Noord, hal",
        "Je vindt de infodesk naast de fietsenstalling. Draag de gele hesjes.",
        (
            Told((0, 3), time(10), time(13), (Wanted(1), Wanted(1, "", ("ar",)))),
            Told((1,), time(10), time(13), (Wanted(1), Wanted(1, "", ("uk",)))),
            Told((2,), time(10), time(13), (Wanted(1), Wanted(1, "", ("ps",)))),
            Told((4,), time(17), time(20), (Wanted(1), Wanted(1, "", ("ti", "en")))),
        ),
    ),
)
# Of a hundred volunteers so many speak it beside Dutch.
TONGUES = (("fr", 45), ("en", 60), ("ar", 22), ("fa-af", 16), ("uk", 16), ("ps", 9), ("ti", 5))
