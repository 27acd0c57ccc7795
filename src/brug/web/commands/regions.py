"""``brug regions …``: the tree of regions and their shapes, from files."""

from pathlib import Path

import click

from brug.kernel.access.actor import Actor
from brug.kernel.regions import services
from brug.kernel.regions.errors import RegionFileError

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _operator() -> Actor:
    return Actor.system("command line")


@click.group()
def regions() -> None:
    """Load regions, postal codes and shapes; a second run changes nothing."""


@regions.command()
@click.argument("file", type=_FILE, default=services.BELGIUM)
@click.option("--retire", is_flag=True, help="Switch off all regions that FILE does not name.")
def load(file: Path, *, retire: bool) -> None:
    """Load a tree of regions with its postal codes and shapes; without FILE that of Belgium."""
    try:
        counts = services.load_regions(actor=_operator(), source=file, retire=retire)
    except RegionFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(counts)


@regions.command()
@click.argument("file", type=_FILE)
@click.option("--key", default="id", show_default=True, help="Property with the region's code.")
def shapes(file: Path, *, key: str) -> None:
    """Give regions the shapes of a GeoJSON or TopoJSON file, for instance the official ones."""
    try:
        counts = services.load_shapes(actor=_operator(), source=file, key=key)
    except RegionFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(counts)
