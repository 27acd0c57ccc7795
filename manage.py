#!/usr/bin/env python
"""Django's own command line; ``brug`` is the one for people."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brug.web.settings")
    execute_from_command_line(sys.argv)
