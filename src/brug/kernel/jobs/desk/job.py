"""One job, and trying it again."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from brug.kernel.access.actor import Actor
from brug.kernel.desk.guard import needs
from brug.kernel.jobs.desk.listing import TONES
from brug.kernel.jobs.services import try_again
from brug.kernel.jobs.words import concerns, title
from brug.kernel.models import Job, JobState

RIGHT = "kernel.run_operations"


@needs(RIGHT)
def show(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show a job."""
    job = get_object_or_404(Job, pk=number)
    return render(
        request,
        "kernel/desk/jobs/job.html",
        {
            "title": title(job),
            "about": concerns(job),
            "breadcrumbs": [
                {"url": reverse("jobs:list"), "label": _("Jobs")},
                {"label": title(job)},
            ],
            "job": job,
            "tone": TONES[JobState(job.state)],
        },
    )


@require_POST
@needs(RIGHT)
def again(request: HttpRequest, number: int) -> HttpResponseBase:
    """Try a failed job again."""
    try_again(actor=Actor.of(request), job=get_object_or_404(Job, pk=number))
    notices.success(request, _("The job is tried again."))
    return HttpResponseRedirect(reverse("jobs:job", args=[number]))
