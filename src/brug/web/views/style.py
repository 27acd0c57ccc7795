"""The living style page: what there is to build screens with, as it looks now."""
# messages: public

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from brug.kernel.charts import (
    Bar,
    BarChart,
    LineChart,
    Point,
    Progress,
    Shape,
    bar_chart,
    line_chart,
)

THEMES = ("light", "dark")
SWATCHES = (
    *("paper", "surface", "ink", "muted", "line", "edge", "bridge", "bridge-dark", "bridge-soft"),
    *("ember", "ember-soft", "sun", "leaf", "leaf-soft", "rose", "rose-soft"),
    *("band", "frame", "track"),
)
ALPHABETS = {
    "nl": "AaBbCcDdEeFfGg ijsvogel coördinatie café reünie",
    "fr": "AaBbCcDdEeFf àâæçéèêëîïôœùûüÿ Noël cœur",
    "en": "AaBbCcDdEeFfGgHhIiJjKkLlMm",
    "uk": "АаБбВвГгҐґДдЕеЄєЖжЗзИиІіЇїЙйКкЛлМмЩщЬьЮюЯя",
    "fa-af": "ا آ ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
    "ps": "ټ ځ څ ډ ړ ږ ژ ښ ګ ڼ ې ۍ ئ ی ي ۀ",
}


class SampleForm(forms.Form):
    """One field of each kind; the postal code is wrong so that an error shows."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"),
        help_text=gettext_lazy("Then we can tell you what happens near you."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES, required=False
    )
    agree = forms.BooleanField(label=gettext_lazy("Yes, you may write to me."))


@dataclass(frozen=True)
class Panel:
    """All components in one language and theme."""

    code: str
    name: str
    theme: str

    @property
    def key(self) -> str:
        """Sets this panel's ids apart from those of the others."""
        return f"{self.code}-{self.theme}"

    @property
    def direction(self) -> str:
        """The language's direction, as HTML writes it."""
        return "rtl" if translation.get_language_info(self.code)["bidi"] else "ltr"

    def form(self) -> SampleForm:
        """A form that was filled in wrongly."""
        data = {f"{self.key}-email": "farida@example.org", f"{self.key}-postal_code": ""}
        return SampleForm(data, prefix=self.key, auto_id=f"{self.key}-%s")

    def page(self) -> "Page[int]":
        """The middle of a long list."""
        return Paginator(range(240), 20).page(3)

    def steps(self) -> list[str]:
        """The steps of a placement."""
        return [_("Signed up"), _("Talked with us"), _("A group was asked"), _("Started")]

    def chips(self) -> list[dict[str, Any]]:
        """Filters, one of them chosen."""
        names = [_("Everything"), _("Near you"), _("This year")]
        return [{"label": n, "url": "#", "current": i == 0} for i, n in enumerate(names)]

    def alerts(self) -> list[dict[str, str]]:
        """A message of each kind."""
        return [
            {"kind": "good", "text": _("Your data are saved.")},
            {"kind": "info", "text": _("A person reads it")},
            {"kind": "warning", "text": _("Wait a few minutes and try again. Nothing is lost.")},
            {"kind": "wrong", "text": _("This page is not here")},
        ]

    def bars(self) -> list[Progress]:
        """A promise in each judgement."""
        return [
            Progress(_("Volunteers"), 81, 104, 112, Shape.ON_COURSE, _("on course")),
            Progress(_("Trainings"), 9, 16, 13, Shape.AT_RISK, _("at risk")),
            Progress(_("Talks"), 2377, 7500, 3900, Shape.MISSED, _("missed")),
            Progress(_("Homes"), 6, 40, 11, Shape.OUT_OF_REACH, _("out of reach")),
            Progress(_("Meetings"), 5, 4, 6, Shape.MET, _("met")),
            Progress(_("Support"), 31500, 50000, None, Shape.OPEN, _("too early"), "€"),
        ]

    def line(self) -> SafeString:
        """History, target and forecast."""
        points = [Point(str(2022 + i), v) for i, v in enumerate((48_100, 52_300, 57_000, 58_100))]
        points += [
            Point("2026", actual=59_400, target=60_000),
            Point("2028", forecast=60_300, low=58_000, high=63_000, target=68_000),
            Point("2030", forecast=61_200, low=56_000, high=67_000, target=75_000),
        ]
        chart = LineChart(f"{self.key}-line", _("This pace is too slow"), _("Year"), tuple(points))
        return line_chart(chart)

    def regions(self) -> SafeString:
        """Bars to compare."""
        bars = (
            Bar("Antwerpen", 31, 30, Shape.MET),
            Bar("Brussel", 12, 24, Shape.AT_RISK),
            Bar("Limburg", 4, 15, Shape.MISSED),
            Bar("Gent", 26, 25, Shape.ON_COURSE),
        )
        title = _("Most volunteers are in Antwerp and Ghent")
        return bar_chart(BarChart(f"{self.key}-bars", title, _("Region"), _("Volunteers"), bars))

    def card_title(self) -> str:
        """A short title."""
        return _("Help in your own language")

    def card_text(self) -> str:
        """A sentence."""
        return _("Write in the language that you speak best. A few words are enough.")

    def card_more(self) -> str:
        """Where a card leads."""
        return _("Go to my page")

    def empty_title(self) -> str:
        """What an empty list says."""
        return _("Nothing here yet")


def style(request: HttpRequest) -> HttpResponse:
    """Show all tokens, and all components in one of the six languages, light and dark.

    The language is the one asked for, else the reader's own.
    """
    names = dict(settings.LANGUAGES)
    asked = request.GET.get("language", "")
    chosen = asked if asked in names else translation.get_language()
    samples = []
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            samples.append(
                {
                    "code": code,
                    "name": name,
                    "direction": "rtl" if translation.get_language_bidi() else "ltr",
                    "sentence": _("Finding your place works better together."),
                    "alphabet": ALPHABETS[code],
                }
            )
    return render(
        request,
        "web/style/page.html",
        {
            "title": _("The house's style"),
            "about": _("Every token and component, as it looks now."),
            "themes": THEMES,
            "swatches": SWATCHES,
            "samples": samples,
            "languages": [
                {"label": name, "url": f"?language={code}", "current": code == chosen}
                for code, name in settings.LANGUAGES
            ],
            "panels": [Panel(chosen, names[chosen], theme) for theme in THEMES],
        },
    )
