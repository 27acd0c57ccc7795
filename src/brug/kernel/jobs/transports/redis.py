"""Wake-ups in Redis, by django-tasks-rq."""

from datetime import UTC, datetime, timedelta

import django_rq
from django_tasks_rq import Job as WakeUp
from rq import SimpleWorker
from rq.registry import FailedJobRegistry, StartedJobRegistry

from brug.kernel.jobs.wakeups import run_job

_FAILURES_KEPT = timedelta(days=1)
_ANNOUNCED_SECONDS = 30


class RedisTransport:
    """The grown form's transport."""

    def __init__(self) -> None:
        self.queue = django_rq.get_queue("default", job_class=WakeUp)

    def waiting(self) -> int:
        """Return how many wake-ups no worker has taken yet."""
        return int(self.queue.count)

    def waiting_jobs(self) -> set[int]:
        """Return the keys of the jobs for which a wake-up waits."""
        calls = (call for call in self.queue.get_jobs() if call.func_name == run_job.module_path)
        return {call.args[0] for call in calls}

    def announce(self, name: str) -> bool:
        """Tell whether a wake-up of this name must be sent, and note that it is."""
        return bool(
            self.queue.connection.set(f"brug:awake:{name}", 1, nx=True, ex=_ANNOUNCED_SECONDS)
        )

    def arrived(self, name: str) -> None:
        """Note that a worker took the wake-up of this name, before it looks for work."""
        self.queue.connection.delete(f"brug:awake:{name}")

    def tidy(self) -> int:
        """Remove wake-ups that a dead worker held; return how many.

        RQ moves those without a heartbeat to its failures, where they would stay for a year.
        """
        StartedJobRegistry(queue=self.queue).cleanup()
        failures = FailedJobRegistry(queue=self.queue)
        before = datetime.now(UTC) - _FAILURES_KEPT
        old = [key for key in failures.get_job_ids() if self._ended(key) < before]
        for key in old:
            failures.remove(key, delete_job=True)
        return len(old)

    def work(self, *, batch: bool) -> None:
        """Take wake-ups one after the other: until told to stop, or until none waits.

        Within this process: the ledger guards against dying in the middle, so that forking for
        each wake-up, which RQ's ordinary worker does, would only cost time.
        """
        worker = SimpleWorker(
            [self.queue],
            connection=self.queue.connection,
            job_class=WakeUp,
            log_job_description=False,
        )
        worker.log_result_lifespan = False
        worker.work(burst=batch)

    def _ended(self, key: str) -> datetime:
        call = self.queue.fetch_job(key)
        ended = (call.ended_at or call.enqueued_at) if call else None
        return (
            ended.replace(tzinfo=ended.tzinfo or UTC) if ended else datetime.min.replace(tzinfo=UTC)
        )
