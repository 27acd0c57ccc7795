"""The demo: a fictional movement on one's own machine."""

from brug.web.demo.builder import NotADemo, build, built_size

__all__ = ["NotADemo", "build", "built_size"]
