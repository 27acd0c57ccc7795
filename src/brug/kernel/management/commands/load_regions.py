"""Load a tree of regions from files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from brug.kernel.access.actor import Actor
from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.services import BELGIUM, load_regions


class Command(BaseCommand):
    """Calls the service and says what it did."""

    help = "Load regions, postal codes and shapes (Belgium's where no file is given)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and whether what it does not name is switched off."""
        parser.add_argument("source", nargs="?", type=Path, default=BELGIUM)
        parser.add_argument("--retire", action="store_true", help="switch off all other regions")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Load, or stop with the file's error."""
        actor = Actor.system("command line")
        try:
            counts = load_regions(actor=actor, source=options["source"], retire=options["retire"])
        except RegionFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(counts))
