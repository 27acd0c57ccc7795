"""Terms: what goes when, a look at what would go, and runs that wait for somebody."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages as notices
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.desk.listing import DOUBT, GOOD, WAITS, Tone
from brug.kernel.models import RetentionRule, RetentionRun, RetentionState
from brug.kernel.models.retention import LONGEST, SHORTEST
from brug.kernel.registries.retention import RetentionKind, retention_kinds
from brug.kernel.retention.previewing import preview
from brug.kernel.retention.running import term_ends
from brug.kernel.retention.services import decide, rule_of, set_rule
from brug.kernel.tables import FORMS, Column, export_of

RIGHT = "kernel.manage_retention"
_RUNS = 10
TONES = {
    RetentionState.HELD: DOUBT,
    RetentionState.RUNNING: WAITS,
    RetentionState.DONE: GOOD,
    RetentionState.DECLINED: WAITS,
}


class TermForm(forms.Form):
    """The term of a kind, and whether it is in force."""

    months = forms.IntegerField(
        label=gettext_lazy("Keep for so many months after the last use"),
        min_value=SHORTEST,
        max_value=LONGEST,
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("In force: each night lets go of what is older"), required=False
    )


@dataclass(frozen=True)
class Line:
    """A kind with its rule and its newest run."""

    kind: RetentionKind
    rule: RetentionRule
    run: RetentionRun | None
    tone: Tone | None


COLUMNS = (
    Column(gettext_lazy("What"), lambda line: line.kind.label, 40),
    Column(gettext_lazy("Months"), lambda line: line.rule.months, 10),
    Column(gettext_lazy("In force"), lambda line: line.rule.is_active, 10),
    Column(gettext_lazy("Newest run"), lambda line: line.run and line.run.started_at, 18),
    Column(gettext_lazy("How it went"), lambda line: line.run and line.run.get_state_display()),
)


@needs(RIGHT)
def listing(request: HttpRequest) -> HttpResponseBase:
    """List what can go by itself, with its term, and the runs that wait; or give it as a file."""
    runs = RetentionRun.objects.select_related("rule")
    lines = []
    for kind in retention_kinds:
        rule = rule_of(kind.name)
        run = runs.filter(rule=rule).first() if rule.pk else None
        lines.append(Line(kind, rule, run, TONES[RetentionState(run.state)] if run else None))
    if given := export_of(request, _("Terms"), COLUMNS, lines):
        return given
    return render(
        request,
        "kernel/desk/retention/list.html",
        {
            "forms": FORMS,
            "title": _("Terms"),
            "about": _("What the house lets go of by itself, once nobody needs it any more."),
            "lines": lines,
            "held": runs.filter(state=RetentionState.HELD),
        },
    )


@require_http_methods(["GET", "POST"])
@needs(RIGHT)
def show(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Show one term with what would go tonight; change it."""
    if kind not in retention_kinds:
        raise Http404
    rule = rule_of(kind)
    form = TermForm(
        request.POST or None, initial={"months": rule.months, "is_active": rule.is_active}
    )
    if request.method == "POST" and form.is_valid():
        set_rule(actor=Actor.of(request), kind=kind, **form.cleaned_data)
        notices.success(request, _("The term is kept."))
        return HttpResponseRedirect(reverse("retention:rule", args=[kind]))
    return _page(request, retention_kinds.get(kind), rule, form)


def _page(
    request: HttpRequest, kind: RetentionKind, rule: RetentionRule, form: TermForm
) -> HttpResponseBase:
    runs = rule.runs.select_related("decided_by")[:_RUNS] if rule.pk else []
    return render(
        request,
        "kernel/desk/retention/rule.html",
        {
            "title": kind.label,
            "about": kind.explanation,
            "breadcrumbs": [
                {"url": reverse("retention:list"), "label": _("Terms")},
                {"label": kind.label},
            ],
            "rule": rule,
            "form": form,
            "before": term_ends(rule.months),
            "due": preview(kind, rule.months),
            "runs": [(run, TONES[RetentionState(run.state)]) for run in runs],
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
@needs(RIGHT)
def decide_run(request: HttpRequest, number: int, answer: str) -> HttpResponseBase:
    """Let a run that waits go ahead, or decline it."""
    if answer not in {"approve", "decline"}:
        raise Http404
    run = get_object_or_404(RetentionRun, pk=number)
    try:
        decide(actor=Actor.of(request), run=run, approved=answer == "approve")
    except ValidationError as error:
        notices.error(request, error.messages[0])
    else:
        done = _("It goes ahead.") if answer == "approve" else _("Nothing goes.")
        notices.success(request, done)
    return HttpResponseRedirect(reverse("retention:list"))
