"""The command ``brug``: everything an operator or colleague does outside the browser."""

import os
from importlib import import_module

import click
import django

# Groups and commands by name, loaded only when asked for, so that help stays quick.
_COMMANDS = {
    "plan": "brug.plan.cli:plan",
    "people": "brug.people.cli:people",
    "demo": "brug.web.commands.demo:demo",
    "serve": "brug.web.commands.serve:serve",
    "worker": "brug.web.commands.worker:worker",
    "migrate": "brug.web.commands.migrate:migrate",
    "backup": "brug.web.commands.backup:backup",
    "restore": "brug.web.commands.backup:restore",
    "doctor": "brug.web.commands.doctor:doctor",
}


class HouseGroup(click.Group):
    """Loads a command, and Django before it, when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return one command; None where there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
        django.setup()
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.command(cls=HouseGroup)
@click.version_option(package_name="brug")
def main() -> None:
    """Brug runs a refugee-support movement: people, activities and plan in one house."""
