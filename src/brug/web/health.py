"""What a balancer or a supervisor asks: does it live, can it serve."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answer a balancer's questions before sessions, languages and redirects come in.

    ``/health/live`` says that the process runs; ``/health/ready`` that it can serve: its database
    answers and has the tables that this code wants.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.has_tables = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer health questions, pass on all else."""
        if request.path == "/health/live":
            return JsonResponse({"status": "ok"})
        if request.path == "/health/ready":
            trouble = self._trouble()
            return JsonResponse({"status": trouble or "ok"}, status=503 if trouble else 200)
        return self.get_response(request)

    def _trouble(self) -> str:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            # Asked until it is so: tables that are there stay there.
            self.has_tables = self.has_tables or not pending_migrations()
        except DatabaseError:
            return "no database"
        return "" if self.has_tables else "migrations are pending"


def pending_migrations() -> list[str]:
    """Return the names of migrations that this code wants and the database lacks.

    Raises:
        django.db.DatabaseError: the database does not answer.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
