"""A balancer learns whether a process can serve."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_a_process_lives_without_database(client: Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_where_the_tables_are_there(client: Client) -> None:
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_pending(client: Client) -> None:
    app, newest = MigrationLoader(connection).graph.leaf_nodes("kernel")[0]
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(app, newest)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (503, "migrations are pending")
    recorder.record_applied(app, newest)
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
def test_not_ready_without_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (503, "no database")
