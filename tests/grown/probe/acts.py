"""What the test's one act does: a record, a job and a mail, in one transaction."""

import os
import time

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from brug.kernel import jobs, messages
from brug.kernel.access.actor import Actor
from brug.kernel.models import Practice
from brug.kernel.registries.emails import EmailKind, emails

_VARIABLES = {"first_name": "Noor", "desk_url": "https://brug.example/desk/"}

emails.register(
    EmailKind(
        name="probe.thanks",
        label="Thanks",
        subject="Thanks",
        template="kernel/desk_emails/trial",
        variables=_VARIABLES,
    )
)


@jobs.job("probe.note")
def note(*, number: int) -> None:
    """Leave two notes with a moment between them, in which a kill may come.

    Nothing in the database keeps a note from being left twice: only the ledger does.
    """
    for half in ("first", "second"):
        Practice.objects.create(code=f"{half}-{number}-{time.time_ns()}", name=f"{half}-{number}")
        time.sleep(0.01)


@csrf_exempt
@transaction.atomic
def ask(request: HttpRequest) -> JsonResponse:
    """Write a record, ask for the job and queue the mail of a number; tell who answers."""
    number = int(request.POST["number"])
    Practice.objects.create(code=f"asked-{number}-{time.time_ns()}", name=f"asked-{number}")
    jobs.enqueue("probe.note", key=str(number), number=number)
    messages.send(
        actor=Actor.system("probe"),
        kind="probe.thanks",
        to=f"p{number}@example.org",
        language="nl",
        variables=_VARIABLES,
        key=f"probe-{number}",
    )
    return JsonResponse({"process": os.getpid()}, status=201)
