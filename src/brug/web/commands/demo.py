"""``brug demo``: a fictional movement, built once and served."""

import os
import subprocess
import time
from pathlib import Path
from typing import Any

import click

from brug.web.processes.children import Ended, brug, end_on_signals, end_with_parent, start, stop
from brug.web.processes.demo_folder import BuildFailed, make_ready, refuse_other_data
from brug.web.processes.locks import Taken, alone
from brug.web.processes.ports import is_free, is_ready, wait_until

HOST = "127.0.0.1"
# An earlier demo that was told to stop may take so long to finish what it has in hand, in seconds.
_PATIENCE = 25


@click.command()
@click.option("--size", type=click.Choice(["small", "full"]), default="small", show_default=True)
@click.option("--dir", "folder", type=click.Path(path_type=Path), default=Path("data/demo"))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--stop-with-parent", is_flag=True, hidden=True)
def demo(size: str, folder: Path, port: int, *, stop_with_parent: bool) -> None:
    """Build a fictional movement where there is none yet, and serve it on this machine only."""
    folder = folder.expanduser().resolve()
    environment = _environment(folder, port)
    try:
        end_on_signals()
        if stop_with_parent:
            end_with_parent()
        refuse_other_data(folder)
        with alone(folder.with_name(f"{folder.name}.lock"), patience=_PATIENCE):
            note = make_ready(folder, size, environment)
            if not wait_until(lambda: is_free(HOST, port), seconds=5):
                raise click.ClickException(
                    f"port {port} is taken by another program: choose another (PORT=8001, --port)"
                )
            _serve(port, note, environment)
    except Taken as taken:
        raise click.ClickException(
            f"process {taken} runs or builds a demo from {folder}: stop it first"
        ) from None
    except BuildFailed as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or folder} cannot be used ({error.strerror}): choose another folder "
            "(DEMO_DIR, --dir)"
        ) from None
    except Ended:
        click.echo("\nThe demo has stopped.")


def _environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment of a demo: embedded whatever else is set, and mailing nobody."""
    ours = {name for name in os.environ if name.upper().startswith("BRUG_")}
    ours |= {"DATABASE_URL", "REDIS_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {
        "BRUG_MODE": "demo",
        "BRUG_DATA_DIR": str(folder),
        "BRUG_BASE_URL": f"http://{HOST}:{port}",
        "BRUG_LOG_LEVEL": os.environ.get("BRUG_LOG_LEVEL", "WARNING"),
    }


def _serve(port: int, note: dict[str, Any], environment: dict[str, str]) -> None:
    """Run web server and worker until told to stop or until one of them ends by itself."""
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(start(brug("serve", "--port", str(port)), environment))
        if not wait_until(
            lambda: is_ready(HOST, port) or children[0].poll() is not None, seconds=60
        ) or not is_ready(HOST, port):
            raise click.ClickException("the web server did not start; see above")
        children.append(start(brug("worker"), environment))
        _welcome(port, note, environment["BRUG_DATA_DIR"])
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        raise click.ClickException("a process of the demo ended by itself; see above")
    finally:
        stop(children)


def _welcome(port: int, note: dict[str, Any], folder: str) -> None:
    click.secho(f"\nBrug serves the demo on http://{HOST}:{port}/", bold=True)
    click.echo(f"  the desk   http://{HOST}:{port}/desk/")
    click.echo(f"  data       {folder}")
    click.echo(
        f"\nDemo accounts (password '{note['password']}', or one click on the sign-in page):"
    )
    width = max(len(account["role"]) for account in note["accounts"])
    for account in note["accounts"]:
        click.echo(f"  {account['role']:{width}}  {account['email']}")
    click.echo("\nCtrl-C stops it.")
