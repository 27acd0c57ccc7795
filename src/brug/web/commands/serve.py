"""``brug serve``: the web server."""

import os

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from brug.web.environment import Environment
from brug.web.processes.static_files import collect_when_needed


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Processes that answer requests.")
@click.option("--threads", default=4, show_default=True, help="Requests that each does at once.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages.

    A process that dies is replaced. On SIGTERM no new request is taken and those in hand are
    finished.
    """
    environment = Environment()
    static = environment.brug_static_dir or environment.brug_data_dir.expanduser() / "static"
    if environment.is_production and collect_when_needed(static, os.environ):
        click.echo("Static files collected.", err=True)
    static.mkdir(parents=True, exist_ok=True)
    Server(
        "brug.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        websockets=False,
        log_level=LogLevels.warning,
        process_name=None,
    ).serve()
