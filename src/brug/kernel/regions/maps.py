"""Maps of regions with a figure each, as SVG with the figures in a table beside it."""
# messages: public

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.folding import fold
from brug.kernel.models import Region, RegionKind
from brug.kernel.numbers import figure_text
from brug.kernel.regions.sheet import Drawn, drawn_regions
from brug.kernel.regions.steps import Number, Step, divide

WIDTH = 640  # of the picture, in its own units; the page decides how large that is
MARGIN = 4
MOST_LABELS = 12  # above this, names would cover the map: a key to the shades replaces them
MOST_LINKS = 12  # above this, keyboard users get a way past the map
HEADINGS = {
    RegionKind.COUNTRY: gettext_lazy("Country"),
    RegionKind.WORKING_REGION: gettext_lazy("Region"),
    RegionKind.PROVINCE: gettext_lazy("Province"),
    RegionKind.MUNICIPALITY: gettext_lazy("Municipality"),
    RegionKind.OTHER: gettext_lazy("Place"),
}
LETTER = 8  # units that a letter of a label is wide, about


@dataclass(frozen=True)
class MapValue:
    """A region's figure; ``text`` is how it reads where it is no plain number, ``url`` its page.

    None: there is no figure, which is not the same as zero.
    """

    value: Number | None
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """A region on the map and in the table, with its figure as people read it."""

    name: str
    value: Number | None
    shown: str
    url: str
    step: int
    region: Drawn | None


@dataclass(frozen=True)
class Label:
    """A name and a figure at a place of the picture; numbers are text, as SVG wants them."""

    x: str
    y: str
    rise: str
    step: int
    lines: Sequence[str]
    figure: str


@dataclass(frozen=True)
class Frame:
    """How the map sheet becomes the picture."""

    left: int
    top: int
    scale: float
    height: int

    @classmethod
    def around(cls, regions: Sequence[Drawn]) -> "Frame":
        """Return the frame in which the regions fill the picture's width."""
        left, right = min(r.left for r in regions), max(r.right for r in regions)
        top, bottom = min(r.top for r in regions), max(r.bottom for r in regions)
        scale = (WIDTH - 2 * MARGIN) / max(1, right - left)
        return cls(left, top, scale, round((bottom - top) * scale) + 2 * MARGIN)

    def label(self, entry: Entry, region: Drawn) -> Label:
        """Return an entry's label, centred on the region's label point.

        A region too small for its name shows the figure alone.
        """
        wide = (region.right - region.left) * self.scale
        high = (region.bottom - region.top) * self.scale
        lines = _lines(entry.name, round(wide * 0.6 / LETTER))
        if max(map(len, lines)) * LETTER > wide * 0.9 or (len(lines) + 1) * LETTER * 2 > high:
            lines = []
        return Label(
            x=f"{(region.label_x - self.left) * self.scale + MARGIN:.1f}",
            y=f"{(region.label_y - self.top) * self.scale + MARGIN:.1f}",
            rise=f"{0.8 - (len(lines) + 1) * 0.55:.2f}",
            step=entry.step,
            lines=lines,
            figure=entry.shown,
        )

    @property
    def transform(self) -> str:
        """The SVG transform from the sheet to the picture."""
        return (
            f"translate({MARGIN} {MARGIN}) scale({self.scale:.6g})"
            f" translate({-self.left} {-self.top})"
        )

    def on_sheet(self, units: float) -> str:
        """Return the length on the sheet of so many units of the picture."""
        return f"{units / self.scale:.4g}"


def region_map(
    values: Mapping[str, MapValue],
    *,
    title: str,
    level: RegionKind = RegionKind.WORKING_REGION,
    within: Sequence[str] = (),
    description: str = "",
    heading: str = "",
    unit: str = "",
    key: str = "map",
) -> SafeString:
    """Return a figure: a map shaded by the values, and a table of them.

    ``values`` are by region code; regions of the ``level`` without one are drawn as land without
    figure. ``within``: codes of regions; only what lies in them is drawn. ``title`` says the
    finding; ``heading`` heads the column of figures; ``unit`` is as ``figure_text`` takes it;
    ``key``, the picture's id, must differ between the maps of a page. Values without a shape stand
    in the table only; without any shape there is only the table.
    """
    regions = drawn_regions(level, within)
    steps = divide(figure.value for figure in values.values() if figure.value is not None)
    entries = _entries(values, regions, steps, unit)
    context: dict[str, object] = {
        "key": key,
        "title": title,
        "description": description or _description(entries),
        "heading": heading or _("Figure"),
        "level": HEADINGS[level],
        "entries": sorted(entries, key=lambda entry: fold(entry.name)),
    }
    if regions:
        context |= _picture(entries, regions, steps, unit)
        context["borders"] = _borders(entries, level, within)
    return render_to_string("brug/components/map.html", context)


def _entries(
    values: Mapping[str, MapValue], regions: Sequence[Drawn], steps: Sequence[Step], unit: str
) -> list[Entry]:
    drawn = {region.code: region for region in regions}
    missing = [code for code in values if code not in drawn]
    names = {r.code: r.name for r in Region.objects.filter(code__in=missing)} if missing else {}
    entries = []
    for code, figure in values.items():
        region = drawn.get(code)
        name = region.name if region else names.get(code, code)
        value = figure.value
        step = 0 if value is None else next(s.number for s in steps if value in s)
        shown = figure.text or _number(value, unit)
        entries.append(Entry(name, value, shown, figure.url, step, region))
    return entries


def _number(value: Number | None, unit: str) -> str:
    return "–" if value is None else figure_text(float(value), unit)


def _picture(
    entries: Sequence[Entry], regions: Sequence[Drawn], steps: Sequence[Step], unit: str
) -> dict[str, object]:
    frame = Frame.around(regions)
    shown = [(entry, entry.region) for entry in entries if entry.region]
    codes = {region.code for _entry, region in shown}
    by_step: dict[int, list[Entry]] = defaultdict(list)
    for entry, _region in shown:
        by_step[entry.step].append(entry)
    has_labels = len(shown) <= MOST_LABELS
    links = sum(1 for entry, _region in shown if entry.url)
    return {
        "transform": frame.transform,
        "width": str(WIDTH),
        "height": str(frame.height),
        "hair": frame.on_sheet(0.7),
        "line": frame.on_sheet(1.6),
        "tile": frame.on_sheet(7),
        "land": [region for region in regions if region.code not in codes],
        "shades": sorted(by_step.items()),
        "labels": [frame.label(*pair) for pair in shown] if has_labels else [],
        "legend": [] if has_labels else [(step.number, _range(step, unit)) for step in steps],
        "has_links": links > 0,
        "has_many_links": links > MOST_LINKS,
    }


def _borders(entries: Sequence[Entry], level: RegionKind, within: Sequence[str]) -> list[Drawn]:
    """The working regions to draw over many smaller ones, so that one finds the way."""
    if level == RegionKind.WORKING_REGION or len(entries) <= MOST_LABELS:
        return []
    return drawn_regions(RegionKind.WORKING_REGION, within)


def _range(step: Step, unit: str) -> str:
    low, high = _number(step.low, unit), _number(step.high, unit)
    return low if low == high else f"{low} – {high}"


def _description(entries: Sequence[Entry]) -> str:
    """What the map shows, for who cannot see it."""
    ranked = sorted((e for e in entries if e.value is not None), key=_value)
    if not ranked:
        return _("There are no figures yet.")
    return _(
        "The stronger the colour, the higher the figure. Highest: %(high)s with %(most)s; "
        "lowest: %(low)s with %(least)s. All figures are in the table."
    ) % {
        "high": ranked[-1].name,
        "most": ranked[-1].shown,
        "low": ranked[0].name,
        "least": ranked[0].shown,
    }


def _value(entry: Entry) -> Number:
    return entry.value or 0


def _lines(name: str, length: int) -> list[str]:
    """Break a name after spaces and hyphens where a line would exceed ``length`` characters."""
    lines = [""]
    for word in name.replace("-", "- ").split():
        tail = lines[-1]
        joined = tail + word if tail.endswith("-") or not tail else f"{tail} {word}"
        if tail and len(joined) > length:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines
