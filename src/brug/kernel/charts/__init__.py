"""Charts as SVG, drawn on the server: they print, mail and read aloud, and need no script.

A chart is a frozen dataclass (what it says) and a function that draws it. Numbers are plain floats
in one unit; words are the caller's, already translated. Widths are percentages and sizes of letters
are pixels, so that one drawing serves a phone and a wide screen without tiny text.
"""

from brug.kernel.charts.arch import arch_steps
from brug.kernel.charts.bars import Bar, BarChart, bar_chart
from brug.kernel.charts.line import LineChart, Point, line_chart
from brug.kernel.charts.mark import judgement_mark
from brug.kernel.charts.progress import Progress, progress_bar
from brug.kernel.charts.shape import Shape
from brug.kernel.charts.sparkline import sparkline

__all__ = [
    "Bar",
    "BarChart",
    "LineChart",
    "Point",
    "Progress",
    "Shape",
    "arch_steps",
    "bar_chart",
    "judgement_mark",
    "line_chart",
    "progress_bar",
    "sparkline",
]
