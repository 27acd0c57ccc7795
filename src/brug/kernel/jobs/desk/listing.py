"""The list of jobs, with filters."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import HeaderButton

from brug.kernel.desk.lean import LeanCheckboxes
from brug.kernel.desk.listing import GOOD, WAITS, WRONG, HouseListing, StateColumn
from brug.kernel.jobs.words import concerns, title
from brug.kernel.models import Job, JobState
from brug.kernel.registries.jobs import job_kinds
from brug.kernel.tables import Column as Table

TONES = {JobState.READY: WAITS, JobState.DONE: GOOD, JobState.FAILED: WRONG}


def _names(_request: HttpRequest | None = None) -> list[tuple[str, str]]:
    return sorted(((kind.name, str(kind.label)) for kind in job_kinds), key=lambda one: one[1])


class JobFilterSet(WagtailFilterSet):
    """Narrows the list by state and name."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=JobState.choices, widget=LeanCheckboxes
    )
    name = django_filters.MultipleChoiceFilter(
        label=_("Job"), choices=_names, widget=LeanCheckboxes
    )

    class Meta:
        model = Job
        fields: tuple[str, ...] = ()


class JobsView(HouseListing):
    """All jobs, newest first."""

    model = Job
    permission = "kernel.run_operations"
    page_title = _("Jobs")
    header_icon = "cogs"
    nothing = _("No jobs here")
    index_url_name = "jobs:list"
    index_results_url_name = "jobs:list-results"
    filterset_class = JobFilterSet
    default_ordering = "-pk"
    columns = [
        TitleColumn("name", label=_("Job"), accessor=title, url_name="jobs:job", width="30%"),
        Column("key", label=_("Concerns"), accessor=concerns),
        StateColumn("state", label=_("State"), tones=TONES),
        Column("attempts", label=_("Failed attempts"), accessor=lambda job: job.attempts or ""),
        Column("error", label=_("Last error")),
        DateColumn("created_at", label=_("Asked"), sort_key="pk"),
        DateColumn("finished_at", label=_("Finished")),
    ]

    export_name = page_title
    export_columns = (
        Table(_("Job"), title, 50),
        Table(_("Concerns"), concerns, 30),
        Table(_("State"), lambda job: job.get_state_display(), 16),
        Table(_("Failed attempts"), lambda job: job.attempts, 10),
        Table(_("Last error"), lambda job: job.error, 40),
        Table(_("Asked"), lambda job: job.created_at, 18),
        Table(_("Finished"), lambda job: job.finished_at, 18),
    )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """Lead to the schedules."""
        url = reverse("jobs:schedules")
        return [HeaderButton(gettext("Schedules"), url=url, icon_name="calendar")]

    def get_base_queryset(self) -> QuerySet[Job]:
        """Return all jobs without their arguments."""
        return Job.objects.defer("arguments")

    def get_valid_orderings(self) -> Any:
        """Newest or oldest first."""
        return ["pk", "-pk"]
