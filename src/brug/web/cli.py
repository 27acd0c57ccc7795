"""The command ``brug``: everything an operator or colleague does outside the browser."""

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click
import django
from django.utils import translation
from pydantic import ValidationError

from brug.kernel.shell_language import SPOKEN, shell_language
from brug.web.backups import swap
from brug.web.backups.errors import CutShort
from brug.web.beginning import in_data_folder, keep_files_private, need_packages
from brug.web.environment import Environment
from brug.web.processes.presence import announce


@dataclass(frozen=True)
class Entry:
    """A command: where it stands, and its line in the help (empty: other commands call it).

    Commands that only start others leave loading Django to them. Those that run on are known to be
    there as long as they do, and speak to readers, each in their language; the others speak that
    of the shell. What commands write is for their own user alone, unless it is for all.
    """

    place: str
    help: str = ""
    needs_django: bool = True
    runs_on: bool = False
    is_for_all: bool = False


_COMMANDS = {
    "plan": Entry("brug.plan.cli:plan", "The plan: import, export, check, status."),
    "people": Entry("brug.people.cli:people", "Contacts: import, export, duplicates, privacy."),
    "volunteers": Entry("brug.volunteers.cli:volunteers", "Volunteers: who would go where."),
    "user": Entry("brug.web.commands.user:user", "Users: invite, reset a second step, shut out."),
    "regions": Entry("brug.web.commands.regions:regions", "Regions: load a tree, or shapes."),
    "demo": Entry("brug.web.commands.demo:demo", "Serve a fictional movement.", needs_django=False),
    "serve": Entry(
        "brug.web.commands.serve:serve", "Serve the pages.", needs_django=False, runs_on=True
    ),
    "worker": Entry(
        "brug.web.commands.worker:worker", "Do jobs, schedules and mails.", runs_on=True
    ),
    "migrate": Entry("brug.web.commands.migrate:migrate", "Bring the database up to date."),
    "backup": Entry("brug.web.commands.backup:backup", "Write everything into one file."),
    "restore": Entry("brug.web.commands.restore:restore", "Put everything back from a backup."),
    "keys": Entry("brug.web.commands.keys:keys", "Keys of encrypted fields: status, rotate."),
    "doctor": Entry("brug.web.commands.doctor:doctor", "Check this installation."),
    "build-demo": Entry("brug.web.commands.build_demo:build_demo"),
    "collect-static": Entry("brug.web.commands.collect_static:collect_static", is_for_all=True),
}


def read_environment() -> Environment:
    """Return the settings of this installation.

    Raises:
        click.ClickException: one of them cannot be; the message names it.
    """
    try:
        return Environment()
    except ValidationError as error:
        lines = [
            f"{str(fault['loc'][0]).upper()}: {fault['msg']}" if fault["loc"] else fault["msg"]
            for fault in error.errors(include_url=False, include_input=False)
        ]
        raise click.ClickException("settings that cannot be:\n  " + "\n  ".join(lines)) from None


class HouseGroup(click.Group):
    """Loads a command, and Django before it, only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands that people call."""
        return sorted(name for name, entry in _COMMANDS.items() if entry.help)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command; None where there is none of that name."""
        entry = _COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if not entry.is_for_all:
            keep_files_private()
        environment = read_environment()
        if entry.needs_django or entry.runs_on:
            _begin(entry, environment)
        if entry.help and entry.needs_django and not entry.runs_on:
            translation.activate(ctx.params.get("language") or shell_language())
        module, _, attribute = entry.place.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands into the help, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name].help) for name in self.list_commands(ctx)])


def _begin(entry: Entry, environment: Environment) -> None:
    need_packages(environment)
    folder = environment.brug_data_dir.expanduser()
    with in_data_folder(folder):
        _finish_restore(folder, environment.database_url)
        if entry.runs_on:
            announce(folder)
        if entry.needs_django:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
            django.setup()


def _finish_restore(folder: Path, database_url: str) -> None:
    try:
        if swap.finish(folder, database_url):
            click.echo("A restore that was cut short is now finished.", err=True)
    except CutShort as error:
        raise click.ClickException(
            f"a restore was cut short and must be finished first, but {error}"
        ) from None


@click.command(cls=HouseGroup)
@click.version_option(package_name="brug")
@click.option(
    "--language",
    type=click.Choice(SPOKEN),
    help="Language of what commands tell; by itself that of the shell (LANG), else English.",
)
def main(language: str | None) -> None:
    """Brug runs a refugee-support movement: people, activities and plan in one house."""
    del language  # the group reads it before it loads a command


if __name__ == "__main__":
    main()
