"""Plan files that come with the house."""

from importlib import resources

EXAMPLE = "plan-2026-2030.yaml"


def example_bytes(name: str = EXAMPLE) -> bytes:
    """The content of an example."""
    return resources.files(__name__).joinpath(name).read_bytes()
