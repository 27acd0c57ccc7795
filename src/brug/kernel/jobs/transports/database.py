"""Wake-ups in a table of the database, by django-tasks-db."""

from datetime import timedelta
from types import FrameType

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from brug.kernel.jobs.wakeups import run_job
from brug.kernel.models import Job, JobState

# Between taking a wake-up and locking its job lies a moment; longer than this it never is.
_JUST_TAKEN = timedelta(minutes=1)
# Wake-ups that carry no job say nothing of their worker's life; none takes this long.
_LONGEST_RUN = timedelta(minutes=30)
# Nobody reads results; they only show, for a while, that wake-ups arrive.
_RESULTS_KEPT = timedelta(hours=1)
_SECONDS_BETWEEN_LOOKS = 1.0


class _Patient(Worker):
    """A worker that, told to stop, ends its round instead of leaving in the middle of a query.

    The library leaves at once where no task runs. If that moment falls into its look at the table,
    the connection is cut off within a transaction, and the worker ends as if it had failed.
    """

    running: bool

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the round in hand; told a second time, at once."""
        if self.running:
            self.running = False
        else:
            super().shutdown(signum, frame)


class DatabaseTransport:
    """The embedded form's transport."""

    def waiting(self) -> int:
        """Return how many wake-ups no worker has taken yet."""
        return self._ready().count()

    def waiting_jobs(self) -> set[int]:
        """Return the keys of the jobs for which a wake-up waits."""
        calls = self._ready().filter(task_path=run_job.module_path)
        return {call["args"][0] for call in calls.values_list("args_kwargs", flat=True)}

    def announce(self, name: str) -> bool:
        """Tell whether a wake-up of this name must be sent."""
        return not self._ready().filter(task_path=name).exists()

    def arrived(self, name: str) -> None:
        """Nothing to note: a wake-up that was taken no longer waits in the table."""

    def tidy(self) -> int:
        """Remove wake-ups that a dead worker holds and old results; return how many."""
        now = timezone.now()
        old = DBTaskResult.objects.finished().filter(finished_at__lt=now - _RESULTS_KEPT)
        removed, _ = old.delete()
        taken = DBTaskResult.objects.running().filter(started_at__lt=now - _JUST_TAKEN)
        without_job = taken.exclude(task_path=run_job.module_path)
        dead = set(
            without_job.filter(started_at__lt=now - _LONGEST_RUN).values_list("pk", flat=True)
        )
        with transaction.atomic():
            calls = taken.filter(task_path=run_job.module_path).values_list("pk", "args_kwargs")
            jobs = {pk: call["args"][0] for pk, call in calls}
            held = self._held(set(jobs.values()))
            dead |= {pk for pk, job in jobs.items() if job not in held}
            gone, _ = DBTaskResult.objects.filter(pk__in=dead).delete()
        return removed + gone

    def work(self, *, batch: bool) -> None:
        """Take wake-ups one after the other: until told to stop, or until none waits."""
        worker = _Patient(
            queue_names=["default"],
            interval=_SECONDS_BETWEEN_LOOKS,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.run()

    @staticmethod
    def _ready() -> DBTaskResultQuerySet:
        return DBTaskResult.objects.filter(status=TaskResultStatus.READY)

    @staticmethod
    def _held(keys: set[int]) -> set[int]:
        """Return those of the jobs that a living worker has locked."""
        ready = Job.objects.filter(pk__in=keys, state=JobState.READY)
        free = ready.unlocked().values_list("pk", flat=True)
        return set(ready.values_list("pk", flat=True)) - set(free)
