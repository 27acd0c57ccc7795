"""The house's own settings with one door more: where a test asks for work."""

from brug.web.settings import *  # noqa: F403 - all of them
from brug.web.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "tests.grown.probe"]
ROOT_URLCONF = "tests.grown.probe.urls"
