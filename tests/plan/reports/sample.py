"""A small fictional report with every kind of figure, to print."""

from datetime import date
from decimal import Decimal

from brug.plan.enums import Judgement
from brug.plan.reports.data import (
    HistoryPoint,
    ManualFigure,
    RegionFigure,
    ReportAction,
    ReportIndicator,
    ReportObjective,
    ReportReview,
    YearReport,
)


def number(value: str) -> Decimal:
    return Decimal(value)


def placed() -> ReportIndicator:
    """An indicator that is counted, by region, with a past."""
    return ReportIndicator(
        code="SD1.OD1.1",
        title="Nieuwe vrijwilligers op een plek",
        unit="",
        target=number("100"),
        actual=number("81"),
        forecast=number("108"),
        judgement=Judgement.ON_COURSE,
        rule="81 in 273 van 365 dagen: aan dit tempo 108 tegen 31 december, 8 % boven het doel.",
        measure="Geplaatste vrijwilligers",
        regions=(
            RegionFigure("Antwerpen", number("20"), number("24"), number("32"), Judgement.MET),
            RegionFigure("Limburg", number("20"), number("6"), number("8"), Judgement.MISSED),
            RegionFigure("Oost-Vlaanderen", number("20"), number("17"), None, Judgement.AT_RISK),
        ),
        history=(
            HistoryPoint("2024", number("64"), None),
            HistoryPoint("2025", number("92"), None),
            HistoryPoint("2026", number("81"), number("100")),
        ),
    )


def granted() -> ReportIndicator:
    """An indicator in euro."""
    return ReportIndicator(
        code="SD1.OD1.6",
        title="Steun aan plaatselijke projecten",
        unit="eur",
        target=number("50000"),
        actual=number("31500.50"),
        forecast=number("42000"),
        judgement=Judgement.AT_RISK,
        rule="€ 31.500,50 in 273 van 365 dagen: aan dit tempo € 42.000.",
        measure="Toegekende steun",
    )


def followers() -> ReportIndicator:
    """An indicator that people enter by hand."""
    return ReportIndicator(
        code="SD2.OD1.6",
        title="Volgers op sociale media",
        unit="",
        target=number("54000"),
        actual=number("55123"),
        forecast=None,
        judgement=Judgement.MET,
        rule="55.123 van 54.000.",
        manual=(
            ManualFigure(
                date(2026, 6, 30), number("54010"), "Beheerpagina’s van vier netwerken", "Zoë Çelik"
            ),
            ManualFigure(date(2026, 9, 30), number("55123"), "Idem, één telling", "Zoë Çelik"),
        ),
    )


def unmeasured() -> ReportIndicator:
    """An indicator that nothing counts yet."""
    return ReportIndicator(
        code="SD2.OD1.1",
        title="Communicatiegids is gekend",
        unit="",
        target=None,
        actual=None,
        forecast=None,
        judgement=Judgement.NO_DATA,
        rule="",
        needs="Iemand voert een cijfer in met bron en datum.",
    )


def report(language: str = "nl") -> YearReport:
    """The whole report; its contents stay Dutch whatever the language of its chrome."""
    return YearReport(
        organisation="De Brug",
        plan_title="Plan 2026–2030",
        first=2026,
        last=2030,
        year=2026,
        as_of=date(2026, 9, 30),
        language=language,
        objectives=(
            ReportObjective(
                "SD1.OD1",
                "Meer en sterkere vrijwilligers",
                "SD1",
                "Sterker engagement voor rechten en inclusie van mensen op de vlucht",
                (placed(), granted()),
                actions=(
                    ReportAction(
                        "Onthaaldag in elke regio", "Noor Peeters", date(2026, 10, 15), "bezig"
                    ),
                    ReportAction(
                        "Handboek «façade & co» — coördinatie",
                        "Élise Dûbois",
                        date(2026, 6, 1),
                        "open",
                        is_late=True,
                    ),
                ),
                reviews=(
                    ReportReview(
                        3,
                        Judgement.ON_COURSE,
                        "De plaatsingen lopen goed; Limburg vraagt een tweede begeleider.",
                        "Noor Peeters",
                        date(2026, 10, 4),
                    ),
                ),
            ),
            ReportObjective(
                "SD2.OD1",
                "Een debat dat gevoed wordt met feiten en mensen verbindt",
                "SD2",
                "Een genuanceerd publiek debat over asiel en migratie",
                (unmeasured(), followers()),
            ),
        ),
        findings=("SD1.OD3 herhaalt de bedragen van SD1.OD1.",),
    )
