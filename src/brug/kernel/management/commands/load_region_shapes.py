"""Load the shapes of regions from an organisation's own file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from brug.kernel.access.actor import Actor
from brug.kernel.regions.errors import RegionFileError
from brug.kernel.regions.services import load_shapes


class Command(BaseCommand):
    """Calls the service and says what it did."""

    help = "Give regions the shapes of a GeoJSON or TopoJSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the property that holds each region's code."""
        parser.add_argument("source", type=Path)
        parser.add_argument("--key", default="id", help="property with the region's code")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Load, or stop with the file's error."""
        actor = Actor.system("command line")
        try:
            counts = load_shapes(actor=actor, source=options["source"], key=options["key"])
        except RegionFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(counts))
